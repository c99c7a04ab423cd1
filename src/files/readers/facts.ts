import type { PlainDate } from '#dates';
import { Refused } from '#outcome';
import { place } from '../mapping/columns.ts';
import { type FactSection, type FieldSpec, factSections, fieldsOf } from '../mapping/fact-sections.ts';
import type { FactMapping, Mapping, Source } from '../mapping/schema.ts';
import type { Row } from '../read-table/index.ts';
import { type Fault, namedBy, type Read, type Refusal, refuse, shorten } from '../refusals.ts';
import { cellReader, copy, readCode, readText, readYesNo, refuseRagged } from './cells.ts';
import { RECORD_YEARS, readDate } from './dates.ts';
import { type CheckUpn, type Identified, identityReader } from './identity.ts';
import { readNumber } from './numbers.ts';
import { type NamedSetting, perhapsSettingReader } from './setting.ts';

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
  const identify = part.identity ? identityReader(mapping, part.identity, header, checkUpn) : undefined;
  const settle = perhapsSettingReader(mapping, part.setting, header);
  const fields = Object.entries(fieldsOf(section)).map(([name, spec]) =>
    compileField(mapping, header, { name, spec, source: part.fields[name], check: codes[name] }),
  );

  return (row) => {
    const ragged = refuseRagged(row, header);
    if (ragged) return { refusals: [ragged] };
    const refusals: Refusal[] = [];
    const who = identify ? identify(row, refusals) : { upn: null, sourceId: null };
    const where = settle(row, refusals);
    const values: Record<string, FieldValue> = {};
    for (const { name, read } of fields) values[name] = read(row, refusals);
    return refusals.length === 0
      ? { value: { line: row.line, ...who, setting: where, values } }
      : { refusals: namedBy(refusals, who) };
  };
}

/** One field as a mapping has it. */
export type Field = {
  name: string;
  /** Where the header has it; -1 when it has not, and for a constant. */
  at: number;
  /** What it is called where it is refused. */
  column: string;
  read(row: Row, refusals: Refusal[]): FieldValue;
};

/**
 * Prepares the reading of one field: a constant, or a column whose codes may have meanings.
 * Refuses a mapping whose constant or meanings cannot be what the field holds.
 */
export function compileField(
  mapping: Mapping,
  header: readonly string[],
  given: { name: string; spec: FieldSpec; source: Source | undefined; check?: CheckCode | undefined },
): Field {
  const { name, spec, source, check } = given;
  const cell = cellReader(mapping);
  const at = source && 'column' in source ? place(header, source.column) : -1;
  const fixed = source && 'value' in source ? source.value : '';
  const meanings = source && 'codes' in source ? source.codes : undefined;
  const parse = parserOf(spec, source, check);
  const column = header[at] ?? name;
  for (const meaning of [...Object.values(meanings ?? {}), fixed]) {
    const part = meaning === '' ? undefined : parse(meaning);
    if (part && 'fault' in part)
      throw new Refused(`The mapping ${mapping.name} cannot be right about ${name}: ${part.fault.message}`);
  }
  return {
    name,
    at,
    column,
    read(row, refusals) {
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

/** A field that is read as a date says a date or nothing. */
export function dateOf(field: Field, row: Row, refusals: Refusal[]): PlainDate | null {
  const said = field.read(row, refusals);
  return typeof said === 'string' ? (said as PlainDate) : null; // read by the rule of dates
}

export function textOf(field: Field, row: Row, refusals: Refusal[]): string | null {
  const said = field.read(row, refusals);
  return typeof said === 'string' ? said : null;
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
  if (check)
    return (found) => {
      const checked = check(found);
      return 'value' in checked ? { value: copy(checked.value) } : checked;
    };
  switch (spec.reads) {
    case 'date': {
      const formats =
        source && 'format' in source && source.format ? [source.format].flat() : ['yyyy-MM-dd' as const];
      const years = { ...RECORD_YEARS, from: spec.fromYear ?? RECORD_YEARS.from };
      return (found) => {
        const read = readDate(found, formats, years);
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
