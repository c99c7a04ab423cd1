import { describe, expect, it } from 'vitest';
import { alternate, growth, quantile, spread } from './pairs.ts';

describe('pairs', () => {
  it('takes the sides in turns and throws the warm-up away', async () => {
    const order: string[] = [];
    const side = (name: string, ms: number[]) => async () => {
      order.push(name);
      return ms.shift() ?? Number.NaN;
    };
    const found = await alternate(2, 1, {
      what: 'x',
      ours: 'a',
      bare: 'b',
      runOurs: side('A', [900, 10, 30]),
      runBare: side('B', [1, 20, 20]),
    });
    expect(order.join('')).toBe('ABABAB');
    expect(found.pairs).toEqual([
      { ours: 10, bare: 20 },
      { ours: 30, bare: 20 },
    ]);
    expect(found.ratio).toEqual({ median: 1, least: 0.5, most: 1.5 });
  });

  it('divides pair by pair, not median by median', async () => {
    const ours = [10, 40];
    const bare = [10, 10];
    const sides = { what: '', ours: '', bare: '', runOurs: async () => ours.shift() ?? 0 };
    const found = await alternate(2, 0, { ...sides, runBare: async () => bare.shift() ?? 0 });
    expect(found.ratio).toEqual({ median: 2.5, least: 1, most: 4 });
  });

  it('interpolates quantiles and refuses an empty list', () => {
    expect(quantile([1, 2, 3, 4], 0.95)).toBeCloseTo(3.85);
    expect(quantile([7], 0.95)).toBe(7);
    expect(() => quantile([], 0.5)).toThrow(RangeError);
    expect(spread([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3 });
  });

  it('finds the exponent of growth', () => {
    expect(growth({ size: 10, ms: 1 }, { size: 100, ms: 10 })).toBe(1);
    expect(growth({ size: 10, ms: 1 }, { size: 100, ms: 100 })).toBe(2);
  });
});
