import { isPlainDate, type PlainDate } from '#dates';
import type { Refusal } from '#files';
import type { Say } from '#web';
import { type Closure, HALF_TERMS } from '../../../rules/index.ts';
import type { COLUMNS } from './columns.ts';

/** A line of the file, trimmed, with its kind in small letters. */
export type Cells = { line: number } & Record<(typeof COLUMNS)[number], string>;

/** Closed days, as far as they would have sessions at all. */
export type Span = { line: number; kind: Closure['kind']; label: string; from: PlainDate; to: PlainDate };

/** What one line says, or why it cannot be read. */
export type Said =
  | { weekday: number }
  | { half: string; line: number; startsOn: PlainDate; endsOn: PlainDate }
  | { span: Span }
  | { refusals: Refusal[] };

const CLOSURE_KINDS = ['inset', 'bank_holiday', 'closure'] as const;
const KINDS = ['weekday', 'half_term', ...CLOSURE_KINDS] as const;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/**
 * Reads one line of a calendar's file.
 *
 * @example readLine(say, { line: 2, kind: 'weekday', name: 'Monday', starts_on: '', ends_on: '' }) // { weekday: 1 }
 */
export function readLine(say: Say, cells: Cells): Said {
  const { kind } = cells;
  if (kind === 'weekday') return readWeekday(say, cells);
  const closureKind = CLOSURE_KINDS.find((each) => each === kind);
  if (kind !== 'half_term' && closureKind === undefined)
    return refusal(
      cells,
      'kind',
      'kind.known',
      `There is no kind “${kind}”: write one of ${KINDS.join(', ')}.`,
    );
  const dates = readDates(cells);
  if ('refusals' in dates) return dates;
  const { from, to } = dates;
  if (closureKind === undefined) return readHalf(say, cells, from, to);
  if (to < from)
    return refusal(cells, 'ends_on', 'span.order', 'It ends before it begins: mend one of the two days.');
  const label = cells.name === '' && kind === 'inset' ? say('calendars.kinds.inset') : cells.name;
  return { span: { line: cells.line, kind: closureKind, label, from, to } };
}

function readWeekday(say: Say, cells: Cells): Said {
  const { name } = cells;
  const day = WEEKDAYS.find((each) => say(`ui.weekdays.${each}`).toLowerCase() === name.toLowerCase());
  if (day !== undefined) return { weekday: day };
  return refusal(cells, 'name', 'weekday.known', `“${name}” is no day of the week: write it like Monday.`);
}

function readHalf(say: Say, cells: Cells, startsOn: PlainDate, endsOn: PlainDate): Said {
  const { line, name } = cells;
  const half = HALF_TERMS.map((each) => `${each.term}-${each.half}`).find((each) =>
    [each, say(`calendars.halves.${each}`).toLowerCase()].includes(name.toLowerCase()),
  );
  if (half !== undefined) return { half, line, startsOn, endsOn };
  return refusal(
    cells,
    'name',
    'half_term.known',
    `There is no half term “${name}”: write it like Autumn 1.`,
  );
}

/** One day needs no end, except of a half term. */
function readDates(cells: Cells): { from: PlainDate; to: PlainDate } | { refusals: Refusal[] } {
  const { kind, starts_on, ends_on } = cells;
  const from = dateIn(starts_on);
  const to = dateIn(ends_on === '' && kind !== 'half_term' ? starts_on : ends_on);
  if (from !== undefined && to !== undefined) return { from, to };
  const field = from === undefined ? 'starts_on' : 'ends_on';
  const message = `“${cells[field]}” is not a day: write it like 2026-09-01 or 01/09/2026.`;
  return refusal(cells, field, 'date.exists', message);
}

function dateIn(text: string): PlainDate | undefined {
  const [, day = '', month = '', year] = /^(\d\d?)\/(\d\d?)\/(\d{4})$/.exec(text) ?? [];
  const iso = year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isPlainDate(iso) ? iso : undefined;
}

function refusal(
  cells: Cells,
  field: (typeof COLUMNS)[number],
  rule: string,
  message: string,
): { refusals: Refusal[] } {
  return { refusals: [{ line: cells.line, field, rule, found: cells[field], message }] };
}
