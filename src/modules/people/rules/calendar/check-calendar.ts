import { type PlainDate, plainDate, weekday } from '#dates';
import type { Calendar, Closure, HalfTerm, Term } from './calendar.ts';

/** The six half terms of a year, in order. */
export const HALF_TERMS: readonly { term: Term; half: 1 | 2 }[] = [
  { term: 'autumn', half: 1 },
  { term: 'autumn', half: 2 },
  { term: 'spring', half: 1 },
  { term: 'spring', half: 2 },
  { term: 'summer', half: 1 },
  { term: 'summer', half: 2 },
];

/** A calendar while somebody writes it: what is not filled in yet is null. */
export type CalendarDraft = {
  academicYear: number;
  weekdays: readonly number[];
  /** The six of `HALF_TERMS`, in that order. */
  halfTerms: readonly (Pick<HalfTerm, 'term' | 'half'> & {
    startsOn: PlainDate | null;
    endsOn: PlainDate | null;
  })[];
  closures: readonly (Pick<Closure, 'kind' | 'label'> & { date: PlainDate | null })[];
};

export type CalendarRule =
  | 'weekdays-missing'
  | 'half-term-missing'
  | 'half-term-outside'
  | 'half-term-backwards'
  | 'half-term-overlaps'
  | 'closure-date-missing'
  | 'closure-label-missing'
  | 'closure-label-long'
  | 'closure-twice'
  | 'closure-no-session';

/** What is wrong with one place of a draft. */
export type CalendarFault = {
  /** `weekdays`, `autumn-1-from`, `autumn-1-to`, or a closure by its place in the list: `closure-3-date`. */
  field: string;
  rule: CalendarRule;
  /** The day that is wrong, where there is one. */
  date: PlainDate | null;
};

const LONGEST_LABEL = 60;

/** The first and the last day that a calendar of an academic year may name: some terms begin in August. */
export function calendarBounds(academicYear: number): { from: PlainDate; to: PlainDate } {
  return { from: plainDate(`${academicYear}-08-01`), to: plainDate(`${academicYear + 1}-08-31`) };
}

/**
 * Everything that keeps a draft from being a calendar: half terms that are not there, out of the year, back to front or
 * over each other, and days without sessions that are no days of session anyway or are there twice. At most one fault a
 * field. Whether it has enough days is another question (`calendarNotices`).
 *
 * @example calendarFaults({ ...draft, weekdays: [] }) // [{ field: 'weekdays', rule: 'weekdays-missing', date: null }]
 */
export function calendarFaults(draft: CalendarDraft): CalendarFault[] {
  const halves = halfTermFaults(draft);
  return [
    ...(draft.weekdays.length === 0
      ? [{ field: 'weekdays', rule: 'weekdays-missing' as const, date: null }]
      : []),
    ...halves,
    ...closureFaults(draft, halves.length === 0 && draft.weekdays.length > 0),
  ];
}

/** What of a draft is known, as a calendar to draw: without what is not filled in yet, and each day once. */
export function calendarOfDraft({ academicYear, weekdays, halfTerms, closures }: CalendarDraft): Calendar {
  const dated = new Map(
    closures.flatMap(({ date, kind, label }) =>
      date === null ? [] : [[date, { date, kind, label }] as const],
    ),
  );
  return {
    academicYear,
    weekdays: [...weekdays].sort(),
    halfTerms: halfTerms.flatMap(({ term, half, startsOn, endsOn }) =>
      startsOn === null || endsOn === null ? [] : [{ term, half, startsOn, endsOn }],
    ),
    closures: [...dated.values()].sort((one, other) => (one.date < other.date ? -1 : 1)),
  };
}

/** A calendar as a draft of its six half terms; those it lacks are not filled in. */
export function draftOf(calendar: Calendar): CalendarDraft {
  return {
    ...calendar,
    halfTerms: HALF_TERMS.map(
      ({ term, half }) =>
        calendar.halfTerms.find((each) => each.term === term && each.half === half) ?? {
          term,
          half,
          startsOn: null,
          endsOn: null,
        },
    ),
  };
}

function halfTermFaults({ academicYear, halfTerms }: CalendarDraft): CalendarFault[] {
  const bounds = calendarBounds(academicYear);
  const faults: CalendarFault[] = [];
  let before: PlainDate | null = null;
  for (const { term, half, startsOn, endsOn } of halfTerms) {
    const [from, to] = [`${term}-${half}-from`, `${term}-${half}-to`];
    const outside = (date: PlainDate) => date < bounds.from || date > bounds.to;
    if (startsOn === null) faults.push({ field: from, rule: 'half-term-missing', date: null });
    else if (outside(startsOn)) faults.push({ field: from, rule: 'half-term-outside', date: startsOn });
    else if (before !== null && startsOn <= before)
      faults.push({ field: from, rule: 'half-term-overlaps', date: startsOn });
    if (endsOn === null) faults.push({ field: to, rule: 'half-term-missing', date: null });
    else if (outside(endsOn)) faults.push({ field: to, rule: 'half-term-outside', date: endsOn });
    else if (startsOn !== null && endsOn < startsOn)
      faults.push({ field: to, rule: 'half-term-backwards', date: endsOn });
    before = later(before, later(startsOn, endsOn));
  }
  return faults;
}

/** @param settled whether the half terms and weekdays stand, so that it is known which days have sessions */
function closureFaults(draft: CalendarDraft, settled: boolean): CalendarFault[] {
  const open = calendarOfDraft({ ...draft, closures: [] });
  const seen = new Set<PlainDate>();
  return draft.closures.flatMap(({ date, label }, index): CalendarFault[] => {
    const at = (part: string) => `closure-${index + 1}-${part}`;
    const faults: CalendarFault[] = [];
    if (date === null) faults.push({ field: at('date'), rule: 'closure-date-missing', date });
    else if (seen.has(date)) faults.push({ field: at('date'), rule: 'closure-twice', date });
    else if (settled && !hasSessions(open, date))
      faults.push({ field: at('date'), rule: 'closure-no-session', date });
    if (label.trim() === '') faults.push({ field: at('label'), rule: 'closure-label-missing', date });
    else if (label.length > LONGEST_LABEL)
      faults.push({ field: at('label'), rule: 'closure-label-long', date });
    if (date !== null) seen.add(date);
    return faults;
  });
}

function hasSessions({ weekdays, halfTerms }: Calendar, date: PlainDate): boolean {
  return (
    weekdays.includes(weekday(date)) &&
    halfTerms.some(({ startsOn, endsOn }) => startsOn <= date && date <= endsOn)
  );
}

function later(one: PlainDate | null, other: PlainDate | null): PlainDate | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
