import { describe, expect, it } from 'vitest';
import { languageFor } from './language.ts';

describe('the language of a page', () => {
  it.each([
    [undefined, 'en', 'ltr'],
    ['en-GB,en;q=0.9', 'en', 'ltr'],
    ['cy,en;q=0.5', 'en', 'ltr'],
    ['xx', 'en', 'ltr'],
    ['', 'en', 'ltr'],
    ['*', 'en', 'ltr'],
    ['en;q=0', 'en', 'ltr'],
    ['en-XA', 'en-XA', 'ltr'],
    ['ar-XB,en;q=0.1', 'ar-XB', 'rtl'],
  ])('for %j is %s, %s', (asked, lang, dir) => {
    expect(languageFor(asked)).toMatchObject({ lang, dir });
  });

  it.each(['ar', 'ar-EG,ar;q=0.9', 'en-US', 'en;q=0.4, ar-XB;q=0.3'])(
    'is never one that nobody speaks for %j',
    (asked) => {
      expect(languageFor(asked).lang).toBe('en');
    },
  );

  it('says everything in a pseudo-language, and fills in what is filled in', () => {
    const { say } = languageFor('en-XA');
    expect(say('people.title')).toMatch(/^⟦Þéöþļé .*⟧$/);
    expect(say('find.title', { text: 'Amara' })).toContain('Amara');
    expect(say('today.many', { count: 1204 })).toContain('1,204');
  });
});
