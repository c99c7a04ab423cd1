/**
 * Logistic regression with a ridge, and where wanted no weight below zero. Our own because points need the bound at
 * zero: the regressions on npm take steps of a fixed length towards an answer that has none.
 */

export type Logistic = { intercept: number; weights: number[] };

export type HowToFit = {
  /** Half the ridge times the sum of squared weights is added to the loss; the intercept goes free. 1 is scikit-learn's C = 1. */
  ridge: number;
  /** Weights at zero or above only. */
  nonNegative?: boolean;
};

const ROUNDS = 100;
const SWEEPS = 10_000;
const CLOSE_ENOUGH = 1e-10;

/** People who are alike in every column, and how many of them had the outcome. */
export type Alike = { values: readonly number[]; people: number; having: number };

/**
 * A logistic regression of one outcome on columns of numbers: see `fitAlike`.
 *
 * @param rows one array of numbers a person, all of one length
 * @example fitLogistic([[53], [70], [81]], [true, true, false], { ridge: 1 }).weights // one weight, below zero
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  outcomes: readonly boolean[],
  how: HowToFit,
): Logistic {
  return fitAlike(
    rows.map((values, person) => ({ values, people: 1, having: outcomes[person] ? 1 : 0 })),
    how,
  );
}

/**
 * The weights of most likelihood, by iterated weighted least squares whose inner problem is solved one weight at a time,
 * which keeps a bound exactly. Without chance: the same people give the same weights.
 *
 * Source: Friedman, Hastie and Tibshirani, Journal of Statistical Software 33 (2010), sections 2 and 3.
 *
 * @throws RangeError when nobody or everybody has the outcome: the intercept would have no end
 */
export function fitAlike(groups: readonly Alike[], { ridge, nonNegative = false }: HowToFit): Logistic {
  const people = sum(groups, (group) => group.people);
  const having = sum(groups, (group) => group.having);
  if (having === 0 || having === people) throw new RangeError('Both outcomes are needed to fit anything');
  const width = groups[0]?.values.length ?? 0;
  const centre = Array.from(
    { length: width },
    (_, at) => sum(groups, (group) => group.people * (group.values[at] ?? 0)) / people,
  );
  // Columns stand about their means, or intercept and weights would pull at each other and crawl.
  const centred = groups.map((group) => ({
    ...group,
    values: group.values.map((value, at) => value - (centre[at] ?? 0)),
  }));
  const start = { intercept: Math.log(having / (people - having)), weights: centre.map(() => 0) };
  const fitted = descend(start, centred, ridge, nonNegative);
  const shift = fitted.weights.reduce((total, weight, at) => total + weight * (centre[at] ?? 0), 0);
  return { intercept: fitted.intercept - shift, weights: fitted.weights };
}

/** What the outcomes cost under a fit: minus the log of their likelihood, without the ridge. */
export function costOf(fitted: Logistic, groups: readonly Alike[]): number {
  return sum(groups, ({ values, people, having }) => {
    const odds = logOdds(fitted, values);
    return having * softplus(-odds) + (people - having) * softplus(odds);
  });
}

/** The log of the odds that a fit gives a row: more is more likely. */
export function logOdds({ intercept, weights }: Logistic, row: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * (row[at] ?? 0), intercept);
}

/** Goes where the squares say, or half as far when that would be worse, until nothing is gained any more. */
function descend(start: Logistic, groups: readonly Alike[], ridge: number, nonNegative: boolean): Logistic {
  const lossOf = (each: Logistic) =>
    costOf(each, groups) + (ridge / 2) * sum(each.weights, (weight) => weight * weight);
  let fitted = start;
  let loss = lossOf(fitted);
  for (let round = 0; round < ROUNDS; round += 1) {
    const aim = leastSquares(fitted, groups, ridge, nonNegative);
    let next = aim;
    for (let share = 0.5; lossOf(next) > loss && share > 1e-6; share /= 2) next = between(fitted, aim, share);
    const gained = loss - lossOf(next);
    if (gained > 0) [fitted, loss] = [next, loss - gained];
    if (gained <= CLOSE_ENOUGH) break;
  }
  return fitted;
}

/** The least of the squares that stand in for the loss at this point. */
function leastSquares(
  fitted: Logistic,
  groups: readonly Alike[],
  ridge: number,
  nonNegative: boolean,
): Logistic {
  const size = fitted.weights.length + 1;
  const square = Array.from({ length: size }, (_, at) => {
    const line = new Float64Array(size);
    if (at > 0) line[at] = ridge;
    return line;
  });
  const pull = new Float64Array(size);
  for (const { values, people, having } of groups) {
    const odds = logOdds(fitted, values);
    const chance = 1 / (1 + Math.exp(-odds));
    const weight = people * Math.max(chance * (1 - chance), 1e-12);
    const working = weight * odds + having - people * chance;
    const row = [1, ...values];
    for (const [one, value] of row.entries()) {
      if (value === 0) continue;
      pull[one] = (pull[one] ?? 0) + value * working;
      square[one]?.forEach((before, other, line) => {
        line[other] = before + weight * value * (row[other] ?? 0);
      });
    }
  }
  return solve(square, pull, [fitted.intercept, ...fitted.weights], nonNegative);
}

/** Least squares one weight at a time, from where they stand, until none moves any more. */
function solve(
  square: readonly Float64Array[],
  pull: Float64Array,
  start: number[],
  nonNegative: boolean,
): Logistic {
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    let moved = 0;
    for (const [at, line] of square.entries()) {
      const own = line[at] ?? 0;
      if (own <= 0) continue;
      const before = start[at] ?? 0;
      let rest = -own * before;
      for (const [other, value] of line.entries()) rest += value * (start[other] ?? 0);
      const free = ((pull[at] ?? 0) - rest) / own;
      const after = nonNegative && at > 0 ? Math.max(0, free) : free;
      start[at] = after;
      moved = Math.max(moved, Math.abs(after - before));
    }
    if (moved < 1e-12) break;
  }
  const [intercept = 0, ...weights] = start;
  return { intercept, weights };
}

function between(one: Logistic, other: Logistic, share: number): Logistic {
  const mix = (from: number, to: number) => from + share * (to - from);
  return {
    intercept: mix(one.intercept, other.intercept),
    weights: one.weights.map((weight, at) => mix(weight, other.weights[at] ?? 0)),
  };
}

/** The log of one plus e to this power, without overflowing. */
function softplus(power: number): number {
  return Math.max(power, 0) + Math.log1p(Math.exp(-Math.abs(power)));
}

function sum<Each>(list: readonly Each[], of: (each: Each) => number): number {
  return list.reduce((total, each) => total + of(each), 0);
}
