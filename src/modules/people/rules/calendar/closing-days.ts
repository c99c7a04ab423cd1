import { type PlainDate, plainDate } from '#dates';
import type { Calendar } from './calendar.ts';
import { calendarBounds } from './check-calendar.ts';
import { daysOf } from './day-kind.ts';
import { schoolDays } from './school-days.ts';

/**
 * The days that had sessions and would have none any more. Where no calendar was known before, every day from September
 * to July that the new one leaves without sessions: a mark on one of them says that somebody was in school.
 *
 * @example closingDays(calendar, { ...calendar, weekdays: [1, 2, 3, 4] }) // the Fridays in term
 */
export function closingDays(before: Calendar | undefined, after: Calendar): PlainDate[] {
  const { academicYear } = after;
  if (before === undefined) {
    const [from, to] = [plainDate(`${academicYear}-09-01`), plainDate(`${academicYear + 1}-07-31`)];
    return daysOf(after, from, to).flatMap(({ date, kind }) => (kind === 'school' ? [] : [date]));
  }
  const { from, to } = calendarBounds(academicYear);
  const open = new Set(schoolDays(after, from, to));
  return schoolDays(before, from, to).filter((date) => !open.has(date));
}
