import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type PlainDate, plainDate, weekday } from '#dates';
import {
  bankHolidays,
  type Calendar,
  type CalendarDraft,
  calendarBounds,
  calendarChanges,
  calendarFaults,
  calendarNotices,
  calendarOfDraft,
  daysOf,
  draftOf,
  isSchoolDay,
  nextYear,
  openBankHolidays,
  proposeCalendar,
  schoolDays,
  sumCalendar,
} from './index.ts';

const day = plainDate;
const calendar = proposeCalendar(2026);
const draft = draftOf(calendar);

/** A draft with one end of one half term moved. */
function withHalf(
  which: number,
  moved: Partial<CalendarDraft['halfTerms'][number]>,
  of: CalendarDraft = draft,
): CalendarDraft {
  return {
    ...of,
    halfTerms: of.halfTerms.map((half, index) => (index === which ? { ...half, ...moved } : half)),
  };
}
function withClosures(...closures: CalendarDraft['closures']): CalendarDraft {
  return { ...draft, closures };
}
const found = (of: CalendarDraft) => calendarFaults(of).map(({ field, rule }) => `${field} ${rule}`);
const inset = (date: string | null, label = 'INSET day') => ({
  date: date === null ? null : day(date),
  kind: 'inset' as const,
  label,
});

/** Any calendar that stands: a proposal with its weekdays, ends and closures moved about. */
const anyCalendar = fc
  .record({
    year: fc.integer({ min: 2015, max: 2060 }),
    saturdays: fc.boolean(),
    shift: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 12, maxLength: 12 }),
    closed: fc.array(fc.nat({ max: 364 }), { maxLength: 12 }),
  })
  .map(({ year, saturdays, shift, closed }): Calendar => {
    const proposed = proposeCalendar(year);
    const weekdays = saturdays ? [1, 2, 3, 4, 5, 6] : proposed.weekdays;
    const halfTerms = proposed.halfTerms.map((half, index) => ({
      ...half,
      startsOn: addDays(half.startsOn, shift[2 * index] ?? 0),
      endsOn: addDays(half.endsOn, shift[2 * index + 1] ?? 0),
    }));
    const open: Calendar = { academicYear: year, weekdays, halfTerms, closures: [] };
    const dates = new Set(closed.map((days) => addDays(day(`${year}-09-01`), days)));
    const closures = [...dates]
      .filter((date) => isSchoolDay(open, date))
      .sort()
      .map((date) => ({ date, kind: 'closure' as const, label: 'Closed' }));
    return { ...open, closures };
  });

