import { academicYear, addDays, type PlainDate, plainDate } from '#dates';
import { type Calendar, termDates } from '#modules/people';

const TERMS = ['autumn', 'spring', 'summer'] as const;
type TermName = (typeof TERMS)[number];

/** A stretch of the way to look at: all of it, an academic year, or a term of one. Both days are in it. */
export type Span = {
  /** As in the address: `2026` or `2026-spring`; the whole way has none. */
  key: string | undefined;
  year?: number;
  term?: TermName;
  from: PlainDate;
  to: PlainDate;
};

/**
 * What one can look at of a way that began on a day: the whole, each academic year up to today's, and the terms of the
 * year that is looked at, each up to today. An address that means none of them shows the whole.
 *
 * @example spansOf({ first, today, asked: '2026-autumn' }).now.from // '2026-09-01'
 */
export function spansOf({
  first,
  today,
  asked,
  calendar,
}: {
  first: PlainDate;
  today: PlainDate;
  asked: string | undefined;
  /** Of the year that is asked for, where there is one; without it terms go by the months. */
  calendar?: Calendar | undefined;
}): { now: Span; years: readonly Span[]; terms: readonly Span[] } {
  const whole: Span = { key: undefined, from: first, to: today };
  const years: Span[] = [];
  for (let year = academicYear(first); year <= academicYear(today); year += 1)
    years.push(yearSpan(year, today));
  const ofYear = years.find(({ key }) => key === asked?.slice(0, 4));
  const terms = ofYear?.year === undefined ? [] : termsOf(ofYear.year, today, calendar);
  const now = terms.find(({ key }) => key === asked) ?? years.find(({ key }) => key === asked) ?? whole;
  return { now, years, terms: now.year === undefined ? [] : terms };
}

/** The academic year that an address asks for, if it is one. @example yearAsked('2026-spring') // 2026 */
export function yearAsked(asked: string | undefined): number | undefined {
  const [, year] = /^(20\d\d)(?:-(?:autumn|spring|summer))?$/.exec(asked ?? '') ?? [];
  return year === undefined ? undefined : Number(year);
}

function yearSpan(year: number, today: PlainDate): Span {
  const end = addDays(plainDate(`${year + 1}-09-01`), -1);
  return { key: String(year), year, from: plainDate(`${year}-09-01`), to: today < end ? today : end };
}

function termsOf(year: number, today: PlainDate, calendar: Calendar | undefined): Span[] {
  const byMonths: Record<TermName, [PlainDate, PlainDate]> = {
    autumn: [plainDate(`${year}-09-01`), plainDate(`${year}-12-31`)],
    spring: [plainDate(`${year + 1}-01-01`), plainDate(`${year + 1}-04-15`)],
    summer: [plainDate(`${year + 1}-04-16`), plainDate(`${year + 1}-08-31`)],
  };
  return TERMS.flatMap((term) => {
    const known = calendar && termDates(calendar, term);
    const [from, end] = known ? [known.startsOn, known.endsOn] : byMonths[term];
    return from > today ? [] : [{ key: `${year}-${term}`, year, term, from, to: today < end ? today : end }];
  });
}
