import type { PlainDate } from '#dates';
import { Refused } from '#outcome';
import type { FieldReads } from '../mapping/fact-sections.ts';
import type { AttainmentMapping, Mapping, Source } from '../mapping/schema.ts';
import type { Row } from '../read-table/index.ts';
import { type Fault, namedBy, type Read, type Refusal, refuse } from '../refusals.ts';
import { cellReader, readCode, refuseRagged } from './cells.ts';
import { type CheckCode, compileField, dateOf, textOf } from './facts.ts';
import { type CheckUpn, type Identified, identityReader } from './identity.ts';
import { DAY_MISSING } from './measures.ts';
import { type NamedSetting, perhapsSettingReader } from './setting.ts';

/** A result as a scale reads it: in its own words, and as a number where it is one. */
export type Grade = { text: string; number: number | null };

export type Better = 'higher' | 'lower';

/** One result in one subject. */
export type SaidResult = {
  field: string;
  subject: string;
  scale: string;
  /** The assessment point, as the setting calls it. */
  point: string | null;
  value: Grade;
  expected: Grade | null;
  /** Which way is better, where the mapping or the file says. */
  better: Better | null;
};

/** What one row says about one young person; a blank cell is no result. */
export type AttainmentRow = Identified & {
  line: number;
  setting: NamedSetting | null;
  /** The day of the results. */
  on: PlainDate;
  results: readonly SaidResult[];
};

export type AttainmentChecks = {
  checkUpn: CheckUpn;
  scale: CheckCode;
  /** Reads a result on a scale, or says why it is none. */
  readGrade: (scale: string, found: string) => { value: Grade } | { fault: Fault };
  /** The day of the results, where its rows do not say. */
  on?: PlainDate | undefined;
};

/**
 * Prepares the reading of attainment under one mapping and header: one result a row, or each column a result. A row with
 * any fault is refused whole, with all its faults.
 *
 * Refuses a mapping that names a scale there is not.
 *
 * @example
 * const read = compileAttainment(mapping, table.header, checks);
 * read(row) // { value: { upn, on: '2026-12-11', results: [{ subject: 'Mathematics', scale: 'gcse', value: { text: '5', number: 5 }, … }] } }
 */
export function compileAttainment(
  mapping: Mapping,
  header: readonly string[],
  { checkUpn, scale: checkScale, readGrade, on: given }: AttainmentChecks,
): (row: Row) => Read<AttainmentRow> {
  const part = mapping.attainment;
  if (!part) throw new Refused(`The mapping ${mapping.name} has no section for attainment.`);
  const identify = identityReader(mapping, part.identity, header, checkUpn);
  const settle = perhapsSettingReader(mapping, part.setting, header);
  const field = (name: string, reads: FieldReads, source: Source | undefined, check?: CheckCode) =>
    compileField(mapping, header, {
      name,
      spec: { reads, needed: name in NEEDED },
      source,
      check,
    });
  const on = field('date', 'date', part.date);
  const point = field('point', 'text', part.point);
  const long = part.value ? longReader(part) : undefined;
  const wide = Object.entries(part.columns ?? {}).map((each) => wideReader(...each));

  return (row) => {
    const ragged = refuseRagged(row, header);
    if (ragged) return { refusals: [ragged] };
    const refusals: Refusal[] = [];
    const who = identify(row, refusals);
    const setting = settle(row, refusals);
    const before = refusals.length;
    const day = dateOf(on, row, refusals) ?? given;
    if (day === undefined && refusals.length === before)
      refusals.push(refuse(row.line, on.column, '', DAY_MISSING));
    const at = textOf(point, row, refusals);
    const results = [long, ...wide].flatMap((read) => read?.(row, refusals, at) ?? []);
    return refusals.length === 0 && day !== undefined
      ? { value: { line: row.line, ...who, setting, on: day, results } }
      : { refusals: namedBy(refusals, who) };
  };

  function longReader({ subject, scale, value, expected, better }: AttainmentMapping): ReadResult {
    const fields = {
      subject: field('subject', 'text', subject),
      scale: field('scale', 'code', scale, checkScale),
      value: field('value', 'text', value),
      expected: field('expected', 'text', expected),
      better: field('better', 'code', better, checkBetter),
    };
    return (row, refusals, at) => {
      const of = textOf(fields.subject, row, refusals);
      const by = textOf(fields.scale, row, refusals);
      const found = textOf(fields.value, row, refusals);
      const hoped = textOf(fields.expected, row, refusals);
      const way = textOf(fields.better, row, refusals);
      if (of === null || by === null || found === null) return [];
      const got = gradeOf(row, refusals, { column: fields.value.column, scale: by, found });
      const wanted =
        hoped === null
          ? null
          : gradeOf(row, refusals, { column: fields.expected.column, scale: by, found: hoped });
      return got
        ? [
            {
              field: fields.value.column,
              subject: of,
              scale: by,
              point: at,
              value: got,
              expected: wanted,
              better: way === 'higher' || way === 'lower' ? way : null,
            },
          ]
        : [];
    };
  }

  function wideReader(name: string, column: Column): ReadResult {
    const known = checkScale(column.scale);
    if ('fault' in known)
      throw new Refused(`The mapping ${mapping.name} cannot be right about ${name}: ${known.fault.message}`);
    const cell = cellReader(mapping);
    const at = header.indexOf(name);
    const expectedAt = column.expected === undefined ? -1 : header.indexOf(column.expected);
    const { subject, point: ownPoint, better = null, codes } = column;
    const scale = known.value;
    return (row, refusals, said) => {
      const value = gradeIn(row, at, name);
      if (!value) return [];
      const expected = gradeIn(row, expectedAt, column.expected ?? name);
      return [{ field: name, subject, scale, point: ownPoint ?? said, value, expected, better }];

      function gradeIn(line: Row, place: number, heading: string): Grade | null {
        const found = cell(line, place);
        return found === '' ? null : gradeOf(line, refusals, { column: heading, scale, found, codes });
      }
    };
  }

  function gradeOf(row: Row, refusals: Refusal[], { column, scale, found, codes }: Found): Grade | null {
    const meant = codes ? readCode(found, codes) : { text: found };
    const got = 'fault' in meant ? meant : readGrade(scale, meant.text);
    if ('value' in got) return got.value;
    refusals.push(refuse(row.line, column, found, got.fault));
    return null;
  }
}

type ReadResult = (row: Row, refusals: Refusal[], point: string | null) => SaidResult[];
type Column = NonNullable<AttainmentMapping['columns']>[string];
type Found = { column: string; scale: string; found: string; codes?: Column['codes'] };

/** A row of one result is nothing without these. */
const NEEDED = { subject: true, scale: true, value: true };

const checkBetter: CheckCode = (found) =>
  found === 'higher' || found === 'lower'
    ? { value: found }
    : {
        fault: {
          rule: 'code.unknown',
          message: `“${found.slice(0, 60)}” does not say which way is better: write higher or lower.`,
        },
      };
