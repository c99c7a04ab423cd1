import { describe, expect, it } from 'vitest';
import { loadMapping, parseMapping } from '../mapping/load.ts';
import { compileComparisons } from './comparisons.ts';

const mapping = parseMapping(
  `name: areas
version: 1
title: Areas
about: Made-up figures.
file: { blank: ['', n/a] }
comparisons:
  period: { column: year }
  areas:
    column: level
    levels:
      National: { level: national, code: country, name: country_name }
      Council: { level: council, code: [la, la_code], name: la_name }
  marks: { c: suppressed, z: not_applicable }
  measures:
    neet: { column: [NEET, neet_percent] }
    cohort: { column: Cohort }
`,
  'areas.yaml',
);
const header = ['year', 'level', 'country', 'country_name', 'la_code', 'la_name', 'neet_percent', 'Cohort'];
const read = (...cells: string[]) => {
  const got = compileComparisons(mapping, header)({ line: 2, number: 1, cells });
  return 'value' in got ? got.value : got.refusals.map(({ field, rule }) => `${field} ${rule}`);
};
const england = ['2024', 'National', 'E92000001', 'England', '', ''];

describe('a row of published figures', () => {
  it('is about the area of its level', () => {
    expect(read(...england, '3.2', '1278230')).toEqual({
      line: 2,
      area: { code: 'E92000001', name: 'England' },
      level: 'national',
      period: 2024,
      values: [
        { measure: 'neet', number: 3.2, mark: null },
        { measure: 'cohort', number: 1_278_230, mark: null },
      ],
    });
    expect(
      read('2024', 'Council', 'E92000001', 'England', 'E10000099', 'Fernshire', '-0.5', '0'),
    ).toMatchObject({
      area: { code: 'E10000099', name: 'Fernshire' },
      level: 'council',
      values: [{ number: -0.5 }, { number: 0 }],
    });
  });

  it('says why there is no number: none is never nought', () => {
    const values = (neet: string, cohort: string) => {
      const got = read(...england, neet, cohort);
      return Array.isArray(got) ? got : got.values.map(({ number, mark }) => [number, mark]);
    };
    expect(values('c', 'z')).toEqual([
      [null, 'suppressed'],
      [null, 'not_applicable'],
    ]);
    expect(values('', 'n/a')).toEqual([
      [null, 'missing'],
      [null, 'missing'],
    ]);
    expect(values('0', '0.0')).toEqual([
      [0, null],
      [0, null],
    ]);
  });

  it('is refused with all its faults', () => {
    expect(read('24', 'Parish', 'E92000001', 'England', '', '', 'low', '1,000')).toEqual([
      'level code.unknown',
      'year period.year',
      'neet_percent number.shape',
      'Cohort number.shape',
    ]);
    expect(read('1979', ...england.slice(1), '1', '1')).toEqual(['year period.year']);
    expect(read('2024', 'Council', '', '', '', 'Fernshire', '1', '1')).toEqual(['la_code area.missing']);
    expect(read('2024', 'Council', '', '', 'E10000099', '', '1', '1')).toEqual(['la_code area.missing']);
    expect(read('2024', 'Council', '', '', '909', 'Fernshire', '1', '1')).toEqual(['la_code area.code']);
    expect(read(...england, '1')).toEqual([' columns']);
  });

  it('has nothing to say of a measure whose column the file lacks', () => {
    const short = header.slice(0, -1);
    const got = compileComparisons(mapping, short)({ line: 2, number: 1, cells: [...england, '3.2'] });
    expect('value' in got && got.value.values).toEqual([{ measure: 'neet', number: 3.2, mark: null }]);
  });

  it('is read under a mapping that has such a section, and no other', async () => {
    expect(() => compileComparisons({ ...mapping, comparisons: undefined }, header)).toThrow(/no section/);
    const shipped = await loadMapping('dfe-neet-la');
    expect(Object.keys(shipped.comparisons?.measures ?? {})).toContain('neet_or_not_known');
  });
});
