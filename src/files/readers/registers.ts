import { dayNumber, type PlainDate } from '#dates';
import { Refused } from '#outcome';
import { place } from '../mapping/columns.ts';
import type { Mapping } from '../mapping/schema.ts';
import type { Row } from '../read-table/index.ts';
import { type Fault, namedBy, type Read, type Refusal, refuse, shorten } from '../refusals.ts';
import { refuseRagged, tidy } from './cells.ts';
import { RECORD_YEARS, readDate } from './dates.ts';
import type { CheckUpn } from './identity.ts';
import { memory } from './memory.ts';
import { type Pupil, pupilFinder } from './pupils.ts';

/** One mark. */
export type MarkRow = {
  line: number;
  /** Position in `pupils` of the reader. */
  pupil: number;
  date: PlainDate;
  /** Days since 1 January 1970. */
  day: number;
  /** 0 morning, 1 afternoon. */
  session: 0 | 1;
  /** Character code of the private letter that `letterOf` gives. */
  letter: number;
};

/** What a register file is checked with; the modules that own the rules give the functions. */
export type RegisterChecks = {
  checkUpn: CheckUpn;
  /** The private one-character letter of an attendance code, or `undefined` for a code there is not. */
  letterOf: (code: string) => string | undefined;
};

export type RegisterReader = {
  read: (row: Row) => Read<MarkRow>;
  /** Everyone met so far, in the order in which they were first met. */
  pupils: readonly Pupil[];
};

type Day = { date: PlainDate; day: number };

/**
 * Prepares the reading of a register file of one mark a row, under one mapping and header. Made for millions of rows:
 * who, day, session and code are each checked once and then known.
 * Refuses a row by `columns`, `identity.missing`, `upn.*`, `date.*`, `session.value`, `code.unknown`, `setting.*`.
 *
 * @example
 * const { read, pupils } = compileRegisters(mapping, table.header, { checkUpn, letterOf });
 * const mark = read(row);
 * if ('value' in mark) fold.add(mark.value.pupil, mark.value.day, mark.value.session, mark.value.letter);
 */
export function compileRegisters(
  mapping: Mapping,
  header: readonly string[],
  checks: RegisterChecks,
): RegisterReader {
  const section = mapping.registers;
  if (!section) throw new Refused(`The mapping ${mapping.name} has no section for registers.`);
  // One list for all rows: nearly every row leaves it empty.
  let refusals: Refusal[] = [];
  const who = pupilFinder(mapping, section, header, checks.checkUpn);
  const dayOf = remember(
    place(header, section.date.column),
    'date',
    readDay([section.date.format ?? 'yyyy-MM-dd'].flat()),
  );
  const sessionOf = remember(
    place(header, section.session.column),
    'session',
    readSession(section.session.codes),
  );
  const letterOf = remember(
    place(header, section.code.column),
    'code',
    readLetter(section.code.codes, checks.letterOf),
  );

  return { read, pupils: who.pupils };

  function read(row: Row): Read<MarkRow> {
    const ragged = refuseRagged(row, header);
    if (ragged) return { refusals: [ragged] };
    const pupil = who.find(row, refusals);
    const day = dayOf(row);
    const session = sessionOf(row);
    const letter = letterOf(row);
    if (day && session !== undefined && letter !== undefined && refusals.length === 0) {
      return { value: { line: row.line, pupil, date: day.date, day: day.day, session, letter } };
    }
    const found = refusals;
    refusals = [];
    const named = who.pupils[pupil];
    return { refusals: named ? namedBy(found, named) : found };
  }

  /** Reads each different cell once: a year has few days, fewer codes and two sessions. */
  function remember<Value>(
    at: number,
    field: string,
    readCell: (found: string) => { value: Value } | { fault: Fault },
  ) {
    const known = memory<Value>();
    return (row: Row): Value | undefined => {
      const cell = row.cells[at] ?? '';
      const value = known.recall(cell);
      if (value !== undefined) return value;
      const found = tidy(cell);
      const part = readCell(found);
      if ('fault' in part) {
        refusals.push(refuse(row.line, header[at] ?? field, found, part.fault));
        return undefined;
      }
      known.keep(cell, part.value);
      return part.value;
    };
  }
}

function readDay(
  formats: Parameters<typeof readDate>[1],
): (found: string) => { value: Day } | { fault: Fault } {
  return (found) => {
    const read = readDate(found, formats, RECORD_YEARS);
    return 'fault' in read ? read : { value: { date: read.date, day: dayNumber(read.date) } };
  };
}

function readSession(codes: Readonly<Record<string, string>> | undefined) {
  return (found: string): { value: 0 | 1 } | { fault: Fault } => {
    const meant = codes ? (Object.hasOwn(codes, found) ? codes[found] : undefined) : found;
    if (meant === 'AM') return { value: 0 };
    if (meant === 'PM') return { value: 1 };
    return {
      fault: { rule: 'session.value', message: `“${shorten(found)}” is not a session: write AM or PM.` },
    };
  };
}

function readLetter(
  codes: Readonly<Record<string, string>> | undefined,
  letterOf: RegisterChecks['letterOf'],
) {
  return (found: string): { value: number } | { fault: Fault } => {
    const code = (codes && Object.hasOwn(codes, found) ? codes[found] : found) ?? found;
    const letter = letterOf(code);
    if (letter !== undefined) return { value: letter.charCodeAt(0) };
    const message = `“${shorten(found)}” is not an attendance code of the Department for Education: mend the code.`;
    return { fault: { rule: 'code.unknown', message } };
  };
}
