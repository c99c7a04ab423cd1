import { describe, expect, it } from 'vitest';
import type { LookingOf } from '#modules/audit';
import { unusualIn } from './unusual.ts';

const one = (accountId: string, most: number, night = 0) =>
  ({ accountId, people: most, most, mostOn: '2026-11-20', night, lastAt: '' }) as unknown as LookingOf;
const reasons = (...looking: LookingOf[]) => Object.fromEntries(unusualIn(looking));

describe('looking that stands out', () => {
  it('is at thirty on one day and three times the usual, and not at one fewer', () => {
    expect(reasons(one('a', 30), one('b', 10), one('c', 10))).toEqual({ a: ['many'] });
    expect(reasons(one('a', 29), one('b', 9), one('c', 9))).toEqual({});
    expect(reasons(one('a', 30), one('b', 11), one('c', 11))).toEqual({});
  });

  it('is three looks at night, and not two', () => {
    expect(reasons(one('a', 5, 3), one('b', 5, 2))).toEqual({ a: ['night'] });
  });

  it('is nobody where nobody looked, and everybody who looks much where most do little', () => {
    expect(reasons()).toEqual({});
    expect(reasons(one('a', 90, 4), one('b', 40), one('c', 4), one('d', 3), one('e', 2))).toEqual({
      a: ['many', 'night'],
      b: ['many'],
    });
  });
});
