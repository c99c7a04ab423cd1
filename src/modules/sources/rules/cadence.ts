import { addDays, daysBetween, type PlainDate, weekday } from '#dates';

/** A file that comes at least this often comes on working days, so a weekend is no delay. */
const A_WEEK = 7;

/**
 * Whether a file is late: more days have gone by since the last one than lie between two. For one that is expected more
 * often than once a week, Saturdays and Sundays do not count. Our own rule: holidays are not known to it, and a file
 * that is late in them is nobody's fault.
 *
 * @param last the day of the last file; null when none has ever come, which is not late
 * @param cadenceDays how many days lie between two files; null when nobody has said, and then nothing is late
 * @example isOverdue(plainDate('2026-11-20'), 1, plainDate('2026-11-23')) // false: a Friday and the Monday after it
 */
export function isOverdue(last: PlainDate | null, cadenceDays: number | null, today: PlainDate): boolean {
  if (last === null || cadenceDays === null) return false;
  const gone = cadenceDays < A_WEEK ? workingDays(last, today) : daysBetween(last, today);
  return gone > cadenceDays;
}

/** Mondays to Fridays after one day, up to and with another. */
function workingDays(after: PlainDate, until: PlainDate): number {
  const days = daysBetween(after, until);
  const weeks = Math.max(0, Math.floor(days / A_WEEK));
  let count = weeks * 5;
  for (let day = weeks * A_WEEK + 1; day <= days; day += 1) if (weekday(addDays(after, day)) <= 5) count += 1;
  return count;
}
