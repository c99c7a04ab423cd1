import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listMappings, mappingSchema, type Section } from '#files';
import { wordsFor } from '#web';
import { definitionFrom, saidOf, slugOf } from './definition.ts';
import { factOf, meaningsOf } from './meanings.ts';
import { columnProblems, dateFrom } from './problems.ts';
import { chosenColumns, questionsAbout } from './questions.ts';
import { constantsIn, meaningsIn, suggestFor } from './suggest.ts';

const say = wordsFor('en');
const mappings = await listMappings();

const suggested = (header: string[], rows: string[][] = [], section: Section = 'people') =>
  suggestFor(header, rows, mappings, section).map((guess) => guess && `${guess.meaning} (${guess.why})`);

describe('what a column may be', () => {
  it('is suggested by a name that a mapping knows, by a name like one, and by what stands in it', () => {
    const upns = [['C909432115001'], ['R909432115002'], ['C909432115001']];
    expect(suggested(['given_name', 'Date of Birth', 'Reg', 'Postcode', 'Shoe size'])).toEqual([
      'given_name (known-name)',
      'date_of_birth (like-name)',
      'tutor_group (like-name)',
      'ignore (known-name)',
      undefined,
    ]);
    expect(suggested(['Number'], upns)).toEqual(['upn (content)']);
    expect(suggested(['Half day'], [['AM'], ['PM'], ['am']], 'registers')).toEqual(['session (content)']);
  });

  it('is never suggested of two columns, nor from too few cells', () => {
    expect(suggested(['UPN', 'upn'])).toEqual(['upn (known-name)', undefined]);
    expect(suggested(['Number'], [['C909432115001'], ['']])).toEqual([undefined]);
  });

  it('is one thing a fact, whatever the names', () => {
    const names = fc.constantFrom(
      'UPN',
      'upn',
      'Surname',
      'URN',
      'LAEstab',
      'School',
      'DoB',
      'dob',
      'Postcode',
      'x',
    );
    fc.assert(
      fc.property(fc.uniqueArray(names), (header) => {
        const facts = suggestFor(header, [], mappings, 'people').flatMap((guess) =>
          guess && guess.meaning !== 'ignore' ? [factOf(guess.meaning)] : [],
        );
        expect(new Set(facts).size).toBe(facts.length);
      }),
    );
  });

  it('can be said for every kind whose sections are plain, and for no other', () => {
    expect(meaningsOf('suspensions')?.map(({ id }) => id)).toEqual([
      'upn',
      'source_id',
      'setting:urn',
      'setting:laestab',
      'setting:name',
      'kind',
      'starts_on',
      'sessions',
      'reason',
      'ends_on',
      'outcome',
    ]);
  });

  it('is what a mapping says it is, with what it says of every row alike', () => {
    const uci = mappings.find(({ name }) => name === 'uci-student-performance');
    if (!uci) throw new Error('The library has lost a mapping');
    expect(meaningsIn(uci, 'people').get('school')).toBe('setting:name');
    expect(meaningsIn(uci, 'measures').get('absences')).toBe('measure:number');
    expect(meaningsIn(uci, 'measures').get('G1')).toBe('ignore');
    expect(constantsIn(uci, 'measures')).toEqual([{ meaning: 'date', value: '2006-06-30' }]);
  });
});

