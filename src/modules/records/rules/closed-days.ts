import { britishDate, dayNumber, fromDayNumber, type PlainDate } from '#dates';
import { ATTENDANCE_CODES } from './attendance-codes.ts';
import { registerDates } from './register.ts';

/** Days of a register year on which the calendar of a setting has no session: 1 by days since 1 August. */
export type ClosedDays = Uint8Array;

/** What may stand on a day without a session: closures, the unable to attend, those not on roll, and no mark at all. */
const FINE = /^([#ZY-]|Y\d)$/;

/** By the character code of a private letter: 1 where it needs a session. */
export const NEEDS_SESSION: Uint8Array = new Uint8Array(256);
for (const { code, letter } of ATTENDANCE_CODES)
  if (!FINE.test(code)) NEEDS_SESSION[letter.charCodeAt(0)] = 1;

/**
 * The days without a session; `undefined` where there is no calendar for the year, since then nothing is known. The year
 * begins in August: a term that begins in its last week is in the calendar of the academic year of the same name, and
 * that of the year before may have school days there as well.
 *
 * @param own the school days of that calendar, or nothing when there is none
 * @param before those of the year before
 * @example closedDays(2026, schoolDays(calendar, from, to), [])?.[0] // 1: there is no school on 1 August 2026
 */
export function closedDays(
  year: number,
  own: readonly PlainDate[] | undefined,
  before: readonly PlainDate[],
): ClosedDays | undefined {
  if (!own) return undefined;
  const { from, to } = registerDates(year);
  const first = dayNumber(from);
  const closed = new Uint8Array(dayNumber(to) - first + 1).fill(1);
  for (const day of [...before, ...own]) closed[dayNumber(day) - first] = 0;
  return closed;
}

/** The fault of a mark on a day without a session. */
export function noSession(day: number, settingName: string): { rule: 'mark.no_session'; message: string } {
  const date: PlainDate = fromDayNumber(day);
  return {
    rule: 'mark.no_session',
    message: `The calendar of ${settingName} has no session on ${britishDate(date)}: mend the date or the calendar, or write # for a planned closure.`,
  };
}
