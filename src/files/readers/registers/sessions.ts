import { britishDate, fromDayNumber, weekday } from '#dates';
import type { StretchMapping, WeekMapping } from '../../mapping/registers.ts';
import type { Fault } from '../../refusals.ts';

/**
 * Where the marks of a row lie: the first day, and for each mark its slot, twice the days since then and 1 in the
 * afternoon. `length` is that of the whole stretch in sessions.
 */
export type Places = { day: number; slots: readonly number[]; length: number };

/** A register year has no more. */
const MOST = 732;
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Places so many marks from a day on, by what the mapping says of weeks and weekends. */
export function placesFrom(
  section: WeekMapping | StretchMapping,
): (day: number, count: number) => Places | { fault: Fault } {
  if (section.form === 'stretch') return (day, count) => inStretch(day, count, section.days);
  const lengths = 'columns' in section.marks ? undefined : [section.days].flat().map((days) => 2 * days);
  return (day, count) => inWeek(day, count, lengths);
}

/** From the Monday of the week in which the day lies. */
function inWeek(
  day: number,
  count: number,
  lengths: readonly number[] | undefined,
): Places | { fault: Fault } {
  if (lengths && count > 0 && !lengths.includes(count)) {
    const message = `The string has ${count} marks and a week has ${lengths.join(' or ')}: write one for each session, and a blank that the mapping knows where there is none.`;
    return { fault: { rule: 'marks.length', message } };
  }
  const monday = day - (weekdayOf(day) - 1);
  return { day: monday, slots: Array.from({ length: count }, (_, position) => position), length: count };
}

/** From the day on, or from the first after it that has places in the string. */
function inStretch(day: number, count: number, days: number): Places | { fault: Fault } {
  const slots: number[] = [];
  for (let at = day; slots.length < count && slots.length <= MOST; at += 1) {
    if (weekdayOf(at) <= days) slots.push(2 * (at - day), 2 * (at - day) + 1);
  }
  const length = (slots[count - 1] ?? -1) + 1;
  if (length <= MOST) return { day, slots: slots.slice(0, count), length };
  const message = `The string has ${count} marks, which is more than a year: bring a row for each year.`;
  return { fault: { rule: 'marks.length', message } };
}

function weekdayOf(day: number): number {
  return weekday(fromDayNumber(day));
}

/**
 * A session as people say it: `slot` is twice the days since `day`, and 1 in the afternoon.
 *
 * @example sessionInWords(20_698, 1) // 'Wednesday afternoon, 2 September 2026'
 */
export function sessionInWords(day: number, slot: number): string {
  const date = fromDayNumber(day + (slot >> 1));
  return `${DAYS[weekday(date) - 1]} ${slot % 2 === 0 ? 'morning' : 'afternoon'}, ${britishDate(date)}`;
}
