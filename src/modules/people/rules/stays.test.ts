import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import {
  ENROLMENT_STATUSES,
  endByRoll,
  endsByRoll,
  hasEnd,
  type Stay,
  type StayWord,
  saysLeft,
  stayAfter,
} from './stays.ts';

const trustOf = (source: string) => ({ council: 3, mis: 5, other: 5, registry: 8 })[source] ?? 5;
const day = (text: string) => plainDate(`2026-${text}`);
const there = (source: string, more: Partial<StayWord> = {}): StayWord => ({
  source,
  status: null,
  startsOn: null,
  endsOn: null,
  isNew: false,
  ...more,
});
const left = (source: string, on: string, more: Partial<StayWord> = {}) =>
  there(source, { endsOn: day(on), ...more });
const open: Stay = {
  status: 'C',
  startsOn: day('09-01'),
  endsOn: null,
  source: 'mis',
  endedSource: null,
  disputedBy: null,
};
const gone: Stay = { ...open, endsOn: day('10-16'), endedSource: 'mis' };
const goneByHand: Stay = { ...open, endsOn: day('10-16') };

describe('a stay after a row of a file', () => {
  it.each<[string, Stay | null, StayWord, Partial<Stay>]>([
    [
      'begins as current where the row says nothing else',
      null,
      there('mis', { isNew: true }),
      { status: 'C', endsOn: null, source: 'mis', endedSource: null },
    ],
    [
      'begins with its end',
      null,
      left('mis', '10-16', { isNew: true }),
      { endsOn: day('10-16'), endedSource: 'mis' },
    ],
    ['begins as previous without a day', null, there('mis', { status: 'P' }), { status: 'P', endsOn: null }],
    ['stays as it is where the row says no more', open, there('mis'), open],
    [
      'takes the status and the start of its source',
      open,
      there('mis', { status: 'M', startsOn: day('09-07') }),
      { status: 'M', startsOn: day('09-07') },
    ],
    [
      'keeps its own over a source that is trusted less',
      open,
      there('council', { status: 'S', startsOn: day('09-09') }),
      open,
    ],
    [
      'takes a start from anybody where none is known',
      { ...open, startsOn: null },
      there('council', { startsOn: day('09-09') }),
      { startsOn: day('09-09') },
    ],
    ['is told of by whoever is trusted more', open, there('registry'), { source: 'registry' }],
    ['is told of by its first source among equals', open, there('other'), { source: 'mis' }],
    ['ends by its source', open, left('mis', '10-16'), { endsOn: day('10-16'), endedSource: 'mis' }],
    ['ends by an equal', open, left('other', '10-16'), { endsOn: day('10-16'), endedSource: 'other' }],
    [
      'goes on, disputed, against a source that is trusted less',
      open,
      left('council', '10-16'),
      { endsOn: null, disputedBy: 'council' },
    ],
    [
      'is disputed no more by a source that comes round',
      { ...open, disputedBy: 'council' },
      there('council'),
      { disputedBy: null },
    ],
    ['becomes previous', open, there('mis', { status: 'P' }), { status: 'P', endedSource: 'mis' }],
    ['has its end put right by who said it', gone, left('mis', '10-23'), { endsOn: day('10-23') }],
    ['keeps its end against an equal', gone, left('other', '10-23'), { endsOn: day('10-16') }],
    [
      'has its end put right by one trusted more',
      gone,
      left('registry', '10-23'),
      { endsOn: day('10-23'), endedSource: 'registry' },
    ],
    ['keeps an end that a person decided', goneByHand, left('registry', '10-23'), { endsOn: day('10-16') }],
    [
      'goes on again by who said that it ended',
      gone,
      there('mis'),
      { endsOn: null, endedSource: null, disputedBy: null },
    ],
    [
      'goes on again as current where it was previous',
      { ...gone, status: 'P' },
      there('mis'),
      { status: 'C', endsOn: null },
    ],
    ['goes on again by one trusted more', gone, there('registry'), { endsOn: null, source: 'registry' }],
    [
      'goes on again by an equal that names them for the first time',
      gone,
      there('other', { isNew: true }),
      { endsOn: null, source: 'other' },
    ],
    [
      'is over, disputed, by an equal that only repeats itself',
      gone,
      there('other'),
      { endsOn: day('10-16'), disputedBy: 'other' },
    ],
    [
      'is over, disputed, by one trusted less, however new',
      gone,
      there('council', { isNew: true }),
      { endsOn: day('10-16'), disputedBy: 'council' },
    ],
    [
      'goes on again by a start after the end, whoever says it',
      gone,
      there('council', { startsOn: day('10-17') }),
      { endsOn: null, startsOn: day('10-17') },
    ],
    [
      'is over by a start on the day of the end',
      gone,
      there('council', { startsOn: day('10-16') }),
      { endsOn: day('10-16'), disputedBy: 'council' },
    ],
    [
      'is over where a person decided, though its own source goes on',
      goneByHand,
      there('mis'),
      { endsOn: day('10-16'), disputedBy: 'mis' },
    ],
    [
      'goes on where a person decided, by a later start',
      goneByHand,
      there('mis', { startsOn: day('11-02') }),
      { endsOn: null },
    ],
  ])('%s', (_, stay, word, expected) => {
    expect(stayAfter(stay, word, trustOf)).toMatchObject(expected);
  });

  const sources = fc.constantFrom('council', 'mis', 'other', 'registry');
  const dates = fc.option(
    fc.integer({ min: 1, max: 28 }).map((at) => day(`10-${String(at).padStart(2, '0')}`)),
  );
  const words = fc.record<StayWord>({
    source: sources,
    status: fc.option(fc.constantFrom(...ENROLMENT_STATUSES)),
    startsOn: dates,
    endsOn: dates,
    isNew: fc.boolean(),
  });
  const again = (word: StayWord) => ({ ...word, isNew: false });
  const history = fc.array(words, { minLength: 1, maxLength: 6 });
  const after = (all: readonly StayWord[]) =>
    all.reduce<Stay | null>((stay, word) => stayAfter(stay, word, trustOf), null);

  it('is the same when the same row comes a second time', () => {
    fc.assert(
      fc.property(history, words, (before, word) => {
        const once = stayAfter(after(before), word, trustOf);
        expect(stayAfter(once, again(word), trustOf)).toEqual(once);
      }),
    );
  });

  it('comes to rest when two sources go on saying different things in turn', () => {
    fc.assert(
      fc.property(history, words, words, (before, one, other) => {
        fc.pre(one.source !== other.source);
        // A start after an end is news each time only if both say so of each other: nobody starts after they have left.
        fc.pre(one.startsOn === null && other.startsOn === null);
        const round = (stay: Stay | null) =>
          stayAfter(stayAfter(stay, again(one), trustOf), again(other), trustOf);
        const settled = round(round(after(before)));
        expect(round(settled)).toEqual(settled);
      }),
    );
  });

  it('never ends by a row that says they are there', () => {
    fc.assert(
      fc.property(history, words, (before, word) => {
        const stay = after(before);
        fc.pre(!saysLeft(word) && stay !== null && !hasEnd(stay));
        expect(hasEnd(stayAfter(stay, word, trustOf))).toBe(false);
      }),
    );
  });
});

describe('a whole roll that no longer holds somebody', () => {
  it.each<[string, Stay, string, boolean, boolean]>([
    ['ends what its own source told', open, 'mis', true, true],
    ['ends what an equal told, where it had named them', open, 'other', true, true],
    ['ends nothing where it never named them', open, 'other', false, false],
    ['ends nothing that one trusted more told', open, 'council', true, false],
    ['ends nothing twice', gone, 'mis', true, false],
    ['ends nothing that is previous', { ...open, status: 'P' }, 'mis', true, false],
  ])('%s', (_, stay, source, hasNamed, expected) => {
    expect(endsByRoll(stay, source, hasNamed, trustOf)).toBe(expected);
  });

  it.each([
    ['the day of the file', '2026-09-01', 2026, '2026-11-20', '2026-11-20'],
    ['the last day of its academic year at the latest', '2025-09-01', 2025, '2026-09-07', '2026-08-31'],
    ['never a day before it began', '2026-12-01', 2026, '2026-11-20', '2026-12-01'],
  ])('ends a stay on %s', (_, startsOn, academicYear, on, expected) => {
    expect(endByRoll({ startsOn: plainDate(startsOn), academicYear }, plainDate(on))).toBe(expected);
  });
});
