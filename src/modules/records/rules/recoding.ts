import type { PlainDate } from '#dates';

/**
 * N stands for a reason that is not known yet. It has to be replaced within so many school days of the session
 * (DfE, Working together to improve school attendance (2024), chapter 8, code N).
 */
export const SCHOOL_DAYS_TO_RECODE = 5;

/**
 * How many school days have begun since a day, up to and including another; more than `SCHOOL_DAYS_TO_RECODE` is too
 * many for an N. Days without a calendar are not counted, so it is never more than there were.
 *
 * @param days school days in order, up to the day asked about
 * @example schoolDaysSince(plainDate('2026-11-12'), days) // 6 on Friday 20 November 2026
 */
export function schoolDaysSince(date: PlainDate, days: readonly PlainDate[]): number {
  const next = days.findIndex((day) => day > date);
  return next < 0 ? 0 : days.length - next;
}
