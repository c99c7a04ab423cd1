import { describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { windowDays, windowWords } from './window.ts';

const on = plainDate('2027-05-01');

describe('the days of a window', () => {
  it('are the review date alone when the window is current or not given', () => {
    expect(windowDays('current', on)).toEqual({ from: '2027-05-01', to: '2027-05-01' });
    expect(windowDays(undefined, on)).toEqual({ from: '2027-05-01', to: '2027-05-01' });
  });

  it('have no beginning when the window is ever', () => {
    expect(windowDays('ever', on)).toEqual({ to: '2027-05-01' });
  });

  it('are whole months that end on the review date', () => {
    expect(windowDays({ months: 6 }, on)).toEqual({ from: '2026-11-02', to: '2027-05-01' });
    expect(windowDays({ months: 12 }, on)).toEqual({ from: '2026-05-02', to: '2027-05-01' });
    expect(windowDays({ months: 6 }, plainDate('2027-08-31'))).toEqual({
      from: '2027-03-01',
      to: '2027-08-31',
    });
  });

  it('begin on 1 September for this academic year, on its first day and its last', () => {
    expect(windowDays('this_academic_year', on).from).toBe('2026-09-01');
    expect(windowDays('this_academic_year', plainDate('2026-09-01'))).toEqual({
      from: '2026-09-01',
      to: '2026-09-01',
    });
    expect(windowDays('this_academic_year', plainDate('2027-08-31')).from).toBe('2026-09-01');
  });

  it('hold this academic year so far and each whole year before it that is asked for', () => {
    expect(windowDays({ academic_years: 1 }, on)).toEqual({ from: '2025-09-01', to: '2027-05-01' });
    expect(windowDays({ academic_years: 2 }, plainDate('2026-09-01')).from).toBe('2024-09-01');
  });
});

describe('the length of a window in words', () => {
  it('is written as people say it', () => {
    expect(windowWords({ months: 1 })).toBe('month');
    expect(windowWords({ months: 6 })).toBe('six months');
    expect(windowWords({ months: 24 })).toBe('24 months');
    expect(windowWords('this_academic_year')).toBe('academic year');
    expect(windowWords({ academic_years: 1 })).toBe('academic year and the year before it');
    expect(windowWords({ academic_years: 2 })).toBe('academic year and the two years before it');
  });
});
