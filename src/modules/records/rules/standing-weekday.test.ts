import { describe, expect, it } from 'vitest';
import { standingWeekday } from './standing-weekday.ts';

const possible = [40, 40, 40, 40, 40];
const days = (...missed: number[]) => standingWeekday({ missed: missed.map((each) => each * 2), possible });

describe('a weekday that stands out', () => {
  it('is one with all of four missed days, and none with all of three', () => {
    expect(days(4, 0, 0, 0, 0)).toBe('monday');
    expect(days(0, 0, 0, 0, 3)).toBe('none');
  });

  it('needs seven of ten missed days: six of ten come of chance too often', () => {
    expect(days(1, 1, 7, 1, 0)).toBe('wednesday');
    expect(days(1, 1, 6, 1, 1)).toBe('none');
  });

  it('is none when days are missed evenly, or not at all', () => {
    expect(days(12, 12, 12, 12, 12)).toBe('none');
    expect(days(0, 0, 0, 0, 0)).toBe('none');
  });

  it('takes two half days of one date for one day at most, never for less than they were', () => {
    expect(standingWeekday({ missed: [0, 0, 0, 0, 7], possible })).toBe('friday');
    expect(standingWeekday({ missed: [0, 0, 0, 0, 6], possible })).toBe('none');
  });

  it('does not count against somebody who has school on that weekday only', () => {
    expect(standingWeekday({ missed: [16, 0, 0, 0, 0], possible: [40, 0, 0, 0, 0] })).toBe('none');
  });

  it('is unknown where there was no school', () => {
    expect(standingWeekday({ missed: [0, 0, 0, 0, 0], possible: [0, 0, 0, 0, 0] })).toBeUndefined();
  });
});
