import { academicYearName, britishDate, type PlainDate, weekday } from '#dates';
import type { Say } from '#web';
import { type CalendarDraft, type CalendarFault, calendarBounds } from '../../rules/index.ts';

/**
 * A fault of a calendar as a sentence that says how to mend it.
 *
 * @example faultInWords(say, draft, fault) // 'Sunday 25 October 2026 has no sessions anyway. …'
 */
export function faultInWords(say: Say, { academicYear }: CalendarDraft, fault: CalendarFault): string {
  const { field, rule, date } = fault;
  const { from, to } = calendarBounds(academicYear);
  return say(`calendars.faults.${rule}`, {
    what: fieldInWords(say, field),
    date: date === null ? '' : dayInWords(say, date),
    year: academicYearName(academicYear),
    from: britishDate(from),
    to: britishDate(to),
  });
}

/**
 * A date with its day of the week.
 *
 * @example dayInWords(say, plainDate('2026-09-01')) // 'Tuesday 1 September 2026'
 */
export function dayInWords(say: Say, date: PlainDate): string {
  return `${say(`ui.weekdays.${weekday(date)}`)} ${britishDate(date)}`;
}

/**
 * A date without its year, where the year is clear.
 *
 * @example dayAndMonth(say, plainDate('2026-09-01')) // '1 September'
 */
export function dayAndMonth(say: Say, date: PlainDate): string {
  return `${Number(date.slice(8))} ${say(`ui.months.${Number(date.slice(5, 7))}`)}`;
}

function fieldInWords(say: Say, field: string): string {
  const [, term, half, end] = /^(autumn|spring|summer)-([12])-(from|to)$/.exec(field) ?? [];
  return term === undefined
    ? ''
    : say(`calendars.fields.${end}`, { half: say(`calendars.halves.${term}-${half}`) });
}
