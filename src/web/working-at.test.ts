import { describe, expect, it } from 'vitest';
import type { SettingId } from '#db';
import { wordsFor } from './words.ts';
import { addressAt, workingAtInWords } from './working-at.ts';

const say = wordsFor('en');
const ashdale = { id: '019a0000-0000-7000-8000-000000000001' as SettingId, name: 'Ashdale Academy' };

describe('the setting and the year that one works at', () => {
  it.each([
    [{ setting: null, ncYear: null }, 'All settings · All years'],
    [{ setting: ashdale, ncYear: null }, 'Ashdale Academy · All years'],
    [{ setting: null, ncYear: 0 }, 'All settings · Reception'],
    [{ setting: ashdale, ncYear: 11 }, 'Ashdale Academy · Year 11'],
  ])('%j is %s', (workingAt, words) => {
    expect(workingAtInWords(say, workingAt)).toBe(words);
    // Whoever reaches one setting works at it without having chosen.
    expect(workingAtInWords(say, workingAt, 'Brook')).toBe(words.replace('All settings', 'Brook'));
  });

  it('narrows the places that follow it, each by as much as it has, and no other', () => {
    const at = { setting: ashdale, ncYear: 0 };
    const people = { href: '/people', follows: 'setting-and-year' } as const;
    expect(addressAt(people, at)).toBe(`/people?setting=${ashdale.id}&year=0`);
    expect(addressAt(people, { setting: null, ncYear: null })).toBe('/people');
    expect(addressAt({ href: '/quality', follows: 'setting' }, at)).toBe(`/quality?setting=${ashdale.id}`);
    expect(addressAt({ href: '/places' }, at)).toBe('/places');
  });
});
