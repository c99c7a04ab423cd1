import { addDays, type PlainDate, plainDate, weekday } from '#dates';
import { bankHolidays, lastMondayOfMay, mondayFrom } from './bank-holidays.ts';
import type { Calendar, Closure, HalfTerm } from './calendar.ts';
import { easterSunday } from './easter.ts';

const FRIDAY = 5;
const DAYS_OPEN = 195;

/**
 * Proposes an ordinary English calendar for an academic year, for a council or school to correct: 195 days of which
 * five are INSET, so 190 with pupils (the pattern of DfE, School attendance: 380 sessions, and School Teachers' Pay and
 * Conditions: 195 days). Terms and holidays follow common council practice; no law fixes them.
 *
 * @example proposeCalendar(2026).halfTerms[0] // { term: 'autumn', half: 1, startsOn: '2026-09-01', endsOn: '2026-10-23' }
 */
export function proposeCalendar(academicYear: number): Calendar {
  const weekdays = [1, 2, 3, 4, 5];
  const next = academicYear + 1;
  const holidays = [...bankHolidays(academicYear), ...bankHolidays(next)];
  const october = mondayFrom(plainDate(`${academicYear}-10-25`));
  const christmas = lastFridayBy(plainDate(`${academicYear}-12-22`));
  const february = mondayFrom(plainDate(`${next}-02-13`));
  const easter = easterHoliday(next);
  const may = lastMondayOfMay(next);
  const isFree = (day: PlainDate) =>
    weekday(day) > FRIDAY || holidays.some((holiday) => holiday.date === day);
  const firstOpen = (from: PlainDate): PlainDate => (isFree(from) ? firstOpen(addDays(from, 1)) : from);
  const lastOpen = (from: PlainDate): PlainDate => (isFree(from) ? lastOpen(addDays(from, -1)) : from);

  const known: HalfTerm[] = [
    { term: 'autumn', half: 1, startsOn: firstDay(academicYear), endsOn: lastOpen(addDays(october, -3)) },
    { term: 'autumn', half: 2, startsOn: addDays(october, 7), endsOn: christmas },
    { term: 'spring', half: 1, startsOn: firstOpen(addDays(christmas, 17)), endsOn: addDays(february, -3) },
    { term: 'spring', half: 2, startsOn: addDays(february, 7), endsOn: lastOpen(addDays(easter.from, -1)) },
    { term: 'summer', half: 1, startsOn: firstOpen(addDays(easter.to, 1)), endsOn: addDays(may, -3) },
  ];
  const last = summerEnd(addDays(may, 7), DAYS_OPEN - known.reduce((sum, half) => sum + openDays(half), 0));
  const halfTerms: HalfTerm[] = [
    ...known,
    { term: 'summer', half: 2, startsOn: addDays(may, 7), endsOn: last },
  ];
  return { academicYear, weekdays, halfTerms, closures: closures(halfTerms) };

  function openDays(half: HalfTerm): number {
    let days = 0;
    for (let day = half.startsOn; day <= half.endsOn; day = addDays(day, 1)) if (!isFree(day)) days += 1;
    return days;
  }

  /** The day on which the year has its 195 days, but not before 17 July nor after 31 July. */
  function summerEnd(startsOn: PlainDate, wanted: number): PlainDate {
    let day = startsOn;
    for (let days = isFree(day) ? 0 : 1; days < wanted; ) {
      day = addDays(day, 1);
      if (!isFree(day)) days += 1;
    }
    if (day < `${next}-07-17`) return lastOpen(plainDate(`${next}-07-17`));
    return day > `${next}-07-31` ? lastOpen(plainDate(`${next}-07-31`)) : day;
  }

  function closures(halves: readonly HalfTerm[]): Closure[] {
    const within = holidays.filter(
      (day) => weekday(day.date) <= FRIDAY && halves.some((half) => covers(half, day.date)),
    );
    const first = firstDay(academicYear);
    const insets = [
      first,
      firstOpen(addDays(first, 1)),
      halves[2]?.startsOn,
      halves[4]?.startsOn,
      halves[5]?.endsOn,
    ];
    return [
      ...within.map(({ date, label }) => ({ date, kind: 'bank_holiday' as const, label })),
      ...insets.flatMap((date) => (date ? [{ date, kind: 'inset' as const, label: 'INSET day' }] : [])),
    ].sort((a, b) => (a.date < b.date ? -1 : 1));
  }
}

/** The first weekday of September; a Friday alone is not worth a week. */
function firstDay(year: number): PlainDate {
  const first = plainDate(`${year}-09-01`);
  return weekday(first) >= FRIDAY ? mondayFrom(first) : first;
}

function lastFridayBy(date: PlainDate): PlainDate {
  return addDays(date, -((weekday(date) + 7 - FRIDAY) % 7));
}

/** Two weeks that take in Good Friday or Easter Monday and keep the two terms near one length. */
function easterHoliday(year: number): { from: PlainDate; to: PlainDate } {
  const sunday = easterSunday(year);
  if (sunday <= `${year}-04-01`) return { from: addDays(sunday, -2), to: addDays(sunday, 14) };
  if (sunday <= `${year}-04-11`) return { from: addDays(sunday, -6), to: addDays(sunday, 7) };
  return { from: addDays(sunday, -13), to: addDays(sunday, 1) };
}

function covers(half: HalfTerm, date: PlainDate): boolean {
  return half.startsOn <= date && date <= half.endsOn;
}
