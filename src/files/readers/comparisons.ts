import { Refused } from '#outcome';
import { place } from '../mapping/columns.ts';
import type { ComparisonsMapping, Mapping } from '../mapping/schema.ts';
import type { Row } from '../read-table/index.ts';
import { type Fault, type Read, type Refusal, refuse, shorten } from '../refusals.ts';
import { cellReader, copy, readCode, readText, refuseRagged } from './cells.ts';
import { RECORD_YEARS } from './dates.ts';
import { readNumber } from './numbers.ts';

/** Why there is no number: kept back because few people stand behind it, makes no sense here, or a blank cell. */
export type ComparisonMark = 'suppressed' | 'not_applicable' | 'missing';

export type ComparisonValue = { measure: string; number: number | null; mark: ComparisonMark | null };

/** What one row says about one area in one year. A measure whose column the file lacks is not there at all. */
export type ComparisonRow = {
  line: number;
  area: { code: string; name: string };
  level: 'national' | 'regional' | 'council';
  /** The calendar year that the file gives. */
  period: number;
  values: ComparisonValue[];
};

/** Nine characters, a letter for the country first (Office for National Statistics, code history database). */
const AREA_CODE = /^[A-Z]\d{8}$/;

/**
 * Prepares the reading of published figures under one mapping and header. A row with any fault is refused whole, with all
 * its faults: `period.year`, `code.unknown` for the level, `area.missing`, `area.code`, and `number.shape`.
 *
 * @example
 * const read = compileComparisons(mapping, table.header);
 * read(row) // { value: { area: { code: 'E92000001', name: 'England' }, level: 'national', period: 2024, values: [{ measure: 'neet', number: 3.2, mark: null }, …] } }
 */
export function compileComparisons(
  mapping: Mapping,
  header: readonly string[],
): (row: Row) => Read<ComparisonRow> {
  const section = mapping.comparisons;
  if (!section) throw new Refused(`The mapping ${mapping.name} has no section for comparisons.`);
  const cell = cellReader(mapping);
  const periodAt = place(header, section.period.column);
  const areaOf = areaReader(section, header, cell);
  const measures = Object.entries(section.measures).flatMap(([measure, { column }]) => {
    const at = place(header, column);
    return at < 0 ? [] : [{ measure: copy(measure), at }];
  });

  return (row) => {
    const ragged = refuseRagged(row, header);
    if (ragged) return { refusals: [ragged] };
    const refusals: Refusal[] = [];
    const where = areaOf(row, refusals);
    const period = readPeriod(row, refusals);
    const values: ComparisonValue[] = [];
    for (const { measure, at } of measures) {
      const found = cell(row, at);
      const read = readFigure(found, section.marks);
      if ('fault' in read) refusals.push(refuse(row.line, header[at] ?? '', found, read.fault));
      else values.push({ measure, ...read });
    }
    if (!where || refusals.length > 0) return { refusals };
    return { value: { line: row.line, ...where, period, values } };
  };

  function readPeriod(row: Row, refusals: Refusal[]): number {
    const found = cell(row, periodAt);
    const { from, to } = RECORD_YEARS;
    const year = /^\d{4}$/.test(found) ? Number(found) : 0;
    if (year >= from && year <= to) return year;
    const message = `“${shorten(found)}” is not a year between ${from} and ${to}: write it like 2024.`;
    refusals.push(refuse(row.line, header[periodAt] ?? '', found, { rule: 'period.year', message }));
    return year;
  }
}

function areaReader(
  { areas }: ComparisonsMapping,
  header: readonly string[],
  cell: (row: Row, at: number) => string,
) {
  const levelAt = place(header, areas.column);
  const names = Object.fromEntries(Object.keys(areas.levels).map((name) => [name, name]));

  return (row: Row, refusals: Refusal[]): Pick<ComparisonRow, 'area' | 'level'> | null => {
    const found = cell(row, levelAt);
    const meant = readCode(found, names);
    const level = 'text' in meant ? areas.levels[meant.text] : undefined;
    if ('fault' in meant) refusals.push(refuse(row.line, header[levelAt] ?? '', found, meant.fault));
    if (!level) return null;
    const [codeAt, nameAt] = [place(header, level.code), place(header, level.name)];
    const [code, name] = [cell(row, codeAt), cell(row, nameAt)];
    const fault = areaFault(code, name);
    if (!fault) return { area: { code: copy(code), name: copy(name) }, level: level.level };
    refusals.push(refuse(row.line, header[codeAt] ?? '', code, fault));
    return null;
  };
}

function areaFault(code: string, name: string): Fault | undefined {
  if (code === '' || name === '')
    return {
      rule: 'area.missing',
      message: 'The row does not say which area it is about: fill in its code and its name.',
    };
  if (!AREA_CODE.test(code))
    return {
      rule: 'area.code',
      message: `“${shorten(code)}” is not the code of an area, a letter and eight digits such as E92000001: mend the cell.`,
    };
  const text = readText(name);
  return 'fault' in text ? text.fault : undefined;
}

function readFigure(
  found: string,
  marks: ComparisonsMapping['marks'],
): Omit<ComparisonValue, 'measure'> | { fault: Fault } {
  if (found === '') return { number: null, mark: 'missing' };
  const mark = Object.hasOwn(marks, found) ? marks[found] : undefined;
  if (mark) return { number: null, mark };
  const read = readNumber(found, {});
  if ('value' in read) return { number: read.value, mark: null };
  const known = Object.keys(marks).join(', ');
  const message = `“${shorten(found)}” is neither a number nor a mark that this mapping knows (${known}): mend the cell or add the mark.`;
  return { fault: { rule: 'number.shape', message } };
}
