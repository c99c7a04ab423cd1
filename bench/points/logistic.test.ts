import { describe, expect, it } from 'vitest';
import { fitLogistic, type HowToFit, logOdds } from './logistic.ts';

/** Flights before the loss of Challenger: temperature in Fahrenheit, and whether an O-ring was in distress. */
const TEMPERATURES = [
  53, 57, 58, 63, 66, 67, 67, 67, 68, 69, 70, 70, 70, 70, 72, 73, 75, 75, 76, 76, 78, 79, 81,
];
const DISTRESS = [1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0].map(Boolean);

const ROWS = [
  [0, 1, 2],
  [1, 0, 1],
  [1, 1, 0],
  [0, 0, 3],
  [1, 1, 1],
  [0, 1, 0],
  [1, 0, 2],
  [0, 0, 1],
  [1, 1, 3],
  [0, 1, 1],
];
const HAD = [0, 0, 1, 1, 1, 0, 1, 0, 1, 0].map(Boolean);

/** The second column turned round, so that its weight would be below zero. */
const TURNED = ROWS.map(([one = 0, two = 0, three = 0]) => [one, 1 - two, three]);

function expectFit(
  rows: readonly (readonly number[])[],
  had: readonly boolean[],
  how: HowToFit,
  values: number[],
) {
  const { intercept, weights } = fitLogistic(rows, had, how);
  for (const [at, value] of [intercept, ...weights].entries()) expect(value).toBeCloseTo(values[at] ?? 0, 5);
}

describe('logistic regression', () => {
  // Dalal, Fowlkes and Hoadley, Journal of the American Statistical Association 84 (1989), print 15.043 and -0.2322.
  it('finds what is published of the O-rings', () => {
    const rows = TEMPERATURES.map((each) => [each]);
    expectFit(rows, DISTRESS, { ridge: 0 }, [15.04290165, -0.23216274]);
  });

  it('finds what scikit-learn 1.9.1 finds with C = 1', () => {
    expectFit(ROWS, HAD, { ridge: 1 }, [-1.41634298, 0.96023997, 0.13832366, 0.61439682]);
  });

  it('keeps a weight at zero that would be below, and finds what SciPy finds under the same bound', () => {
    expectFit(TURNED, HAD, { ridge: 1 }, [-1.2780193, 0.96023996, -0.13832366, 0.61439681]);
    const bounded = { ridge: 1, nonNegative: true };
    expectFit(TURNED, HAD, bounded, [-1.31381293, 0.95864155, 0, 0.59908518]);
  });

  it('is finite where a column tells everything, thanks to the ridge', () => {
    const rows = [[0], [0], [1], [1]];
    const fitted = fitLogistic(rows, [false, false, true, true], { ridge: 1 });
    expect(logOdds(fitted, [1])).toBeGreaterThan(0);
    expect(Number.isFinite(logOdds(fitted, [1]))).toBe(true);
  });

  it('refuses where nobody has the outcome', () => {
    expect(() => fitLogistic([[1], [2]], [false, false], { ridge: 1 })).toThrow(RangeError);
  });
});
