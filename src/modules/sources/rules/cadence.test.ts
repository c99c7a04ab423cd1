import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate } from '#dates';
import { isOverdue } from './cadence.ts';

const friday = plainDate('2026-11-20');

describe('a file that is expected', () => {
  it('every week is late on the eighth day', () => {
    expect([7, 8].map((days) => isOverdue(friday, 7, addDays(friday, days)))).toEqual([false, true]);
  });

  it('every day is not late over a weekend, and is on the Tuesday after', () => {
    const days = [0, 1, 2, 3, 4].map((day) => isOverdue(friday, 1, addDays(friday, day)));
    expect(days).toEqual([false, false, false, false, true]);
  });

  it('every five days is late when a sixth working day has come', () => {
    expect([7, 10, 11].map((days) => isOverdue(friday, 5, addDays(friday, days)))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('and has never come is not late, nor is one of which nobody said how often', () => {
    expect(isOverdue(null, 1, friday)).toBe(false);
    expect(isOverdue(plainDate('2020-01-01'), null, friday)).toBe(false);
  });

  it('stays late until it comes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 900 }), (cadence, days) => {
        const later = isOverdue(friday, cadence, addDays(friday, days + 1));
        expect(isOverdue(friday, cadence, addDays(friday, days)) && !later).toBe(false);
      }),
    );
  });
});
