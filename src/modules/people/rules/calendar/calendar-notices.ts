import { type PlainDate, weekday } from '#dates';
import { type BankHoliday, bankHolidays } from './bank-holidays.ts';
import { type Calendar, halfTermOf } from './calendar.ts';
import { sumCalendar } from './sum-calendar.ts';

/**
 * Sessions that a maintained school in England holds in a school year, at least: The Education (School Day and School
 * Year) (England) Regulations 1999 (SI 1999/3181), regulation 3(2). Academies, independent schools and colleges set
 * their own number.
 */
export const STATUTORY_SESSIONS = 380;

/** Something to look at again. Never a reason to refuse. */
export type CalendarNotice =
  /** More or fewer sessions than `STATUTORY_SESSIONS`. */
  | { about: 'sessions'; sessions: number; days: number }
  /**
   * Days of closure among the days that are missing: a session that could not be held, and not at another time either,
   * counts as held (regulation 3(3)).
   */
  | { about: 'closures'; days: number }
  /** Bank holidays on which this calendar has sessions. */
  | { about: 'bank_holidays'; days: readonly BankHoliday[] };

/**
 * What somebody should look at before keeping a calendar that stands.
 *
 * @example calendarNotices(proposeCalendar(2026)) // []
 */
export function calendarNotices(calendar: Calendar): CalendarNotice[] {
  const { sessions, days, closed } = sumCalendar(calendar);
  const open = openBankHolidays(calendar);
  return [
    ...(sessions === STATUTORY_SESSIONS ? [] : [{ about: 'sessions' as const, sessions, days }]),
    ...(sessions < STATUTORY_SESSIONS && closed.closure > 0
      ? [{ about: 'closures' as const, days: closed.closure }]
      : []),
    ...(open.length === 0 ? [] : [{ about: 'bank_holidays' as const, days: open }]),
  ];
}

/** Bank holidays in term that a calendar leaves open. */
export function openBankHolidays(calendar: Calendar): BankHoliday[] {
  const closed = new Set<PlainDate>(calendar.closures.map(({ date }) => date));
  return bankHolidaysOf(calendar.academicYear).filter(
    ({ date }) =>
      !closed.has(date) &&
      calendar.weekdays.includes(weekday(date)) &&
      halfTermOf(calendar, date) !== undefined,
  );
}

/** The bank holidays of both calendar years that an academic year touches. */
export function bankHolidaysOf(academicYear: number): BankHoliday[] {
  return [...bankHolidays(academicYear), ...bankHolidays(academicYear + 1)];
}