describe('a mapping from what was said', () => {
  const about = { name: 'ours', title: 'Ours', reason: 'A test.', leftOut: 'Not needed.', said: 'Said.' };
  const made = (
    header: string[],
    section: Section,
    draft: Record<string, string | string[]>,
    rows: string[][] = [],
  ) => {
    const questions = questionsAbout(chosenColumns(draft, header, section), rows, null, section);
    const definition = definitionFrom({
      header,
      section,
      draft,
      questions,
      setting: undefined,
      date: undefined,
      about,
    });
    return mappingSchema.parse({ ...definition, version: 1 });
  };

  it('is one that a mapping file could have been', () => {
    const mapping = made(
      ['Id', 'Day', 'Half', 'Mark', 'Note'],
      'registers',
      {
        'column-0': 'source_id',
        'column-1': 'date',
        'column-2': 'session',
        'column-3': 'code',
        'column-4': 'ignore',
        'format-1': ['dd/MM/yyyy', 'yyyy-MM-dd'],
        'found-2-0': 'Morning',
        'means-2-0': 'AM',
        'found-2-1': 'Lunch',
        'means-2-1': '',
        'found-3-0': 'ill',
        'means-3-0': 'I',
        blank: 'n/a\r\n\r\n none ',
      },
      [['7', '14/03/2026', 'Morning', 'ill', '']],
    );
    expect(mapping).toMatchObject({
      file: { blank: ['', 'n/a', 'none'] },
      ignore: [{ columns: ['Note'], reason: 'Not needed.' }],
      registers: {
        identity: { source_id: { column: ['Id'] } },
        date: { column: ['Day'], format: ['dd/MM/yyyy', 'yyyy-MM-dd'] },
        session: { column: ['Half'], codes: { Morning: 'AM', Lunch: '' } },
        code: { column: ['Mark'], codes: { ill: 'I' } },
      },
    });
  });

  it('reads measures of each sort under the names they were given', () => {
    const mapping = made(['UPN', 'Age', 'Belongs', 'Way'], 'measures', {
      'column-0': 'upn',
      'column-1': 'measure:number',
      'column-2': 'measure:yes_no',
      'column-3': 'measure:category',
      'label-1': 'Reading age',
      'min-1': '4',
      'max-1': '20.5',
      'unit-1': 'years',
      'found-2-0': 'J',
      'means-2-0': 'yes',
      'found-2-1': 'N',
      'means-2-1': 'no',
      'found-2-2': '?',
      'means-2-2': '',
      'found-3-0': 'W',
      'means-3-0': 'On foot',
    });
    expect(mapping.measures?.columns).toEqual({
      Age: { label: 'Reading age', as: 'number', min: 4, max: 20.5, unit: 'years' },
      Belongs: { as: 'yes_no', yes: ['J'], no: ['N'] },
      Way: { as: 'category', categories: { W: 'On foot' } },
    });
  });

  it('keeps a code of any spelling', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ maxLength: 8 }), { maxLength: 6 }), (found) => {
        const draft = Object.fromEntries(
          found.flatMap((code, at) => [
            [`found-0-${at}`, code],
            [`means-0-${at}`, 'F'],
          ]),
        );
        expect(saidOf(draft, 0).map((each) => each.found)).toEqual(found);
      }),
    );
  });
});

describe('what is wrong with what was said', () => {
  const wrong = (header: string[], section: Section, draft: Record<string, string>) =>
    columnProblems(say, header, section, draft).map(({ field, message }) => `${field}: ${message}`);

  it('is a fact that a file cannot do without', () => {
    expect(wrong(['a'], 'registers', { 'column-0': 'ignore' })).toEqual([
      'column-0: Choose a column that says who a row is about, a UPN or an identifier',
      'column-0: This kind of file needs a column for: Date',
      'column-0: This kind of file needs a column for: Session, morning or afternoon',
      'column-0: This kind of file needs a column for: Attendance code',
    ]);
    expect(wrong(['a'], 'measures', { 'column-0': 'upn' })).toEqual([
      'column-0: Choose at least one column that is a measure',
    ]);
  });

  it('is told of a few columns and counted of more', () => {
    const header = Array.from({ length: 8 }, (_, at) => `c${at}`);
    const told = wrong(header, 'people', { 'column-0': 'upn' });
    expect(told).toHaveLength(6);
    expect(told.at(-1)).toBe(
      'leave-rest: 2 more columns are not decided. Leave out the rest with one tick below',
    );
  });

  it('is not that two columns are measures, nor that one setting is told', () => {
    expect(
      wrong(['u', 'a', 'b'], 'measures', {
        'column-0': 'upn',
        'column-1': 'measure:number',
        'column-2': 'measure:number',
      }),
    ).toEqual([]);
    expect(
      wrong(['u', 'a', 'b'], 'people', {
        'column-0': 'upn',
        'column-1': 'setting:urn',
        'column-2': 'setting:name',
      }),
    ).toEqual([expect.stringContaining('are both said to be Setting')]);
  });
});

describe('small readings', () => {
  it('make a name of a mapping', () => {
    expect(['School MIS: people', 'Źródło 1', '---', ''].map(slugOf)).toEqual([
      'school-mis-people',
      'zrod-o-1',
      '',
      '',
    ]);
    fc.assert(fc.property(fc.string(), (text) => /^([a-z0-9]+(-[a-z0-9]+)*)?$/.test(slugOf(text))));
  });

  it('make a day of three boxes, or none', () => {
    const day = (d: string, m: string, y: string) =>
      dateFrom({ 'all-day': d, 'all-month': m, 'all-year': y });
    expect([day('7', '3', '2027'), day('31', '2', '2027'), day('', '', '')]).toEqual([
      '2027-03-07',
      undefined,
      undefined,
    ]);
  });
});
