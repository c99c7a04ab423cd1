import type { PlainDate } from '#dates';
import type { Calendar, Closure, HalfTerm } from './calendar.ts';

/** One difference between two calendars of the same year. */
export type CalendarChange =
  | { what: 'weekday'; day: number; now: boolean }
  | {
      what: 'half_term';
      term: HalfTerm['term'];
      half: 1 | 2;
      end: 'startsOn' | 'endsOn';
      before: PlainDate | null;
      after: PlainDate | null;
    }
  | { what: 'closure'; date: PlainDate; before: Closure | null; after: Closure | null };

const NOTHING: Pick<Calendar, 'weekdays' | 'halfTerms' | 'closures'> = {
  weekdays: [],
  halfTerms: [],
  closures: [],
};

/**
 * What is different in `after`: weekdays, then half terms, then days without sessions, each in its own order. Nothing at
 * all when both are the same calendar. Without a calendar before, everything is new; without one after, everything goes.
 *
 * @example calendarChanges(before, { ...before, weekdays: [1, 2, 3, 4, 5, 6] }) // [{ what: 'weekday', day: 6, now: true }]
 */
export function calendarChanges(before: Calendar | undefined, after: Calendar | undefined): CalendarChange[] {
  const [was, is] = [before ?? NOTHING, after ?? NOTHING];
  return [...weekdayChanges(was, is), ...halfTermChanges(was, is), ...closureChanges(was, is)];
}

type Parts = typeof NOTHING;

function weekdayChanges({ weekdays: was }: Parts, { weekdays: is }: Parts): CalendarChange[] {
  return [1, 2, 3, 4, 5, 6, 7]
    .filter((day) => was.includes(day) !== is.includes(day))
    .map((day) => ({ what: 'weekday', day, now: is.includes(day) }));
}

function halfTermChanges({ halfTerms: was }: Parts, { halfTerms: is }: Parts): CalendarChange[] {
  const all = [...is, ...was.filter((one) => !is.some((other) => isSame(one, other)))];
  return all.flatMap(({ term, half }) => {
    const [before, after] = [was, is].map((halves) => halves.find((each) => isSame(each, { term, half })));
    return (['startsOn', 'endsOn'] as const)
      .map((end) => ({
        what: 'half_term' as const,
        term,
        half,
        end,
        before: before?.[end] ?? null,
        after: after?.[end] ?? null,
      }))
      .filter((change) => change.before !== change.after);
  });
}

function closureChanges({ closures: was }: Parts, { closures: is }: Parts): CalendarChange[] {
  const dates = [...new Set([...was, ...is].map(({ date }) => date))].sort();
  return dates.flatMap((date) => {
    const [before, after] = [was, is].map((all) => all.find((each) => each.date === date) ?? null);
    if (before && after && before.kind === after.kind && before.label === after.label) return [];
    return [{ what: 'closure' as const, date, before: before ?? null, after: after ?? null }];
  });
}

function isSame(one: Pick<HalfTerm, 'term' | 'half'>, other: Pick<HalfTerm, 'term' | 'half'>): boolean {
  return one.term === other.term && one.half === other.half;
}