describe('a draft of a calendar', () => {
  it('stands as it was proposed, in every year', () => {
    for (let year = 2015; year < 2060; year += 1)
      expect(calendarFaults(draftOf(proposeCalendar(year))), String(year)).toEqual([]);
  });

  it('needs both ends of all six half terms', () => {
    expect(found(withHalf(0, { startsOn: null }))).toEqual(['autumn-1-from half-term-missing']);
    expect(found(withHalf(5, { endsOn: null }))).toEqual(['summer-2-to half-term-missing']);
    expect(found(draftOf({ ...calendar, halfTerms: calendar.halfTerms.slice(1) }))).toEqual([
      'autumn-1-from half-term-missing',
      'autumn-1-to half-term-missing',
    ]);
  });

  it('lies between 1 August and 31 August of the year after', () => {
    expect(calendarBounds(2026)).toEqual({ from: '2026-08-01', to: '2027-08-31' });
    expect(found(withHalf(0, { startsOn: day('2026-08-01') }))).toEqual([]);
    expect(found(withHalf(0, { startsOn: day('2026-07-31') }))).toEqual(['autumn-1-from half-term-outside']);
    expect(found(withHalf(5, { endsOn: day('2027-08-31') }))).toEqual([]);
    expect(found(withHalf(5, { endsOn: day('2027-09-01') }))).toEqual(['summer-2-to half-term-outside']);
  });

  it('may have a half term of one day, and none that ends before it begins', () => {
    const startsOn = day('2026-11-02');
    expect(found(withHalf(1, { startsOn, endsOn: startsOn }))).not.toContain(
      'autumn-2-to half-term-backwards',
    );
    expect(found({ ...withHalf(1, { startsOn, endsOn: day('2026-11-01') }), closures: [] })).toEqual([
      'autumn-2-to half-term-backwards',
    ]);
  });

  it('has its half terms in order, a day apart at least', () => {
    const [first] = calendar.halfTerms;
    if (!first) throw new Error('there are six');
    expect(found(withHalf(1, { startsOn: addDays(first.endsOn, 1) }))).toEqual([]);
    expect(found(withHalf(1, { startsOn: first.endsOn }))).toEqual(['autumn-2-from half-term-overlaps']);
    const swapped = withHalf(0, draft.halfTerms[1] ?? {}, withHalf(1, draft.halfTerms[0] ?? {}));
    const [autumn1, autumn2] = draft.halfTerms;
    if (!autumn1 || !autumn2) throw new Error('there are six');
    const halfTerms = [
      { ...autumn1, startsOn: autumn2.startsOn, endsOn: autumn2.endsOn },
      { ...autumn2, startsOn: autumn1.startsOn, endsOn: autumn1.endsOn },
      ...swapped.halfTerms.slice(2),
    ];
    expect(found({ ...draft, halfTerms, closures: [] })).toEqual(['autumn-2-from half-term-overlaps']);
  });

  it('has sessions on some day of the week', () => {
    expect(found({ ...draft, weekdays: [] })).toEqual(['weekdays weekdays-missing']);
    expect(found({ ...draft, weekdays: [6], closures: [] })).toEqual([]);
  });

  it('closes only days that would have sessions', () => {
    expect(found(withClosures(inset('2026-10-23')))).toEqual([]);
    expect(found(withClosures(inset('2026-10-24')))).toEqual(['closure-1-date closure-no-session']);
    expect(found(withClosures(inset('2026-10-26')))).toEqual(['closure-1-date closure-no-session']);
    const saturdays = { ...withClosures(inset('2026-09-05')), weekdays: [1, 2, 3, 4, 5, 6] };
    expect(found(saturdays)).toEqual([]);
    expect(found({ ...saturdays, weekdays: [1, 2, 3, 4, 5] })).toEqual(['closure-1-date closure-no-session']);
  });

  it('does not ask that while the half terms are not settled', () => {
    expect(found({ ...withHalf(0, { endsOn: null }), closures: [inset('2026-10-26')] })).toEqual([
      'autumn-1-to half-term-missing',
    ]);
  });

  it('closes a day once, and says what for', () => {
    expect(found(withClosures(inset('2026-10-23'), inset('2026-10-22'), inset('2026-10-23')))).toEqual([
      'closure-3-date closure-twice',
    ]);
    expect(found(withClosures(inset(null, '')))).toEqual([
      'closure-1-date closure-date-missing',
      'closure-1-label closure-label-missing',
    ]);
    expect(found(withClosures(inset('2026-10-23', 'x'.repeat(60))))).toEqual([]);
    expect(found(withClosures(inset('2026-10-23', 'x'.repeat(61))))).toEqual([
      'closure-1-label closure-label-long',
    ]);
  });

  it('comes back as it was from a calendar that stands', () => {
    fc.assert(
      fc.property(anyCalendar, (any) => {
        expect(calendarFaults(draftOf(any))).toEqual([]);
        expect(calendarOfDraft(draftOf(any))).toEqual(any);
      }),
    );
  });
});

