import { addDays, type PlainDate, weekday } from '#dates';
import type { Calendar, HalfTerm } from './calendar.ts';

/** A week with at least one school day. Numbers run through the year from 1 and skip the holidays. */
export type SchoolWeek = {
  academicYear: number;
  number: number;
  /** The Monday, whether or not there is school on it. */
  startsOn: PlainDate;
  term: HalfTerm['term'];
  half: HalfTerm['half'];
  days: PlainDate[];
};

/** School weeks with the first and last day of school in them. */
export type WeekWindow = { weeks: SchoolWeek[]; from: PlainDate; to: PlainDate; days: number };

/**
 * The days with pupils from one date to another, both counted: days of the week with school, inside a half term, INSET
 * days, bank holidays and closures taken out.
 *
 * @example schoolDays(calendar, plainDate('2026-10-19'), plainDate('2026-11-06')).length // 10, half term taken out
 */
export function schoolDays(calendar: Calendar, from: PlainDate, to: PlainDate): PlainDate[] {
  const closed = new Set(calendar.closures.map((closure) => closure.date));
  return calendar.halfTerms.flatMap((half) => {
    const days: PlainDate[] = [];
    const last = half.endsOn < to ? half.endsOn : to;
    for (let day = half.startsOn > from ? half.startsOn : from; day <= last; day = addDays(day, 1)) {
      if (calendar.weekdays.includes(weekday(day)) && !closed.has(day)) days.push(day);
    }
    return days;
  });
}

/** Every school week of the year, numbered from 1. A week that two half terms share belongs to the earlier one. */
export function schoolWeeks(calendar: Calendar): SchoolWeek[] {
  const weeks: SchoolWeek[] = [];
  for (const half of calendar.halfTerms) {
    for (const day of schoolDays(calendar, half.startsOn, half.endsOn)) {
      const startsOn = addDays(day, 1 - weekday(day));
      const open = weeks.at(-1);
      if (open?.startsOn === startsOn) open.days.push(day);
      else {
        const { term, half: part } = half;
        weeks.push({
          academicYear: calendar.academicYear,
          number: weeks.length + 1,
          startsOn,
          term,
          half: part,
          days: [day],
        });
      }
    }
  }
  return weeks;
}

/** The school week a date lies in, weekend included, or nothing in a holiday. */
export function schoolWeekOf(calendar: Calendar, date: PlainDate): SchoolWeek | undefined {
  const monday = addDays(date, 1 - weekday(date));
  return schoolWeeks(calendar).find((week) => week.startsOn === monday);
}

/**
 * The last school weeks up to and including a date, oldest first. The week of the date counts as soon as it has had a
 * school day, with its days so far. Give the calendar of the year before as well, or September knows only September.
 * Nothing comes back before the first day of school; fewer weeks than asked when there are no more.
 *
 * @example lastSchoolWeeks(calendar, plainDate('2026-11-22'), 6)?.from // '2026-10-05'
 */
export function lastSchoolWeeks(
  calendar: Calendar | readonly Calendar[],
  asOf: PlainDate,
  count: number,
): WeekWindow | undefined {
  const calendars = [calendar].flat().sort((a, b) => a.academicYear - b.academicYear);
  const weeks = calendars
    .flatMap(schoolWeeks)
    .map((week) => ({ ...week, days: week.days.filter((day) => day <= asOf) }))
    .filter((week) => week.days.length > 0)
    .slice(-count);
  const from = weeks[0]?.days[0];
  const to = weeks.at(-1)?.days.at(-1);
  if (from === undefined || to === undefined) return undefined;
  return { weeks, from, to, days: weeks.reduce((sum, week) => sum + week.days.length, 0) };
}
