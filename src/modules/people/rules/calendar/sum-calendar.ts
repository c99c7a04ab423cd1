import type { Calendar, Closure, HalfTerm } from './calendar.ts';
import { schoolDays, schoolWeeks } from './school-days.ts';

/** Half terms and years in numbers; a school day has two sessions. */
export type Sum = { days: number; sessions: number; weeks: number };

export type CalendarSum = Sum & {
  halfTerms: readonly (HalfTerm & Sum)[];
  /** Days in term without sessions, by why. */
  closed: Record<Closure['kind'], number>;
};

/**
 * Counts school days, sessions and school weeks of a year and of each half term.
 *
 * @example sumCalendar(proposeCalendar(2026)).sessions // 380
 */
export function sumCalendar(calendar: Calendar): CalendarSum {
  const weeks = schoolWeeks(calendar);
  const halfTerms = calendar.halfTerms.map((half) => {
    const days = schoolDays(calendar, half.startsOn, half.endsOn).length;
    const own = weeks.filter((week) => week.term === half.term && week.half === half.half).length;
    return { ...half, days, sessions: 2 * days, weeks: own };
  });
  const days = halfTerms.reduce((sum, half) => sum + half.days, 0);
  const count = (kind: Closure['kind']) =>
    calendar.closures.filter((closure) => closure.kind === kind).length;
  return {
    days,
    sessions: 2 * days,
    weeks: weeks.length,
    halfTerms,
    closed: { inset: count('inset'), bank_holiday: count('bank_holiday'), closure: count('closure') },
  };
}