describe('notices', () => {
  const about = (of: Calendar) => calendarNotices(of).map((notice) => notice.about);
  const without = (date: string): Calendar => ({
    ...calendar,
    closures: calendar.closures.filter((closure) => closure.date !== date),
  });
  const closedOn = (date: string): Calendar => ({
    ...calendar,
    closures: [...calendar.closures, { date: day(date), kind: 'closure', label: 'Snow' }],
  });

  it('are none at 380 sessions, which is 190 days', () => {
    expect(sumCalendar(calendar)).toMatchObject({ days: 190, sessions: 380 });
    expect(about(calendar)).toEqual([]);
  });

  it('say when there are more or fewer, and that a closure may count as held', () => {
    const [first] = calendar.closures.filter(({ kind }) => kind === 'inset');
    expect(calendarNotices(without(first?.date ?? ''))).toEqual([
      { about: 'sessions', sessions: 382, days: 191 },
    ]);
    expect(calendarNotices(closedOn('2027-01-20'))).toEqual([
      { about: 'sessions', sessions: 378, days: 189 },
      { about: 'closures', days: 1 },
    ]);
  });

  it('name a bank holiday in term that is left open', () => {
    expect(openBankHolidays(calendar)).toEqual([]);
    expect(openBankHolidays(without('2027-05-03'))).toEqual([
      { date: '2027-05-03', label: 'Early May bank holiday' },
    ]);
    expect(about(without('2027-05-03'))).toEqual(['sessions', 'bank_holidays']);
    expect(openBankHolidays({ ...without('2027-05-03'), weekdays: [2, 3, 4, 5] })).toEqual([]);
  });
});

describe('the sum of a calendar', () => {
  it('is that of its half terms, and of its school days', () => {
    fc.assert(
      fc.property(anyCalendar, (any) => {
        const sum = sumCalendar(any);
        const { from, to } = calendarBounds(any.academicYear);
        expect(sum.days).toBe(schoolDays(any, from, to).length);
        expect(sum.sessions).toBe(2 * sum.days);
        expect(sum.halfTerms.reduce((all, half) => all + half.weeks, 0)).toBe(sum.weeks);
      }),
    );
  });
});

describe('what differs between two calendars', () => {
  it('is nothing for the same one, and something for any other', () => {
    fc.assert(
      fc.property(anyCalendar, (any) => {
        expect(calendarChanges(any, structuredClone(any))).toEqual([]);
      }),
    );
    fc.assert(
      fc.property(anyCalendar, anyCalendar, (one, other) => {
        const same =
          JSON.stringify({ ...one, academicYear: 0 }) === JSON.stringify({ ...other, academicYear: 0 });
        expect(calendarChanges(one, other).length === 0).toBe(same);
      }),
    );
  });

  it('is the same from both sides', () => {
    fc.assert(
      fc.property(anyCalendar, anyCalendar, (one, other) => {
        expect(calendarChanges(one, other)).toHaveLength(calendarChanges(other, one).length);
      }),
    );
  });

  it('names each thing: a weekday, an end of a half term, a day closed, opened or called something else', () => {
    const [closure, ...others] = calendar.closures;
    if (!closure) throw new Error('there are some');
    const after: Calendar = {
      ...calendar,
      weekdays: [2, 3, 4, 5, 6],
      halfTerms: calendar.halfTerms.map((half, index) =>
        index === 0 ? { ...half, endsOn: day('2026-10-16') } : half,
      ),
      closures: [{ ...closure, label: 'Training' }, ...others.slice(1)],
    };
    expect(calendarChanges(calendar, after)).toEqual([
      { what: 'weekday', day: 1, now: false },
      { what: 'weekday', day: 6, now: true },
      {
        what: 'half_term',
        term: 'autumn',
        half: 1,
        end: 'endsOn',
        before: '2026-10-23',
        after: '2026-10-16',
      },
      { what: 'closure', date: closure.date, before: closure, after: { ...closure, label: 'Training' } },
      { what: 'closure', date: others[0]?.date, before: others[0], after: null },
    ]);
  });

  it('is everything where there was no calendar, or is none any more', () => {
    const all = 5 + 12 + calendar.closures.length;
    expect(calendarChanges(undefined, calendar)).toHaveLength(all);
    expect(calendarChanges(calendar, undefined)).toHaveLength(all);
  });
});

