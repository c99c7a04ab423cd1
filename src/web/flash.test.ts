import { describe, expect, it } from 'vitest';
import { readFlash, writeFlash } from './flash.ts';
import { wordsFor } from './words.ts';

const say = wordsFor('en');
const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a message for the next page', () => {
  it('comes back in words', () => {
    expect(readFlash(writeFlash({ key: 'sign_in.out' }), say)).toEqual({
      kind: 'success',
      text: 'You have signed out.',
    });
    const waiting = writeFlash({ kind: 'note', key: 'sign_in.wait', values: { count: 1 } });
    expect(readFlash(waiting, say)).toEqual({
      kind: 'note',
      text: 'There were too many tries. Wait 1 minute, then try again',
    });
  });

  it.each([
    undefined,
    '',
    'x',
    made(null),
    made({ key: 'sign_in.out' }),
    made({ kind: 'success', key: 'no.such', values: {} }),
    made({ kind: 'success', key: 'sign_in.out', values: { a: 'x'.repeat(201) } }),
  ])('is nothing when the cookie is %j', (cookie) => {
    expect(readFlash(cookie, say)).toBeNull();
  });
});
