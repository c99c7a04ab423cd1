import { describe, expect, it } from 'vitest';
import { marksInWords, tierName } from './marks.ts';
import { wordsFor } from './words.ts';

const say = wordsFor('en');

describe('marks in words', () => {
  it('are five, in the order of the domains', () => {
    expect(marksInWords(say, {}).map(({ domain }) => domain)).toEqual([
      'personal',
      'family',
      'social',
      'institutional',
      'structural',
    ]);
  });

  it('take a domain nobody has looked at as not known, never as nothing noticed', () => {
    const [personal, family] = marksInWords(say, { family: '0' });
    expect(personal).toMatchObject({ mark: 'unknown', says: 'not known' });
    expect(family).toMatchObject({ mark: '0', says: 'nothing noticed', label: 'Family' });
  });

  it('name the tiers', () => {
    expect(tierName(say, 'targeted')).toBe('Targeted');
  });
});
