import type { PlainDate } from '#dates';
import { Refused } from '#outcome';
import { place } from '../mapping/columns.ts';
import { type FactSection, type FieldSpec, factSections, fieldsOf } from '../mapping/fact-sections.ts';
import type { FactMapping, Mapping, Source } from '../mapping/schema.ts';
import type { Row } from '../read-table/index.ts';
import { type Fault, namedBy, type Read, type Refusal, refuse, shorten } from '../refusals.ts';
import { cellReader, readCode, readText, refuseRagged } from './cells.ts';
import { RECORD_YEARS, readDate } from './dates.ts';
import { type CheckUpn, type Identified, identityReader } from './identity.ts';
import { readNumber } from './measures.ts';
import { type NamedSetting, settingReader } from './setting.ts';

/** What one field of one row says; `null` when it says nothing. */
export type FieldValue = string | number | boolean | PlainDate | null;

/** One row of plain facts. Whom it is about is blank in a section that is about no young person. */
export type FactRow = Identified & {
  line: number;
  setting: NamedSetting | null;
  values: Readonly<Record<string, FieldValue>>;
};

/** Says what a code of a list means here, or why it is none. */
export type CheckCode = (found: string) => { value: string } | { fault: Fault };

export type FactChecks = {
  checkUpn: CheckUpn;
  /** By field: one for each field that `reads: code`, and for any other whose text has a rule of its own. */
  codes: Readonly<Record<string, CheckCode>>;
};

const YES = new Set(['yes', 'y', 'true', 't', '1']);
const NO = new Set(['no', 'n', 'false', 'f', '0']);

/**
 * Prepares the reading of rows of plain facts under one mapping and header, by the fields of the section. A row with any
 * fault is refused whole, with all its faults.
 *
 * @example
 * const read = compileFacts(mapping, 'suspensions', table.header, { checkUpn, codes: { kind, reason } });
 * read(row) // { value: { upn, values: { kind: 'suspension', starts_on: '2026-10-05', sessions: 4, reason: 'PP' } } }
 */
export function compileFacts(
  mapping: Mapping,
  section: FactSection,
  header: readonly string[],
  { checkUpn, codes }: FactChecks,
): (row: Row) => Read<FactRow> {
  const part: FactMapping | undefined = mapping[section];
  if (!part) throw new Refused(`The mapping ${mapping.name} has no section for ${section}.`);
  if (factSections[section].about === 'person' && !part.identity)
    throw new Refused(
      `The mapping ${mapping.name} does not say who a row of ${section} is about: give it an identity.`,
    );
  const cell = cellReader(mapping);
  const identify = part.identity ? identityReader(mapping, part.identity, header, checkUpn) : undefined;
  const { setting } = part;
  const saysSetting = setting && (!('column' in setting) || place(header, setting.column) >= 0);
  const settle = saysSetting ? settingReader(mapping, setting, header) : undefined;
  const fields = Object.entries(fieldsOf(section)).map(([name, spec]) =>
    fieldReader(name, spec, part.fields[name]),
  );

  return (row) => {
    const ragged = refuseRagged(row, header);
    if (ragged) return { refusals: [ragged] };
    const refusals: Refusal[] = [];
    const who = identify ? identify(row, refusals) : { upn: null, sourceId: null };
    const where = settle ? settle(row, refusals) : null;
    const values: Record<string, FieldValue> = {};
    for (const { name, read } of fields) values[name] = read(row, refusals);
    return refusals.length === 0
      ? { value: { line: row.line, ...who, setting: where, values } }
      : { refusals: namedBy(refusals, who) };
  };

  function fieldReader(name: string, spec: FieldSpec, source: Source | undefined) {
    const at = source && 'column' in source ? place(header, source.column) : -1;
    const fixed = source && 'value' in source ? source.value : '';
    const meanings = source && 'codes' in source ? source.codes : undefined;
    const parse = parserOf(spec, source, codes[name]);
    const column = header[at] ?? name;
    return {
      name,
      read(row: Row, refusals: Refusal[]): FieldValue {
        const found = at < 0 ? fixed : cell(row, at);
        const meant = found === '' || !meanings ? { text: found } : readCode(found, meanings);
        if ('text' in meant && meant.text === '') {
          if (spec.needed) refusals.push(refuse(row.line, column, found, missing(column)));
          return null;
        }
        const part = 'fault' in meant ? meant : parse(meant.text);
        if ('value' in part) return part.value;
        refusals.push(refuse(row.line, column, found, part.fault));
        return null;
      },
    };
  }
}

function missing(column: string): Fault {
  return {
    rule: 'field.missing',
    message: `“${shorten(column)}” is blank, and this kind of file needs it: fill it in.`,
  };
}

function parserOf(
  spec: FieldSpec,
  source: Source | undefined,
  check: CheckCode | undefined,
): (found: string) => { value: FieldValue } | { fault: Fault } {
  if (check) return check;
  switch (spec.reads) {
    case 'date': {
      const formats =
        source && 'format' in source && source.format ? [source.format].flat() : ['yyyy-MM-dd' as const];
      return (found) => {
        const read = readDate(found, formats, RECORD_YEARS);
        return 'fault' in read ? read : { value: read.date };
      };
    }
    case 'whole':
      return (found) => readNumber(found, { min: spec.min, max: spec.max, whole: true });
    case 'number':
      return (found) => readNumber(found, { min: spec.min, max: spec.max });
    case 'yes_no':
      return readYesNo;
    default:
      return (found) => {
        const read = readText(found);
        return 'fault' in read ? read : { value: read.text };
      };
  }
}

function readYesNo(found: string): { value: boolean } | { fault: Fault } {
  const word = found.toLowerCase();
  if (YES.has(word)) return { value: true };
  if (NO.has(word)) return { value: false };
  const message = `“${shorten(found)}” is neither yes nor no: mend the cell, leave it blank, or list its codes in the mapping.`;
  return { fault: { rule: 'yes_no.value', message } };
}
