/** What becomes of a register file, for whatever file and mapping. */
import { compileRegisters, type Mapping, type Refusal, type Table } from '#files';
import { checkUpn } from '../../src/modules/people/rules/upn.ts';
import { letterOf } from '../../src/modules/records/rules/attendance-codes.ts';
import { dayRules } from '../../src/modules/records/rules/day-rules.ts';
import { castToday } from '../cast.ts';

export type Scanned = { rows: number; marks: string[]; refusals: Refusal[] };

export async function scanned(
  mapping: Mapping,
  header: readonly string[],
  table: Pick<Table, 'delimiter' | 'visit'>,
): Promise<Scanned> {
  const reader = compileRegisters(mapping, header, { checkUpn, letterOf, onDay: dayRules(castToday) });
  const found: Scanned = { rows: 0, marks: [], refusals: [] };
  found.rows = await reader.scan(table, {
    mark: (...mark) => found.marks.push(mark.join(' ')),
    stretch: (pupil, day, letters, line) => found.marks.push([pupil, day, ...letters, line].join(' ')),
    refuse: (refusals) => found.refusals.push(...refusals),
  });
  return found;
}
