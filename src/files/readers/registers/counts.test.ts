import { describe, expect, it } from 'vitest';
import { checkUpn } from '#modules/people';
import { knownColumns } from '../../mapping/columns.ts';
import { listMappings } from '../../mapping/load.ts';
import { matchMapping } from '../../mapping/match.ts';
import { readTable } from '../../read-table/index.ts';
import { type CountRow, compileCounts } from './counts.ts';

async function bring(file: string) {
  const mappings = await listMappings();
  const table = await readTable(`test/fixtures/files/${file}`, { columns: knownColumns(mappings) });
  const match = matchMapping(table.header, mappings, 'registers');
  if (!('applied' in match)) throw new Error(`No mapping: ${JSON.stringify(match)}`);
  const read = compileCounts(match.applied, table.header, { checkUpn });
  const values: CountRow[] = [];
  const faults: string[] = [];
  for await (const rows of table.batches) {
    for (const row of rows) {
      const got = read(row);
      if ('value' in got) values.push(got.value);
      else faults.push(...got.refusals.map(({ line, field, rule }) => `${line} ${field} ${rule}`));
    }
  }
  return { mapping: match.applied.name, values, faults };
}

describe('termly counts', () => {
  it('are read by code, a blank cell as none, with the term and the year in any writing', async () => {
    const { mapping, values, faults } = await bring('attendance-counts.csv');
    expect(mapping).toBe('council-attendance-counts');
    const [first, second] = values;
    expect(first).toMatchObject({
      line: 2,
      upn: 'K990399916001',
      setting: { as: 'laestab', value: '9094321' },
      year: 2023,
      term: 'autumn',
      possible: 130,
    });
    const codes = first && 'codes' in first.counted ? first.counted.codes : {};
    expect(codes).toMatchObject({ '/': 55, '\\': 52, L: 4, J: 1, B: 0, U: 2, D: 6 });
    expect(Object.keys(codes)).not.toContain('C1');
    expect(second).toMatchObject({ year: 2023, term: 'spring' });
    expect(faults).toEqual([
      '6 AcademicYear year.value',
      '6 Term term.value',
      '6 TermlySessionsPossible count.shape',
      '6 / count.shape',
      '7 TermlySessionsPossible count.missing',
    ]);
  });
  it('are read as sums, of which none may be blank', async () => {
    const { mapping, values, faults } = await bring('attendance-totals.csv');
    expect(mapping).toBe('council-attendance-totals');
    expect(values.map(({ sourceId, counted }) => [sourceId, counted])).toEqual([
      ['1', { totals: { attended: 118, authorised: 8, unauthorised: 2 } }],
      ['2', { totals: { attended: 118, authorised: 8, unauthorised: 1 } }],
    ]);
    expect(faults).toEqual(['4 UNAUTHORISED_ABSENCE count.missing']);
  });
});
