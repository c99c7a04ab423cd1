import { describe, expect, it } from 'vitest';
import { serveTrial } from '#test/trial-server';
import { keysOf, wordsFor } from './words.ts';

const say = wordsFor('en');

describe('what is kept about somebody, said to them', () => {
  it('is there for everybody, and all of it is said', async () => {
    const { app } = await serveTrial([]);
    const { statusCode, body } = await app.inject('/privacy');
    expect(statusCode).toBe(200);
    const unsaid = keysOf('en').filter(
      (key) => /^(young\.)?privacy\./.test(key) && !/\.ask\.contact$/.test(key),
    );
    for (const key of unsaid) expect(body, key).toContain(say(key).replaceAll("'", '&#x27;'));
  });

  it('names whom to ask where the organisation says so', async () => {
    const { app } = await serveTrial([], { contact: 'Lee Ward, privacy@fernshire.example' });
    const { body } = await app.inject('/privacy');
    expect(body).toContain('I ask here: Lee Ward, privacy@fernshire.example');
    expect(body).not.toContain(say('young.privacy.ask.school'));
  });

  it('is in the foot of every page', async () => {
    const { app } = await serveTrial([]);
    for (const url of ['/privacy', '/nowhere'])
      expect((await app.inject(url)).body).toContain('<a class="govuk-link" href="/privacy">');
  });
});
