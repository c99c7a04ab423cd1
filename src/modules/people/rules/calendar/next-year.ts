import { addDays, addMonths, type PlainDate, plainDate, weekday } from '#dates';
import { type Calendar, type Closure, type HalfTerm, isSchoolDay } from './calendar.ts';
import { openBankHolidays } from './calendar-notices.ts';
import { calendarBounds } from './check-calendar.ts';

const YEAR_OF_WEEKS = 52 * 7;

/**
 * A year's calendar carried over to the next, to be corrected: the same weekdays 52 weeks later, so that a term that
 * begins on a Tuesday does so again; a September that would slide into August begins on its first day with sessions.
 * INSET days come along to the nearest free school day. Bank holidays are those of the new year; a closure happened
 * once and stays behind. Easter moves and the half terms do not: whoever keeps it has to look.
 *
 * @example nextYear(calendarOf2026).academicYear // 2027
 */
export function nextYear(calendar: Calendar): Calendar {
  const { academicYear, weekdays } = calendar;
  const halfTerms = calendar.halfTerms.map((half) => laterHalf(half, academicYear, weekdays));
  const open: Calendar = { academicYear: academicYear + 1, weekdays, halfTerms, closures: [] };
  const closures: Closure[] = openBankHolidays(open).map(({ date, label }) => {
    return { date, kind: 'bank_holiday', label };
  });
  for (const inset of calendar.closures.filter(({ kind }) => kind === 'inset')) {
    const date = freeDay({ ...open, closures }, addDays(inset.date, YEAR_OF_WEEKS));
    if (date !== undefined) closures.push({ ...inset, date });
  }
  return { ...open, closures: closures.sort((one, other) => (one.date < other.date ? -1 : 1)) };
}

function laterHalf(half: HalfTerm, academicYear: number, weekdays: readonly number[]): HalfTerm {
  const [startsOn, endsOn] = [addDays(half.startsOn, YEAR_OF_WEEKS), addDays(half.endsOn, YEAR_OF_WEEKS)];
  const september = plainDate(`${academicYear + 1}-09-01`);
  const earliest =
    half.startsOn >= addMonths(september, -12) ? september : calendarBounds(academicYear + 1).from;
  return { ...half, startsOn: startsOn < earliest ? firstOf(earliest, weekdays) : startsOn, endsOn };
}

function firstOf(from: PlainDate, weekdays: readonly number[]): PlainDate {
  const days = [0, 1, 2, 3, 4, 5, 6].map((more) => addDays(from, more));
  return days.find((day) => weekdays.includes(weekday(day))) ?? from;
}

/** The nearest school day, at most a week away, the earlier one when two are as near. */
function freeDay(calendar: Calendar, date: PlainDate): PlainDate | undefined {
  const near = [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6, -7, 7].map((days) => addDays(date, days));
  return near.find((day) => isSchoolDay(calendar, day));
}
