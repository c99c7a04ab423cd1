import { describe, expect, it } from 'vitest';
import { countInWords, isMoreThanMeant } from './counted.ts';

describe('how many answered', () => {
  it.each([
    [{ isAnonymous: false, answered: 31, invited: 30, meant: null }, '31 / 30', false],
    [{ isAnonymous: true, answered: 32, invited: 0, meant: 30 }, '30 / 30', false],
    [{ isAnonymous: true, answered: 33, invited: 0, meant: 30 }, '35 / 30', true],
    [{ isAnonymous: true, answered: 33, invited: 0, meant: null }, '35', false],
  ])('says of %o: %s', (campaign, words, isMore) => {
    expect(countInWords(campaign)).toBe(words);
    expect(isMoreThanMeant(campaign)).toBe(isMore);
  });
});
