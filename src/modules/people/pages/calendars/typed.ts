import { isPlainDate } from '#dates';
import type { Problem } from '#outcome';
import type { Ask, Say } from '#web';
import {
  bankHolidaysOf,
  type CalendarDraft,
  type Closure,
  calendarOfDraft,
  HALF_TERMS,
  openBankHolidays,
} from '../../rules/index.ts';

/** The form of a calendar as it was typed, its rows numbered from 1 without gaps. */
export type Typed = Record<string, string>;

/** One row of days without sessions, as it was typed. */
export type TypedRow = { kind: string; date: string; label: string };

export type ReadForm = {
  typed: Typed;
  draft: CalendarDraft;
  /** What was typed as a day and is none. */
  problems: readonly Problem[];
  seen: string;
};

const CLOSURE_KINDS = ['inset', 'bank_holiday', 'closure'] as const;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
/** A form of this many rows is far below what the server takes, and far above what a year needs. */
const MOST_ROWS = 80;

/** The form of a draft, with an empty row at the end. */
export function typedFrom(draft: CalendarDraft, seen: string): Typed {
  const typed: Typed = { seen };
  for (const day of draft.weekdays) typed[`weekday-${day}`] = 'yes';
  for (const { term, half, startsOn, endsOn } of draft.halfTerms) {
    typed[`${term}-${half}-from`] = startsOn ?? '';
    typed[`${term}-${half}-to`] = endsOn ?? '';
  }
  const rows = draft.closures.map(({ date, kind, label }) => ({ kind, date: date ?? '', label }));
  return { ...typed, ...typedRows(rows, 1) };
}

/**
 * Reads the form of a calendar as far as it can be read: empty rows are left out, and a name that goes without saying is
 * filled in.
 *
 * @example const { draft, typed } = readTyped(say, 2026, ask.form);
 */
export function readTyped(say: Say, academicYear: number, form: Ask['form']): ReadForm {
  const all = rowsIn(form);
  const rows = all.filter(isFilled).map((row) => named(say, academicYear, row));
  const text = (field: string) => [form[field] ?? ''].flat()[0]?.trim() ?? '';
  const typed: Typed = { seen: text('seen') };
  for (const day of WEEKDAYS) if (text(`weekday-${day}`) !== '') typed[`weekday-${day}`] = 'yes';
  for (const { term, half } of HALF_TERMS)
    for (const end of ['from', 'to']) typed[`${term}-${half}-${end}`] = text(`${term}-${half}-${end}`);
  Object.assign(typed, typedRows(rows, Math.max(1, all.length - rows.length)));
  const wrong = Object.entries(typed).filter(
    ([field, value]) => /-(from|to|date)$/.test(field) && value !== '' && !isPlainDate(value),
  );
  return {
    typed,
    draft: draftIn(academicYear, typed, rows),
    problems: wrong.map(([field]) => ({ field, message: say('calendars.date-wrong') })),
    seen: typed.seen ?? '',
  };
}

/** The rows of a form, the empty ones too. */
export function rowsIn(form: Ask['form']): TypedRow[] {
  const numbers = Object.keys(form).flatMap((field) => {
    const number = /^closure-(\d{1,3})-date$/.exec(field)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
  const text = (field: string) => [form[field] ?? ''].flat()[0]?.trim() ?? '';
  return numbers
    .sort((one, other) => one - other)
    .slice(0, MOST_ROWS)
    .map((number) => ({
      kind: text(`closure-${number}-kind`),
      date: text(`closure-${number}-date`),
      label: text(`closure-${number}-label`),
    }));
}

/** The form with one more empty row than it has. */
export function withSpareRow(typed: Typed): Typed {
  const rows = rowsIn(typed);
  const filled = rows.filter(isFilled);
  return { ...typed, ...typedRows(filled, rows.length - filled.length + 1) };
}

/** A form as it was sent, without one of its rows. */
export function withoutRow(form: Ask['form'], number: string): Ask['form'] {
  return Object.fromEntries(
    Object.entries(form).filter(([field]) => !field.startsWith(`closure-${number}-`)),
  );
}

/** The form with the bank holidays in term that it leaves open. */
export function withBankHolidays(typed: Typed, draft: CalendarDraft): Typed {
  const filled = rowsIn(typed).filter(isFilled);
  const open = openBankHolidays(calendarOfDraft(draft));
  const added = open.map(({ date, label }) => ({ kind: 'bank_holiday', date, label }));
  return { ...typed, ...typedRows([...filled, ...added], 1) };
}

function typedRows(rows: readonly TypedRow[], spare: number): Typed {
  const empty = { kind: 'inset', date: '', label: '' };
  const all = [...rows, ...Array.from({ length: spare }, () => empty)].slice(0, MOST_ROWS);
  return Object.fromEntries(
    all.flatMap(({ kind, date, label }, index) => [
      [`closure-${index + 1}-kind`, kind],
      [`closure-${index + 1}-date`, date],
      [`closure-${index + 1}-label`, label],
    ]),
  );
}

function isFilled({ date, label }: TypedRow): boolean {
  return date !== '' || label !== '';
}

function named(say: Say, academicYear: number, row: TypedRow): TypedRow {
  if (row.label !== '' || row.date === '') return row;
  if (row.kind === 'inset') return { ...row, label: say('calendars.kinds.inset') };
  if (row.kind !== 'bank_holiday') return row;
  const holiday = bankHolidaysOf(academicYear).find(({ date }) => date === row.date);
  return { ...row, label: holiday?.label ?? '' };
}

function draftIn(academicYear: number, typed: Typed, rows: readonly TypedRow[]): CalendarDraft {
  const date = (text: string | undefined) => (text !== undefined && isPlainDate(text) ? text : null);
  return {
    academicYear,
    weekdays: WEEKDAYS.filter((day) => typed[`weekday-${day}`] !== undefined),
    halfTerms: HALF_TERMS.map(({ term, half }) => ({
      term,
      half,
      startsOn: date(typed[`${term}-${half}-from`]),
      endsOn: date(typed[`${term}-${half}-to`]),
    })),
    closures: rows.map(({ kind, date: day, label }) => ({ kind: kindIn(kind), date: date(day), label })),
  };
}

/** What no page of ours sends is closed for another reason. */
function kindIn(text: string): Closure['kind'] {
  return CLOSURE_KINDS.find((kind) => kind === text) ?? 'closure';
}
