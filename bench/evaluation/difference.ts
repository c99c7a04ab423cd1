/** Whether one score separates the same people better than another. */
import type { Estimate } from '#modules/risk';

const Z = 1.959963984540054;

/**
 * The difference between two areas under the ROC curve over the same people, with its 95 % interval: one minus other.
 * Undefined when either side has fewer than two people.
 *
 * Source: DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988): the variance of the paired placements.
 *
 * @example differenceInAuc([3, 2, 1, 0], [1, 1, 1, 1], [true, true, false, false])?.value // 0.5
 */
export function differenceInAuc(
  one: readonly number[],
  other: readonly number[],
  outcomes: readonly boolean[],
): Estimate | undefined {
  const [first, second] = [placements(one, outcomes), placements(other, outcomes)];
  const above = first.above.map((value, index) => value - (second.above[index] ?? Number.NaN));
  const below = first.below.map((value, index) => value - (second.below[index] ?? Number.NaN));
  if (above.length < 2 || below.length < 2) return undefined;
  const value = mean(above);
  const error = Math.sqrt(variance(above) / above.length + variance(below) / below.length);
  return { value, low: value - Z * error, high: value + Z * error };
}

/** For each person with the outcome the share of those without it whom they score above, and the other way round. */
function placements(scores: readonly number[], outcomes: readonly boolean[]) {
  const [having, lacking] = [true, false].map((had) =>
    Float64Array.from(scores.filter((_, index) => outcomes[index] === had)).sort(),
  ) as [Float64Array, Float64Array];
  const above: number[] = [];
  const below: number[] = [];
  for (const [index, score] of scores.entries()) {
    if (outcomes[index]) above.push(shareBelow(lacking, score));
    else below.push(1 - shareBelow(having, score));
  }
  return { above, below };
}

/** The share of sorted values below a score, those equal to it counted as half. */
function shareBelow(sorted: Float64Array, score: number): number {
  return (
    (firstAt(sorted, (value) => value >= score) + firstAt(sorted, (value) => value > score)) /
    2 /
    sorted.length
  );
}

function firstAt(sorted: Float64Array, is: (value: number) => boolean): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (is(sorted[middle] ?? Number.NaN)) to = middle;
    else from = middle + 1;
  }
  return from;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}
