import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listMappings, parseMapping } from '../load.ts';
import { matchMapping } from '../match.ts';
import { namesColumns, suggestMapping } from './index.ts';

const mappings = await listMappings();
const people = (header: string[], ...rows: string[][]) => suggestMapping(header, rows, mappings, 'people');
const inShort = ({ fields }: ReturnType<typeof people>) =>
  fields.map(({ field, column, sure }) => `${column} → ${field}${sure ? '' : '?'}`);

describe('a suggestion for a file of people', () => {
  it('knows the usual names, however they are written', () => {
    const header = [
      ...[
        'Unique Pupil Number',
        'Last Name',
        'FIRST_NAME',
        'D.O.B.',
        'Gender',
        'Year Group',
        'Reg Group',
        'School URN',
      ],
      ...['Preferred name', 'House', 'Date of admission', 'Adm. No.'],
    ];
    expect(inShort(people(header))).toEqual([
      'Unique Pupil Number → upn',
      'Last Name → family_name',
      'FIRST_NAME → given_name',
      'D.O.B. → date_of_birth',
      'Gender → sex',
      'Year Group → nc_year',
      'Reg Group → tutor_group',
      'School URN → setting',
      'Preferred name → known_as',
      'House → house',
      'Date of admission → started_on',
      'Adm. No. → source_id',
    ]);
  });
  it('is unsure of a mistyped name, and takes nobody else’s', () => {
    expect(
      inShort(people(['UPN', 'URN', 'Surnmae', 'Parent surname', 'Former forename', 'Pupil Forename'])),
    ).toEqual([
      'UPN → upn',
      'URN → setting',
      'Surnmae → family_name?',
      'Parent surname → null?',
      'Former forename → null?',
      'Pupil Forename → given_name',
    ]);
  });
  it('names what is needed and missing', () => {
    const { fields, yaml } = people(['Surname', 'Favourite colour']);
    expect(fields.filter(({ column }) => column === null)).toEqual([
      {
        field: 'upn',
        column: null,
        why: expect.stringMatching(/^needed: a UPN, or the identifier/),
        sure: false,
      },
      { field: 'setting', column: null, why: 'needed, and no column seems to hold it', sure: false },
    ]);
    expect(yaml).toMatch(/# setting is needed, .*setting: \{ value: '123456', as: urn/);
    expect(() => parseMapping(yaml, 'our-file.yaml')).toThrow(/faulty/);
  });
  it('finds UPNs by their cells, and doubts a column of that name without any', () => {
    const rows = [
      ['C909432115001', '17'],
      ['R909432115002', '18'],
    ];
    expect(inShort(people(['Reference', 'Ref 2'], ...rows))[0]).toBe('Reference → upn');
    expect(people(['UPN', 'x'], ['17', ''], ['18', '']).fields[0]).toMatchObject({
      field: 'upn',
      sure: false,
      why: expect.stringContaining('not all of its cells look like UPNs'),
    });
  });
  it('guesses how dates are written, says that it did, and when day and month may be swapped', () => {
    const header = ['UPN', 'URN', 'DOB', 'Start date', 'Entry date'];
    const { fields, yaml } = people(
      header,
      ['', '', '14/03/2011', '', '3/9/24'],
      ['', '', '01/02/2011', '', ''],
    );
    expect(fields[2]).toMatchObject({
      sure: false,
      why: expect.stringMatching(/look like dd\/MM\/yyyy, guessed from the first rows$/),
    });
    expect(yaml).toMatch(
      /date_of_birth: \{ column: DOB, format: dd\/MM\/yyyy \} # a guess: .*dd\/MM\/yyyy$/m,
    );
    expect(people(header, ['', '', '01/02/2011', '', '']).fields[2]?.why).toMatch(
      /day and month could be the other way/,
    );
    expect(people(header, ['', '', '2011-03-14', '', '']).fields[2]).toMatchObject({ sure: true });
    expect(people(header, ['', '', '14.03.11', '', '']).fields[2]?.why).toMatch(
      /not dates that Waymark reads/,
    );
  });
  it('guesses how a setting is named', () => {
    const setting = (cell: string) => /setting: .*/.exec(people(['UPN', 'School'], ['', cell]).yaml)?.[0];
    expect(setting('123456')).toMatch(/as: urn/);
    expect(setting('909/4321')).toMatch(/as: laestab/);
    expect(setting('Ashdale School')).toMatch(/as: name .*# a guess/);
    expect(people(['UPN', 'DfE number']).yaml).toMatch(/column: DfE number, as: laestab/);
  });
  it('adds codes that differ only in case, and says when others are not listed', () => {
    const { yaml } = people(['UPN', 'URN', 'Sex'], ['', '', 'FEMALE'], ['', '', 'male']);
    expect(yaml).toMatch(/FEMALE: F/);
    expect(people(['UPN', 'URN', 'Sex'], ['', '', '1']).fields[2]).toMatchObject({
      sure: false,
      why: expect.stringContaining('some of its codes are not listed'),
    });
  });
  it('never writes what stands in the rows, codes aside', () => {
    const { fields, yaml } = people(
      ['UPN', 'URN', 'Surname', 'Notes'],
      ['C909432115001', '123456', 'Testling', 'Moved'],
    );
    expect(JSON.stringify(fields) + yaml).not.toMatch(/Testling|C9094|Moved/);
  });
});

describe('a suggestion for a file of measures', () => {
  const header = ['Adm No', 'Tested on', 'Reading age', 'Belongs', 'Journey', 'Comment', 'Surname'];
  const rows = Array.from({ length: 30 }, (_, at) => [
    ...[
      `${at}`,
      '2026-06-12',
      `${8 + at / 10}`,
      at % 2 ? 'Y' : 'N',
      ['On foot', 'By bus'][at % 2] ?? '',
      `note ${at}`,
    ],
    'Testling',
  ]);
  it('makes measures of numbers, of yes and no, and of a few codes', () => {
    const { fields, yaml } = suggestMapping(header, rows, mappings, 'measures');
    expect(fields.map(({ field }) => field)).toEqual([
      'source_id',
      'date',
      'measure',
      'measure',
      'measure',
      null,
      null,
    ]);
    const mapping = parseMapping(yaml, 'our-file.yaml');
    expect(mapping.measures?.columns).toEqual({
      'Reading age': { as: 'number' },
      Belongs: { as: 'yes_no', yes: ['Y'], no: ['N'] },
      Journey: { as: 'category', categories: { 'By bus': 'By bus', 'On foot': 'On foot' } },
    });
    expect(matchMapping(header, [mapping], 'measures')).toEqual({ applied: mapping });
  });
  it('takes no text for codes when there are few rows', () => {
    expect(suggestMapping(header, rows.slice(0, 5), mappings, 'measures').fields[4]).toMatchObject({
      field: null,
    });
  });
  it('asks for the date of a file that has none', () => {
    const { yaml } = suggestMapping(['UPN', 'Score'], [['C909432115001', '3']], mappings, 'measures');
    expect(yaml).toMatch(
      /# date is needed, .*date: \{ value: '2026-06-30', reason: The file has no date\. \}/,
    );
  });
});

describe('a suggestion for a file of registers', () => {
  it('finds date, session and mark', () => {
    const { fields, yaml } = suggestMapping(
      ['Pupil UPN', 'Mark date', 'AM/PM', 'Mark', 'Surname'],
      [['C909432115001', '02/09/2026', 'AM', '/', 'Testling']],
      mappings,
      'registers',
    );
    expect(fields.map(({ field }) => field)).toEqual(['upn', 'date', 'session', 'code', null]);
    expect(parseMapping(yaml, 'x').registers).toMatchObject({
      form: 'marks',
      session: { codes: { AM: 'AM', pm: 'PM' } },
    });
    expect(fields[4]?.why).toBe('left out: about the young person; it comes with people');
  });
});

describe('any suggestion', () => {
  const name = fc.oneof(
    fc.constantFrom('UPN', 'Surname', 'DOB', 'Date', 'URN', 'Code', 'AM/PM', 'Sex', 'id', 'Estab', 'age'),
    fc.string({ minLength: 1, maxLength: 12 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
    fc.constantFrom(': ', '? a', '- b', '#', '{', '*a', '!!x', 'no', '~', '1', '__proto__', 'a\nb', "'", '"'),
  );
  it('is a mapping that fits the file, once nothing is missing', () => {
    const file = fc.uniqueArray(name, { maxLength: 12 }).chain((header) =>
      fc.record({
        header: fc.constant(header),
        rows: fc.array(
          fc.array(
            fc.oneof(fc.constantFrom('AM', '1', '2026-09-01', '/', 'Y', 'C909432115001'), fc.string()),
            {
              minLength: header.length,
              maxLength: header.length,
            },
          ),
          { maxLength: 30 },
        ),
      }),
    );
    fc.assert(
      fc.property(file, fc.constantFrom('people', 'measures', 'registers'), ({ header, rows }, section) => {
        const names = header.filter(
          (each) => each.trim() === each && !/[\p{C}\u2028\u2029\s]/u.test(each.replaceAll(' ', '')),
        );
        const { fields, yaml } = suggestMapping(names, rows, mappings, section);
        expect(fields.filter(({ column }) => column !== null).map(({ column }) => column)).toEqual(names);
        if (fields.some(({ column }) => column === null)) return;
        if (section === 'measures' && !fields.some(({ field }) => field === 'measure')) return;
        const mapping = parseMapping(yaml, 'our-file.yaml');
        expect(matchMapping(names, [mapping], section)).toEqual({ applied: mapping });
      }),
    );
  });
  it('is quick for ten thousand columns', () => {
    const header = Array.from({ length: 10_000 }, (_, at) => `column ${at}`);
    const { fields, yaml } = suggestMapping(header, [], mappings, 'people');
    expect(fields).toHaveLength(10_002);
    expect(yaml).toMatch(/# and 9800 more columns/);
  });
});

describe('a first row', () => {
  it('names columns when a usual name is in it and little that looks like data', () => {
    expect(namesColumns(['Forename', 'xyz', '1'], mappings)).toBe(true);
    expect(namesColumns(['Pupil Surname', 'Reading score'], mappings)).toBe(true);
  });
  it('does not when it could be about somebody', () => {
    expect(namesColumns(['Ada', 'Testling', 'F'], mappings)).toBe(false);
    expect(namesColumns(['GP', '18', 'U', 'GT3', '4', '4', 'health', '2'], mappings)).toBe(false);
    expect(namesColumns(['', '/', '9'], mappings)).toBe(false);
  });
});
