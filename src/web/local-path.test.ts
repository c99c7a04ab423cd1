import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localPath } from './local-path.ts';

describe('where to go after signing in', () => {
  it('is a path of our own, with its query', () => {
    expect(localPath('/people?q=sam&page=2')).toBe('/people?q=sam&page=2');
    expect(localPath('/')).toBe('/');
  });

  it.each([
    undefined,
    '',
    'people',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\\/evil.example',
    '/people\n',
    '/./\\evil.example',
    '/..//evil.example',
    '/%0a\u0000',
    'javascript:alert(1)',
    ['/people'],
    '/sign-in?to=/',
    '/sign-out',
    `/${'x'.repeat(1000)}`,
  ])('is home for %j', (to) => {
    expect(localPath(to)).toBe('/');
  });

  it('is on this host whatever is asked for', () => {
    const nasty = fc
      .array(fc.constantFrom('/', '\\', '.', '@', ':', '\t', '?', '#', 'a', 'evil.example', '%2f'))
      .map((parts) => `/${parts.join('')}`);
    fc.assert(
      fc.property(nasty, (to) => {
        expect(new URL(localPath(to), 'https://waymark.example').host).toBe('waymark.example');
      }),
    );
  });
});
