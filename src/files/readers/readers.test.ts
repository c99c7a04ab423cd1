import { describe, expect, it } from 'vitest';
import { Refused } from '#outcome';
import { knownColumns } from '../mapping/columns.ts';
import { listMappings, loadMapping, parseMapping } from '../mapping/load.ts';
import { matchMapping } from '../mapping/match.ts';
import type { Mapping, Section } from '../mapping/schema.ts';
import { type Row, readTable } from '../read-table/index.ts';
import type { Read } from '../refusals.ts';
import { compileMeasures } from './measures.ts';
import { compilePeople } from './people.ts';
import { compileCounts } from './registers/counts.ts';
import { compileRegisters } from './registers/index.ts';

/** The real rule lives with people; a file only needs to be told yes or no. */
const checkUpn = (upn: string) =>
  /^[CRF]9\d{11}$/.test(upn)
    ? { upn }
    : { fault: { rule: upn.length === 13 ? 'upn.check_letter' : 'upn.shape', message: 'Wrong.' } };
const never = () => {
  throw new Error('There is no day');
};
const checkUln = (uln: string) => ({ uln });

type Compile<Value> = (mapping: Mapping, header: string[]) => (row: Row) => Read<Value>;

async function bring<Value>(file: string, section: Section, compile: Compile<Value>) {
  const mappings = await listMappings();
  const table = await readTable(`test/fixtures/files/${file}`, { columns: knownColumns(mappings) });
  const match = matchMapping(table.header, mappings, section);
  if (!('applied' in match)) throw new Error(`No mapping: ${JSON.stringify(match)}`);
  const read = compile(match.applied, table.header);
  const values: Value[] = [];
  const faults: string[] = [];
  for await (const rows of table.batches) {
    for (const row of rows) {
      const got = read(row);
      if ('value' in got) values.push(got.value);
      else faults.push(...got.refusals.map((refusal) => `${refusal.line} ${refusal.field} ${refusal.rule}`));
    }
  }
  return { mapping: match.applied.name, values, faults };
}

describe('a school census extract', () => {
  it('becomes people, blank cells unknown', async () => {
    const { mapping, values, faults } = await bring('census-layout.csv', 'people', (each, header) =>
      compilePeople(each, header, { checkUpn, checkUln }),
    );
    expect(mapping).toBe('school-census-people');
    expect(values).toEqual([
      {
        line: 2,
        upn: 'C909432115001',
        sourceId: '101',
        setting: { as: 'laestab', value: '9094321' },
        givenName: 'Ada',
        familyName: 'Testling',
        knownAs: null,
        dateOfBirth: '2011-03-14',
        sex: 'F',
        ncYear: 11,
        tutorGroup: null,
        house: null,
        startedOn: '2022-09-05',
        endedOn: null,
        status: 'C',
        uln: null,
        asOf: null,
      },
      {
        line: 3,
        upn: 'R909432115002',
        sourceId: '102',
        setting: { as: 'laestab', value: '9094321' },
        givenName: null,
        familyName: null,
        knownAs: null,
        dateOfBirth: null,
        sex: 'M',
        ncYear: 0,
        tutorGroup: null,
        house: null,
        startedOn: '2022-09-05',
        endedOn: null,
        status: 'M',
        uln: null,
        asOf: null,
      },
    ]);
    expect(faults).toEqual([
      '4 UPN upn.shape',
      '4 Estab setting.unknown',
      '4 DoB date.exists',
      '4 Gender code.unknown',
      '4 NCyearActual nc_year.nursery',
      '4 EntryDate date.year',
    ]);
  });
});

describe('the student performance layout', () => {
  it('becomes people by row number, with the school by its full name', async () => {
    const { values, faults } = await bring('student-layout.csv', 'people', (each, header) =>
      compilePeople(each, header, { checkUpn, checkUln }),
    );
    expect(
      values.map((person) => [
        person.sourceId,
        person.setting.value,
        person.sex,
        person.givenName,
        person.dateOfBirth,
      ]),
    ).toEqual([
      ['1', 'Mousinho da Silveira', 'F', null, null],
      ['2', 'Gabriel Pereira', 'M', null, null],
    ]);
    expect(faults).toEqual(['4 school setting.unknown']);
  });
  it('becomes measures without the outcomes, a blank cell no value', async () => {
    const { values, faults } = await bring('student-layout.csv', 'measures', (each, header) =>
      compileMeasures(each, header, { checkUpn }),
    );
    const [first, second] = values;
    expect([first?.date, first?.sourceId, first?.values.length, second?.values.length]).toEqual([
      '2006-06-30',
      '1',
      27,
      28,
    ]);
    expect(second?.values).toContainEqual({ measure: 'Pstatus', as: 'yes_no', value: true });
    expect(second?.values).toContainEqual({ measure: 'Mjob', as: 'category', value: 'teacher' });
    expect(second?.values).toContainEqual({ measure: 'absences', as: 'number', value: 0 });
    expect(first?.values.map((value) => value.measure)).not.toContain('internet');
    expect(JSON.stringify(values)).not.toMatch(/"G[123]"/);
    expect(faults).toEqual([
      '4 age number.range',
      '4 Mjob category.value',
      '4 schoolsup yes_no.value',
      '4 Walc number.shape',
      '4 absences number.shape',
    ]);
  });
});

describe('a reader', () => {
  it('says what was found and how to mend it', async () => {
    const mapping = await loadMapping('uci-student-performance');
    const header = Object.keys(mapping.measures?.columns ?? {});
    const got = compileMeasures(mapping, header, { checkUpn })({
      line: 9,
      number: 8,
      cells: header.map(() => '99'),
    });
    const [age] = 'refusals' in got ? got.refusals : [];
    expect(age).toEqual({
      line: 9,
      field: 'age',
      rule: 'number.range',
      found: '99',
      message: '99 is out of range: this measure goes from 15 to 22.',
      who: { upn: null, sourceId: '8' },
    });
  });
  it('refuses a mapping without its section', () => {
    const mapping = parseMapping('name: x\nversion: 1\ntitle: X\nabout: X\n', 'x.yaml');
    expect(() => compilePeople(mapping, [], { checkUpn, checkUln })).toThrow(Refused);
    expect(() => compileMeasures(mapping, [], { checkUpn })).toThrow(Refused);
    expect(() =>
      compileRegisters(mapping, [], { checkUpn, letterOf: () => undefined, onDay: never }),
    ).toThrow(Refused);
    expect(() => compileCounts(mapping, [], { checkUpn })).toThrow(Refused);
  });
});
