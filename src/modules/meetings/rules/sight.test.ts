import { describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { isReadOn, readUntil } from './sight.ts';

const closed = { closedOn: plainDate('2026-11-02'), isTakenBack: false };
const open = { closedOn: null, isTakenBack: false };
const takenBack = { closedOn: plainDate('2026-11-02'), isTakenBack: true };

describe('what was put before a panel', () => {
  it.each([
    ['while it is open', open, '2030-01-01', true],
    ['on the day on which it is closed', closed, '2026-11-02', true],
    ['on the 28th day after', closed, '2026-11-30', true],
    ['on the 29th', closed, '2026-12-01', false],
    ['on the day on which it is taken back', takenBack, '2026-11-02', false],
  ])('is read or not %s', (_, standing, today, is) => {
    expect(isReadOn(plainDate(today), standing)).toBe(is);
  });

  it('says until when', () => {
    expect(readUntil(closed)).toBe('2026-11-30');
    expect(readUntil(open)).toBeNull();
    expect(readUntil(takenBack)).toBe('not');
  });
});
