import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { believedFacts, contradictionsIn, type Facts, type Word, wordAfter } from './believed.ts';

const trustOf = (source: string) => ({ council: 3, mis: 5, other: 5, registry: 8 })[source] ?? 5;
const [PERMANENT, TEMPORARY] = ['K990399916001', 'W99039991600A'];
const nothing: Facts = {
  nc_year: null,
  given_name: null,
  family_name: null,
  known_as: null,
  date_of_birth: null,
  sex: null,
  upn: null,
  uln: null,
};
const [MARCH, APRIL] = [plainDate('2010-03-04'), plainDate('2010-04-03')];

/** What a source says, in the run of that number. */
function word(source: string, run: number, facts: Partial<Facts>): Word {
  const on = plainDate(`2026-09-${String(run).padStart(2, '0')}`);
  return wordAfter(undefined, source, { ...nothing, ...facts }, { on, run: String(run) });
}

describe('what is believed', () => {
  it.each<[string, Word[], Partial<Facts>]>([
    ['is nothing where nobody says anything', [], { date_of_birth: null }],
    ['is what the one source says', [word('mis', 1, { date_of_birth: MARCH })], { date_of_birth: MARCH }],
    [
      'is what the more trusted source says, though the other said it later',
      [word('mis', 1, { date_of_birth: MARCH }), word('council', 9, { date_of_birth: APRIL })],
      { date_of_birth: MARCH },
    ],
    [
      'is what the less trusted source says where the other says nothing',
      [word('mis', 1, {}), word('council', 2, { date_of_birth: APRIL })],
      { date_of_birth: APRIL },
    ],
    [
      'is what was said last among those trusted alike',
      [word('mis', 1, { date_of_birth: MARCH }), word('other', 2, { date_of_birth: APRIL })],
      { date_of_birth: APRIL },
    ],
    [
      'goes field by field',
      [word('mis', 1, { nc_year: 9, sex: 'F' }), word('other', 2, { nc_year: 10 })],
      { nc_year: 10, sex: 'F' },
    ],
    [
      'is a permanent UPN over a temporary one, whoever says it',
      [word('registry', 9, { upn: TEMPORARY }), word('council', 1, { upn: PERMANENT })],
      { upn: PERMANENT },
    ],
    [
      'is what has a day over what was said before days were kept',
      [{ ...word('other', 1, { nc_year: 9 }), since: {} }, word('mis', 2, { nc_year: 10 })],
      { nc_year: 10 },
    ],
  ])('%s', (_, words, expected) => {
    expect(believedFacts(words, trustOf)).toMatchObject(expected);
    expect(believedFacts([...words].reverse(), trustOf)).toMatchObject(expected);
  });

  it('is the same when a source says the same again', () => {
    const facts = fc.record({
      nc_year: fc.option(fc.integer({ min: 0, max: 14 })),
      given_name: fc.option(fc.constantFrom('Ada', 'Grace')),
      date_of_birth: fc.option(fc.constantFrom(MARCH, APRIL)),
    });
    const said = fc.tuple(fc.constantFrom('council', 'mis', 'other', 'registry'), facts);
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 8 }), (all) => {
        const words = new Map<string, Word>();
        all.forEach(([source, some], at) => {
          const since = { on: MARCH, run: String(at) };
          words.set(source, wordAfter(words.get(source), source, { ...nothing, ...some }, since));
        });
        const before = believedFacts([...words.values()], trustOf);
        const [source, some] = all[all.length - 1] ?? ['mis', {}];
        const again = wordAfter(words.get(source), source, { ...nothing, ...some }, { on: APRIL, run: '99' });
        expect(again).toEqual(words.get(source));
        expect(believedFacts([...words.values()], trustOf)).toEqual(before);
        // Whatever is believed, somebody says; and what somebody says is not unknown.
        for (const field of ['nc_year', 'given_name', 'date_of_birth'] as const) {
          const values = [...words.values()].map((each) => each.facts[field]);
          expect(values.length === 0 ? [null] : values).toContain(before[field]);
          expect(before[field] === null).toBe(values.every((value) => value === null));
        }
      }),
    );
  });
});

describe('a contradiction', () => {
  it.each<[string, Word[], string[]]>([
    ['is none with one source', [word('mis', 1, { sex: 'F' })], []],
    ['is none where two say the same', [word('mis', 1, { sex: 'F' }), word('other', 2, { sex: 'F' })], []],
    ['is none where one says nothing', [word('mis', 1, { sex: 'F' }), word('other', 2, {})], []],
    [
      'is named with who is believed first and why: trust',
      [word('council', 2, { date_of_birth: APRIL }), word('mis', 1, { date_of_birth: MARCH })],
      ['date_of_birth mis>council trust'],
    ],
    [
      'or that it was said last',
      [word('mis', 1, { date_of_birth: MARCH }), word('other', 2, { date_of_birth: APRIL })],
      ['date_of_birth other>mis newest'],
    ],
    [
      'or that the UPN is permanent',
      [word('registry', 9, { upn: TEMPORARY }), word('council', 1, { upn: PERMANENT })],
      ['upn council>registry permanent'],
    ],
    [
      'is not one of accents and capitals',
      [word('mis', 1, { given_name: 'Étienne' }), word('other', 2, { given_name: 'ETIENNE' })],
      [],
    ],
    [
      'is not one of a name somebody is known by',
      [
        word('mis', 1, { given_name: 'Rosalind', known_as: 'Rosie' }),
        word('other', 2, { given_name: 'Rosie' }),
      ],
      [],
    ],
    [
      'is one of two family names',
      [word('mis', 1, { family_name: 'Hartley' }), word('other', 2, { family_name: 'Nwosu' })],
      ['family_name other>mis newest'],
    ],
  ])('%s', (_, words, expected) => {
    const found = contradictionsIn(words, trustOf).map(
      ({ field, words: said, why }) => `${field} ${said.map(({ source }) => source).join('>')} ${why}`,
    );
    expect(found).toEqual(expected);
  });
});

describe('the word of a source', () => {
  it('keeps what a row leaves blank, and says anew only what is new', () => {
    const first = word('mis', 1, { given_name: 'Ada', nc_year: 9 });
    const second = wordAfter(
      first,
      'mis',
      { ...nothing, given_name: 'Ada', nc_year: 10 },
      { on: APRIL, run: '7' },
    );
    expect(second.facts).toMatchObject({ given_name: 'Ada', nc_year: 10, family_name: null });
    expect(second.since).toEqual({
      given_name: { on: '2026-09-01', run: '1' },
      nc_year: { on: APRIL, run: '7' },
    });
  });
});