describe('the days of a year', () => {
  const kind = (date: string, of = calendar) => daysOf(of, day(date), day(date))[0]?.kind;

  it('are what the calendar says of each', () => {
    expect(kind('2026-09-01')).toBe('inset');
    expect(kind('2026-09-03')).toBe('school');
    expect(kind('2026-09-05')).toBe('weekend');
    expect(kind('2026-10-26')).toBe('holiday');
    expect(kind('2026-12-25')).toBe('bank_holiday');
    expect(kind('2027-05-03')).toBe('bank_holiday');
    expect(kind('2026-09-05', { ...calendar, weekdays: [6] })).toBe('school');
  });

  it('are each there once, and those with sessions are the school days', () => {
    fc.assert(
      fc.property(anyCalendar, (any) => {
        const { from, to } = calendarBounds(any.academicYear);
        const days = daysOf(any, from, to);
        expect(new Set(days.map(({ date }) => date)).size).toBe(days.length);
        expect(days.filter((each) => each.kind === 'school').map(({ date }) => date)).toEqual(
          schoolDays(any, from, to),
        );
      }),
    );
  });
});

describe('a calendar carried over to the next year', () => {
  it('keeps its weekdays 52 weeks on, and takes the bank holidays of the new year', () => {
    const after = nextYear(calendar);
    expect(after.academicYear).toBe(2027);
    expect(after.halfTerms.map(({ startsOn, endsOn }) => `${startsOn} ${endsOn}`)).toEqual([
      '2027-09-01 2027-10-22',
      '2027-11-01 2027-12-17',
      '2028-01-03 2028-02-11',
      '2028-02-21 2028-03-23',
      '2028-04-10 2028-05-26',
      '2028-06-05 2028-07-19',
    ]);
    const holidays = after.closures.filter((closure) => closure.kind === 'bank_holiday');
    // 2028 has its Easter on 16 April, and New Year's Day on a Saturday: somebody has to look.
    expect(holidays.map(({ date }) => date)).toEqual([
      '2028-01-03',
      '2028-04-14',
      '2028-04-17',
      '2028-05-01',
    ]);
  });

  it('takes INSET days along to free days and leaves closures behind', () => {
    const snow = { date: day('2027-01-20'), kind: 'closure' as const, label: 'Snow' };
    const after = nextYear({ ...calendar, closures: [...calendar.closures, snow] });
    expect(after.closures.filter(({ kind }) => kind === 'inset')).toHaveLength(5);
    expect(after.closures.filter(({ kind }) => kind === 'closure')).toEqual([]);
  });

  it('begins in August where it did, and never earlier than it may', () => {
    const from = (startsOn: string): PlainDate | undefined => {
      const halfTerms = calendar.halfTerms.map((half, index) =>
        index === 0 ? { ...half, startsOn: day(startsOn) } : half,
      );
      return nextYear({ ...calendar, halfTerms }).halfTerms[0]?.startsOn;
    };
    expect(from('2026-08-26')).toBe('2027-08-25');
    expect(from('2026-08-01')).toBe('2027-08-02');
    expect(from('2026-09-01')).toBe('2027-09-01');
    expect(from('2026-09-03')).toBe('2027-09-02');
  });

  it('stands, whatever it came from', () => {
    fc.assert(
      fc.property(anyCalendar, (any) => {
        const after = nextYear(any);
        expect(calendarFaults(draftOf(after))).toEqual([]);
        for (const half of after.halfTerms.slice(1)) {
          const before = any.halfTerms.find((each) => each.term === half.term && each.half === half.half);
          expect(before && weekday(before.startsOn)).toBe(weekday(half.startsOn));
        }
        for (const { date } of bankHolidays(after.academicYear + 1))
          expect(isSchoolDay(after, date)).toBe(false);
      }),
    );
  });
});
