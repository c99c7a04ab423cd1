import { z } from 'zod';
import { academicYear, addDays, addMonths, type PlainDate, plainDate } from '#dates';

export const windowSchema = z.union(
  [
    z.enum(['current', 'ever', 'this_academic_year']),
    z.strictObject({ months: z.int().min(1).max(120) }),
    z.strictObject({ academic_years: z.int().min(1).max(20) }),
  ],
  'use current, ever, this_academic_year, { months: n } or { academic_years: n }',
);
/** Which days an indicator looks at, as it is written in a rule set. */
export type Window = z.infer<typeof windowSchema>;

/** The days an indicator looks at, both ends included; no `from` means since records began. */
export type Span = { from?: PlainDate; to: PlainDate };

const NUMBERS = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');

/**
 * The days a window covers on a review date. Nothing after the review date ever counts.
 *
 * - none or `current`: the review date alone (what holds that day)
 * - `ever`: every day up to it
 * - `{ months: 6 }`: six whole months ending that day: 2 November 2026 to 1 May 2027
 * - `this_academic_year`: 1 September to that day
 * - `{ academic_years: 1 }`: this academic year so far and the one whole year before it. The published RONI says
 *   "within the last academic year" and is run each autumn, when this year alone would hold almost nothing
 *
 * @example windowDays({ months: 6 }, plainDate('2027-05-01')) // { from: '2026-11-02', to: '2027-05-01' }
 */
export function windowDays(window: Window | undefined, on: PlainDate): Span {
  if (window === undefined || window === 'current') return { from: on, to: on };
  if (window === 'ever') return { to: on };
  if (window === 'this_academic_year') return { from: firstDay(academicYear(on)), to: on };
  if ('months' in window) return { from: addDays(addMonths(on, -window.months), 1), to: on };
  return { from: firstDay(academicYear(on) - window.academic_years), to: on };
}

/**
 * The length of a window in words, for `{span}` in the wording of a reason.
 *
 * @example windowWords({ months: 6 }) // 'six months'
 */
export function windowWords(window: Window | undefined): string {
  if (window === undefined || window === 'current') return 'day';
  if (window === 'ever') return 'whole record';
  if (window === 'this_academic_year') return 'academic year';
  if ('months' in window) return counted(window.months, 'month');
  return `academic year and the ${counted(window.academic_years, 'year')} before it`;
}

function counted(count: number, noun: string): string {
  return count === 1 ? noun : `${NUMBERS[count] ?? count} ${noun}s`;
}

function firstDay(year: number): PlainDate {
  return plainDate(`${year}-09-01`);
}
