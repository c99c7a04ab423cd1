import { describe, expect, it } from 'vitest';
import { wordsFor } from '#web';
import { letterOf } from '../rules/index.ts';
import { tellCounts, tellMarks } from './traces.ts';

const say = wordsFor('en');
const letters = (codes: string) => [...codes].map((code) => (code === ' ' ? ' ' : letterOf(code))).join('');
/** A span of the register year 2026 that begins on 2 November, in the afternoon. */
const told = (before: string, after: string) =>
  tellMarks(
    {
      personId: null,
      entity: 'register',
      became: 'changed',
      before: { marks: letters(before) },
      after: { marks: letters(after), from: 187, year: 2026 },
    },
    say,
  ).map(({ what, before: was, after: is }) => `${what}: ${was} → ${is}`);

describe('what a run did to a register', () => {
  it('is told mark by mark where one changed, and counted where there was none', () => {
    expect(told('/I   ', '/L//I')).toEqual([
      '3 November 2026, morning: I → L',
      'Marks added, 3 November 2026 to 4 November 2026: null → 3',
    ]);
    expect(told(' ', '/')).toEqual(['Marks added, 2 November 2026: null → 1']);
  });

  it('is counted beyond six changes, and a mark taken out is told as gone', () => {
    expect(told('IIIIIIII', '////////').at(-1)).toBe('More marks changed: null → 2');
    expect(told('I', ' ')).toEqual(['2 November 2026, afternoon: I → null']);
  });
});

describe('what a run did to the counts of a term', () => {
  const counted = {
    register_year: 2025,
    term: 'spring',
    possible: 120,
    absent: 12,
    unauthorised: 4,
    late: null,
  };
  const told = (before: object | null) =>
    tellCounts(
      {
        personId: null,
        entity: 'register_count',
        became: before === null ? 'added' : 'changed',
        before: before === null ? null : { ...counted, ...before },
        after: counted,
      },
      say,
    ).map(({ what, before: was, after: is }) => `${what}: ${was} → ${is}`);

  it('is every sum where there was none, and those that differ where there was', () => {
    expect(told(null)).toEqual([
      'Possible sessions, spring term 2025/26: null → 120',
      'Sessions absent, spring term 2025/26: null → 12',
      'Of them unauthorised, spring term 2025/26: null → 4',
    ]);
    expect(told({ absent: 11, late: 3 })).toEqual([
      'Sessions absent, spring term 2025/26: 11 → 12',
      'Sessions late, spring term 2025/26: 3 → null',
    ]);
  });
});
