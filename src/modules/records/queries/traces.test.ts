import { describe, expect, it } from 'vitest';
import { wordsFor } from '#web';
import { letterOf } from '../rules/index.ts';
import { tellMarks } from './traces.ts';

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
