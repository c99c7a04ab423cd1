import { type PlainDate, weekday } from '#dates';

export type Term = 'autumn' | 'spring' | 'summer';

/** From the first to the last day of school between two holidays, both counted. */
export type HalfTerm = { term: Term; half: 1 | 2; startsOn: PlainDate; endsOn: PlainDate };

/** A day inside a half term on which the setting has no pupils. */
export type Closure = { date: PlainDate; kind: 'inset' | 'bank_holiday' | 'closure'; label: string };

/** The school days of one setting in one academic year. */
export type Calendar = {
  /** Named by its first calendar year: 2026 is 2026/27. */
  academicYear: number;
  /** Days of the week with school, 1 Monday to 7 Sunday; a Saturday school has 6 as well. */
  weekdays: readonly number[];
  /** In order, without overlap. */
  halfTerms: readonly HalfTerm[];
  closures: readonly Closure[];
};

/** The half term a date falls in, holidays excepted; weekends and closures inside it count. */
export function halfTermOf(calendar: Calendar, date: PlainDate): HalfTerm | undefined {
  return calendar.halfTerms.find((half) => half.startsOn <= date && date <= half.endsOn);
}

/**
 * The half term that a day belongs to when a decision needs one: the one it falls in, in a holiday the one before, and
 * before the year begins the first.
 */
export function currentHalfTerm(calendar: Calendar, date: PlainDate): HalfTerm | undefined {
  return calendar.halfTerms.findLast((half) => half.startsOn <= date) ?? calendar.halfTerms[0];
}

/** First and last day of a term, over both its halves. */
export function termDates(
  calendar: Calendar,
  term: Term,
): { startsOn: PlainDate; endsOn: PlainDate } | undefined {
  const halves = calendar.halfTerms.filter((half) => half.term === term);
  const [first] = halves;
  const last = halves.at(-1);
  return first && last ? { startsOn: first.startsOn, endsOn: last.endsOn } : undefined;
}

/** Whether pupils are in on a day. */
export function isSchoolDay(calendar: Calendar, date: PlainDate): boolean {
  return (
    calendar.weekdays.includes(weekday(date)) &&
    halfTermOf(calendar, date) !== undefined &&
    !calendar.closures.some((closure) => closure.date === date)
  );
}
