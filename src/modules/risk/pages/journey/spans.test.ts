import { describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { proposeCalendar } from '#modules/people';
import { spansOf, yearAsked } from './spans.ts';

const first = plainDate('2024-09-02');
const today = plainDate('2026-11-20');
const keys = (spans: readonly { key: string | undefined }[]) => spans.map(({ key }) => key);

describe('what one can look at of a way', () => {
  it('is the whole, and the years up to this one', () => {
    const { now, years, terms } = spansOf({ first, today, asked: undefined });
    expect(now).toEqual({ key: undefined, from: first, to: today });
    expect(keys(years)).toEqual(['2024', '2025', '2026']);
    expect(terms).toEqual([]);
  });

  it('is a year with its terms, none of them begun later than today', () => {
    const before = spansOf({ first, today, asked: '2025' });
    expect(before.now).toMatchObject({ from: '2025-09-01', to: '2026-08-31' });
    expect(keys(before.terms)).toEqual(['2025-autumn', '2025-spring', '2025-summer']);
    const present = spansOf({ first, today, asked: '2026' });
    expect(present.now.to).toBe(today);
    expect(keys(present.terms)).toEqual(['2026-autumn']);
  });

  it('is a term by the calendar where there is one, else by the months', () => {
    expect(spansOf({ first, today, asked: '2025-spring' }).now).toMatchObject({
      from: '2026-01-01',
      to: '2026-04-15',
    });
    const calendar = proposeCalendar(2025);
    const { now } = spansOf({ first, today, asked: '2025-spring', calendar });
    const halves = calendar.halfTerms.filter(({ term }) => term === 'spring');
    expect([now.from, now.to]).toEqual([halves[0]?.startsOn, halves.at(-1)?.endsOn]);
  });

  it.each(['2023', '2027', '2026-spring', '2026-winter', 'x', '2026-autumn-2', ''])(
    '%j, which is none of them, is the whole or its year',
    (asked) => {
      expect(spansOf({ first, today, asked }).now.from).toBe(first);
    },
  );

  it('asks for a calendar only of a year', () => {
    expect(['2026', '2026-summer', '1999', '2026-x', undefined].map(yearAsked)).toEqual([
      2026,
      2026,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
