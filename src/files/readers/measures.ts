import { isPlainDate, type PlainDate } from '#dates';
import { Refused } from '#outcome';
import { place } from '../mapping/columns.ts';
import type { Mapping, Measure } from '../mapping/schema.ts';
import type { Row } from '../read-table/index.ts';
import { type Fault, listed, namedBy, type Read, type Refusal, refuse, shorten } from '../refusals.ts';
import { cellReader, refuseRagged } from './cells.ts';
import { RECORD_YEARS, readDate } from './dates.ts';
import { type CheckUpn, type Identified, identityReader } from './identity.ts';
import { readNumber } from './numbers.ts';

export type MeasureValue = number | boolean | string;

/** What one row says about one young person on one day. A blank cell gives no value: it is unknown, not "no". */
export type MeasureRow = Identified & {
  line: number;
  date: PlainDate;
  values: { measure: string; as: Measure['as']; value: MeasureValue }[];
};

type Part = { value: MeasureValue } | { fault: Fault };

/**
 * Prepares the reading of measures under one mapping and header. A row with any fault is refused whole, with all its
 * faults: `number.*`, `yes_no.value`, `category.value`, the dates and the identity.
 *
 * @example
 * const read = compileMeasures(mapping, table.header, { checkUpn });
 * read(row) // { value: { sourceId: '1', date: '2006-06-30', values: [{ measure: 'absences', as: 'number', value: 4 }, …] } }
 */
export function compileMeasures(
  mapping: Mapping,
  header: readonly string[],
  checks: { checkUpn: CheckUpn; on?: PlainDate | undefined },
): (row: Row) => Read<MeasureRow> {
  const section = mapping.measures;
  if (!section) throw new Refused(`The mapping ${mapping.name} has no section for measures.`);
  const cell = cellReader(mapping);
  const identify = identityReader(mapping, section.identity, header, checks.checkUpn);
  const day = dayReader(mapping, header, cell, checks.on);
  const columns = Object.entries(section.columns).map(([name, measure]) => ({
    name,
    at: header.indexOf(name),
    measure: measure.name ?? name,
    as: measure.as,
    read: valueReader(measure),
  }));

  return (row) => {
    const ragged = refuseRagged(row, header);
    if (ragged) return { refusals: [ragged] };
    const refusals: Refusal[] = [];
    const identity = identify(row, refusals);
    const date = day(row, refusals);
    const values: MeasureRow['values'] = [];
    for (const { name, at, measure, as, read } of columns) {
      const found = cell(row, at);
      if (found === '') continue;
      const part = read(found);
      if ('value' in part) values.push({ measure, as, value: part.value });
      else refusals.push(refuse(row.line, name, found, part.fault));
    }
    return date && refusals.length === 0
      ? { value: { line: row.line, ...identity, date, values } }
      : { refusals: namedBy(refusals, identity) };
  };
}

function dayReader(
  { measures }: Mapping,
  header: readonly string[],
  cell: (row: Row, at: number) => string,
  on: PlainDate | undefined,
) {
  const source = measures?.date;
  if (!source)
    return (row: Row, refusals: Refusal[]): PlainDate | null => {
      if (on === undefined) refusals.push(refuse(row.line, 'date', '', DAY_MISSING));
      return on ?? null;
    };
  if ('value' in source) {
    const { value } = source;
    if (!isPlainDate(value))
      throw new Refused(`The mapping gives “${value}” as the date: write it as 2025-03-14.`);
    return () => value;
  }
  const at = place(header, source.column);
  const formats = source.format ? [source.format].flat() : ['yyyy-MM-dd' as const];
  return (row: Row, refusals: Refusal[]): PlainDate | null => {
    const found = cell(row, at);
    const read = readDate(found, formats, RECORD_YEARS);
    if ('date' in read) return read.date;
    refusals.push(refuse(row.line, header[at] ?? 'date', found, read.fault));
    return null;
  };
}

/** Neither a row nor its mapping says which day it is about, and nobody said it with the file. */
export const DAY_MISSING: Fault = {
  rule: 'day.missing',
  message: 'Nothing says which day this row is about: bring the file in with --on YYYY-MM-DD, or fill it in.',
};

function valueReader(measure: Measure): (found: string) => Part {
  if (measure.as === 'number') return (found) => readNumber(found, measure);
  if (measure.as === 'yes_no') {
    return (found) => {
      if (measure.yes.includes(found)) return { value: true };
      if (measure.no.includes(found)) return { value: false };
      const message = `“${shorten(found)}” is neither yes (${listed(measure.yes, 4)}) nor no (${listed(measure.no, 4)}): mend the cell or leave it blank.`;
      return { fault: { rule: 'yes_no.value', message } };
    };
  }
  const { categories } = measure;
  return (found) => {
    if (Object.hasOwn(categories, found)) return { value: found };
    const message = `“${shorten(found)}” is not one of ${listed(Object.keys(categories))}: mend the cell or leave it blank.`;
    return { fault: { rule: 'category.value', message } };
  };
}
