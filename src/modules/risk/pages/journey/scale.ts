import { academicYear, addDays, addMonths, daysBetween, type PlainDate, plainDate } from '#dates';

/** Days to places on a picture so many units wide, with room at both ends. */
export type Scale = { width: number; left: number; right: number; x(on: PlainDate): number };

/** Room for the names of the lines. */
const LEFT = 42;
const RIGHT = 34;

/** @example scaleOf({ from, to }, 960).x(from) // 42 */
export function scaleOf({ from, to }: { from: PlainDate; to: PlainDate }, width: number): Scale {
  const length = Math.max(1, daysBetween(from, to));
  const right = width - RIGHT;
  const x = (on: PlainDate) =>
    Math.round((LEFT + Math.min(1, Math.max(0, daysBetween(from, on) / length)) * (right - LEFT)) * 10) / 10;
  return { width, left: LEFT, right, x };
}

/** Where the axis has a tick, and whether it stands for the beginning of an academic year or of a month. */
export type Tick = { on: PlainDate; unit: 'year' | 'month' };

/** Months, as long as there is room for their names; else academic years. */
export function ticksOf({ from, to }: { from: PlainDate; to: PlainDate }, { width }: Scale): Tick[] {
  const months: Tick[] = [];
  for (let on = firstOfMonth(from); on <= to; on = addMonths(on, 1))
    if (on >= from) months.push({ on, unit: 'month' });
  if (months.length > 0 && width / months.length >= 24 && daysBetween(from, to) <= 400) return months;
  const years: Tick[] = [];
  for (let year = academicYear(from); year <= academicYear(to); year += 1) {
    const on = plainDate(`${year}-09-01`);
    if (on >= from) years.push({ on, unit: 'year' });
  }
  return years;
}

function firstOfMonth(date: PlainDate): PlainDate {
  return addDays(date, 1 - Number(date.slice(8)));
}
