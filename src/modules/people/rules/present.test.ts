import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { presentAt, type YearAt } from './present.ts';
import { ENROLMENT_STATUSES } from './stays.ts';

const today = plainDate('2026-11-20');
let made = 0;
const at = (settingId: string, more: Partial<YearAt> = {}): YearAt => {
  made += 1;
  return {
    id: String(made).padStart(4, '0'),
    settingId,
    academicYear: 2026,
    status: 'C',
    startsOn: null,
    endsOn: null,
    ...more,
  };
};
const on = (text: string) => plainDate(text);

describe('where somebody is', () => {
  it.each<[string, YearAt[], string | null, { main: string | null; all: string[]; leftOn?: string | null }]>([
    ['is nowhere without an enrolment', [], 'a', { main: null, all: [], leftOn: null }],
    ['is the one setting that has them', [at('a')], null, { main: 'a', all: ['a'], leftOn: null }],
    [
      'is not where they left, and they left then',
      [at('a', { endsOn: on('2026-11-19') })],
      'a',
      { main: null, all: [], leftOn: '2026-11-19' },
    ],
    [
      'is no longer there on the day of leaving',
      [at('a', { endsOn: today })],
      'a',
      { main: null, all: [], leftOn: '2026-11-20' },
    ],
    [
      'is still there the day before',
      [at('a', { endsOn: on('2026-11-21') })],
      'a',
      { main: 'a', all: ['a'] },
    ],
    [
      'is not where they are previous',
      [at('a', { status: 'P' })],
      'a',
      { main: null, all: [], leftOn: null },
    ],
    [
      'goes by the newest year of a setting: gone, though an older one never ended',
      [at('a', { academicYear: 2025 }), at('a', { endsOn: on('2026-10-01') })],
      'a',
      { main: null, all: [] },
    ],
    [
      'goes by the newest year of a setting: back, though an older one ended',
      [
        at('a', { academicYear: 2025, endsOn: on('2026-02-01') }),
        at('b', { endsOn: on('2026-09-30') }),
        at('a'),
      ],
      'b',
      { main: 'a', all: ['a'] },
    ],
    [
      'stays what it was where two claim to be the main one',
      [at('a'), at('b')],
      'a',
      { main: 'a', all: ['a', 'b'] },
    ],
    ['stays what it was, whichever is newer', [at('b'), at('a')], 'b', { main: 'b', all: ['b', 'a'] }],
    [
      'is the main registration, not the subsidiary one that was theirs before',
      [at('a', { status: 'S' }), at('b', { status: 'M' })],
      'a',
      { main: 'b', all: ['b', 'a'] },
    ],
    ['is not decided by a guest', [at('a', { status: 'G' }), at('b')], 'a', { main: 'b', all: ['b', 'a'] }],
    [
      'is the subsidiary one where there is no other',
      [at('a', { status: 'S' })],
      null,
      { main: 'a', all: ['a'] },
    ],
    [
      'is the one that says main, of two that are new',
      [at('a'), at('b', { status: 'M' })],
      null,
      { main: 'b', all: ['b', 'a'] },
    ],
    [
      'is the one begun last, of two that say the same',
      [at('a', { startsOn: on('2026-10-05') }), at('b', { startsOn: on('2026-09-01') })],
      null,
      { main: 'a', all: ['a', 'b'] },
    ],
    [
      'passes to the other when the main one ends',
      [at('a', { endsOn: on('2026-10-01') }), at('b')],
      'a',
      { main: 'b', all: ['b'] },
    ],
  ])('%s', (_, years, before, expected) => {
    expect(presentAt(years, today, before)).toMatchObject(expected);
  });

  const years = fc.array(
    fc.record({
      settingId: fc.constantFrom('a', 'b', 'c', 'd'),
      academicYear: fc.constantFrom(2024, 2025, 2026),
      status: fc.constantFrom(...ENROLMENT_STATUSES),
      endsOn: fc.option(fc.constantFrom(on('2026-10-01'), today, on('2026-12-01'))),
    }),
    { maxLength: 8 },
  );
  const unique = (all: { settingId: string; academicYear: number }[]) =>
    new Set(all.map(({ settingId, academicYear }) => `${settingId} ${academicYear}`)).size === all.length;

  it('does not depend on the order of what is known, and settling twice changes nothing', () => {
    fc.assert(
      fc.property(years, fc.constantFrom('a', 'b', null), (given, before) => {
        fc.pre(unique(given));
        const all = given.map((each) => at(each.settingId, each));
        const present = presentAt(all, today, before);
        expect(presentAt([...all].reverse(), today, before)).toEqual(present);
        expect(presentAt(all, today, present.main)).toEqual(present);
        expect(present.all).toEqual([...new Set(present.all)]);
        expect(present.all[0] ?? null).toBe(present.main);
      }),
    );
  });
});
