/** School years as the demo plays them: the council's calendar, and the one setting that keeps its own. */
import { addDays, dayNumber, type PlainDate, plainDate, weekday } from '#dates';
import { type Calendar, proposeCalendar, schoolDays } from '#modules/people';
import type { Place } from './places.ts';

/** A day with pupils that has come: its place in the register, and how likely an absence is against other days. */
export type SchoolDay = { date: PlainDate; slot: number; weekday: number; weight: number };

export type SchoolYear = {
  academicYear: number;
  calendar: Calendar;
  firstDay: PlainDate;
  lastDay: PlainDate;
  /** Up to and including today. */
  days: readonly SchoolDay[];
};

export type SchoolYears = {
  /** The council's, or a setting's own. */
  of(place: Pick<Place, 'key'>, academicYear: number): SchoolYear;
  council: readonly SchoolYear[];
  own: readonly SchoolYear[];
};

/** More colds in December, more of everything on Fridays. */
const MONTHS = [1.15, 1.05, 1, 0.95, 0.95, 1, 1.1, 1, 0.7, 0.95, 1.1, 1.35];
const WEEKDAYS = [0, 1.08, 0.95, 0.92, 0.95, 1.16];

/**
 * Last academic year and this one, for the council and for Dapplemere.
 *
 * @example schoolYears(2026, plainDate('2026-11-20')).of(place, 2026).days.length
 */
export function schoolYears(thisYear: number, today: PlainDate): SchoolYears {
  const council = [thisYear - 1, thisYear].map((year) => schoolYear(proposeCalendar(year), today));
  const own = [thisYear - 1, thisYear].map((year) => schoolYear(ownCalendar(year), today));
  return {
    council,
    own,
    of({ key }, academicYear) {
      const found = (key === 'dapplemere' ? own : council).find((year) => year.academicYear === academicYear);
      if (!found) throw new RangeError(`The demo has no calendar for ${academicYear}`);
      return found;
    },
  };
}

/** Two weeks off in October, given back by starting a day sooner and ending later in July. */
function ownCalendar(academicYear: number): Calendar {
  const ordinary = proposeCalendar(academicYear);
  const halfTerms = ordinary.halfTerms.map((half) => {
    if (half.term === 'autumn' && half.half === 1) return { ...half, endsOn: addDays(half.endsOn, -7) };
    if (half.term !== 'summer' || half.half !== 2) return half;
    const later = addDays(half.endsOn, 7);
    const latest = lastFriday(plainDate(`${academicYear + 1}-07-31`));
    return { ...half, endsOn: later < latest ? later : latest };
  });
  const secondInset = ordinary.closures.filter(({ kind }) => kind === 'inset')[1]?.date;
  const closures = ordinary.closures.filter(({ date }) => date !== secondInset);
  return { ...ordinary, halfTerms, closures };
}

function lastFriday(date: PlainDate): PlainDate {
  return addDays(date, -((weekday(date) + 2) % 7));
}

function schoolYear(calendar: Calendar, today: PlainDate): SchoolYear {
  const { academicYear, halfTerms } = calendar;
  const all = schoolDays(
    calendar,
    plainDate(`${academicYear}-08-01`),
    plainDate(`${academicYear + 1}-07-31`),
  );
  const origin = dayNumber(plainDate(`${academicYear}-08-01`));
  const days = all
    .filter((date) => date <= today)
    .map((date) => {
      const day = weekday(date);
      const weight = (MONTHS[Number(date.slice(5, 7)) - 1] ?? 1) * (WEEKDAYS[day] ?? 1);
      return { date, slot: 2 * (dayNumber(date) - origin), weekday: day, weight };
    });
  const firstDay = halfTerms[0]?.startsOn ?? plainDate(`${academicYear}-09-01`);
  const lastDay = halfTerms.at(-1)?.endsOn ?? plainDate(`${academicYear + 1}-07-31`);
  return { academicYear, calendar, firstDay, lastDay, days };
}
