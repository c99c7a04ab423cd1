import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { type Compared, comparable, duplicateReasons, isAlike, possibleDuplicates } from './duplicates.ts';

const [PERMANENT, ANOTHER, TEMPORARY] = ['K990399916001', 'N990399915002', 'W99039991600A'];
const born = plainDate('2011-03-14');
const ada: Compared = {
  given_name: 'Ada',
  family_name: 'Lovelace',
  known_as: null,
  date_of_birth: born,
  upn: null,
  uln: null,
};
const person = (more: Partial<Compared>): Compared => ({ ...ada, ...more });
const reasons = (one: Partial<Compared>, other: Partial<Compared>) =>
  duplicateReasons(comparable(person(one)), comparable(person(other)));

describe('two records', () => {
  it.each<[string, Partial<Compared>, Partial<Compared>, string[]]>([
    ['of one name and day may be one person', {}, {}, ['same_name']],
    ['of one name without a day are not looked at', { date_of_birth: null }, { date_of_birth: null }, []],
    ['of one name of whom one has no day are not looked at', {}, { date_of_birth: null }, []],
    ['of one name a day apart are not looked at', {}, { date_of_birth: plainDate('2011-03-15') }, []],
    [
      'of one day and no name in common are not looked at',
      {},
      { given_name: 'Grace', family_name: 'Hopper' },
      [],
    ],
    [
      'that differ in accents, capitals and spaces are of one name',
      { given_name: 'Étienne', family_name: "O'Neil" },
      { given_name: 'ETIENNE ', family_name: 'O Neil' },
      ['same_name'],
    ],
    [
      'of whom one is known by the other’s name are of one name',
      { given_name: 'Rosalind', known_as: 'Rosie' },
      { given_name: 'Rosie' },
      ['same_name'],
    ],
    [
      'with given and family name the other way round',
      {},
      { given_name: 'Lovelace', family_name: 'Ada' },
      ['swapped_names'],
    ],
    ['of whom one lacks the family name', {}, { family_name: null }, ['part_missing']],
    ['of whom one lacks the given name', {}, { given_name: null }, ['part_missing']],
    [
      'of whom one lacks a name and the other part differs',
      {},
      { given_name: 'Grace', family_name: null },
      [],
    ],
    ['of whom one has no name at all', {}, { given_name: null, family_name: null }, []],
    ['with a letter mistyped in the family name', {}, { family_name: 'Lovelase' }, ['alike_names']],
    [
      'with a letter too many in the given name',
      { given_name: 'Mohamed' },
      { given_name: 'Mohammed' },
      ['alike_names'],
    ],
    ['with two letters swapped', {}, { family_name: 'Lovealce' }, ['alike_names']],
    ['with two letters mistyped are not alike', {}, { family_name: 'Lavelase' }, []],
    [
      'with a short name and a letter changed are not alike',
      { given_name: 'Ann' },
      { given_name: 'Ian' },
      [],
    ],
    ['of twins', { given_name: 'Ada' }, { given_name: 'Grace' }, []],
    [
      'of twins with a permanent UPN each and names a letter apart',
      { given_name: 'Joanna', upn: PERMANENT },
      { given_name: 'Joanne', upn: ANOTHER },
      [],
    ],
    [
      'with a permanent UPN each and everything else the same',
      { upn: PERMANENT },
      { upn: ANOTHER },
      ['same_name'],
    ],
    [
      'with a permanent UPN each and a part missing',
      { upn: PERMANENT },
      { upn: ANOTHER, family_name: null },
      [],
    ],
    [
      'with a permanent and a temporary UPN',
      { upn: PERMANENT },
      { upn: TEMPORARY },
      ['same_name', 'temporary_upn'],
    ],
    [
      'with a temporary UPN and one name in common',
      { upn: PERMANENT },
      { upn: TEMPORARY, family_name: 'Byron' },
      ['temporary_upn'],
    ],
    ['with a permanent UPN, none, and one name in common', { upn: PERMANENT }, { family_name: 'Byron' }, []],
    [
      'with one ULN, whatever else differs',
      { uln: '1000000019' },
      { uln: '1000000019', given_name: 'Grace', date_of_birth: null },
      ['same_uln'],
    ],
    [
      'with one ULN and everything else',
      { uln: '1000000019' },
      { uln: '1000000019' },
      ['same_uln', 'same_name'],
    ],
    ['without a ULN each', { date_of_birth: null }, { date_of_birth: null, uln: null }, []],
  ])('%s', (_, one, other, expected) => {
    expect(reasons(one, other)).toEqual(expected);
    expect(reasons(other, one)).toEqual(expected);
  });

  it('are never looked at for their names alone', () => {
    const name = fc.option(fc.constantFrom('Ada', 'Lovelace', 'Ádà', 'lovelac'));
    fc.assert(
      fc.property(name, name, name, name, (given_name, family_name, otherGiven, otherFamily) => {
        const other = { given_name: otherGiven, family_name: otherFamily, date_of_birth: null };
        expect(reasons({ given_name, family_name }, other)).toEqual([]);
      }),
    );
  });
});

describe('alike', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 4, maxLength: 8 });

  it('is the same either way, and holds for one letter left out', () => {
    fc.assert(
      fc.property(word, word, fc.nat(), (one, other, at) => {
        expect(isAlike(one, other)).toBe(isAlike(other, one));
        const longer = `${one}x`;
        const cut = longer.slice(0, at % longer.length) + longer.slice((at % longer.length) + 1);
        expect(isAlike(longer, cut)).toBe(true);
      }),
    );
  });
});

describe('looking among everybody', () => {
  const everybody = new Map(
    Object.entries({
      a: ada,
      b: person({ given_name: 'Lovelace', family_name: 'Ada' }),
      c: person({ given_name: 'Grace', family_name: 'Hopper', uln: '1000000019' }),
      d: person({ given_name: 'Alan', date_of_birth: null, uln: '1000000019' }),
      e: person({ family_name: 'Lovelase' }),
    }).map(([id, each]) => [id, comparable(each)] as const),
  );
  const found = (touched: string[]) =>
    possibleDuplicates(everybody, touched).map(({ one, other }) => `${one}${other}`);

  it('finds each pair once, whoever of the two is looked at', () => {
    expect(found([...everybody.keys()]).sort()).toEqual(['ab', 'ae', 'cd']);
    expect(found(['b'])).toEqual(['ab']);
    expect(found(['d'])).toEqual(['cd']);
    expect(found(['nobody'])).toEqual([]);
  });

  it('makes nothing of a day on which a thousand were born, and shows no more than ten beside one', () => {
    const many = (count: number) =>
      new Map(Array.from({ length: count }, (_, at) => [`p${at}`, comparable(ada)]));
    expect(possibleDuplicates(many(1_001), ['p0'])).toEqual([]);
    expect(possibleDuplicates(many(1_000), ['p0'])).toHaveLength(10);
    expect(possibleDuplicates(many(11), ['p0'])).toHaveLength(10);
    expect(possibleDuplicates(many(3), ['p0', 'p1', 'p2'])).toHaveLength(3);
  });
});
