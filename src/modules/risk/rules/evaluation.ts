/** Does a score work: how well it separates, and what it finds within a capacity. Scores higher = more concern. */

/** The 97.5th percentile of the normal distribution, for 95 % intervals. */
const Z = 1.959963984540054;

/** A proportion or area with its 95 % interval, each from 0 to 1. */
export type Estimate = { value: number; low: number; high: number };

/**
 * The Wilson score interval at 95 % for `k` of `n`. It stays within 0 and 1 and does not collapse at 0 of n.
 * `k` may be a fraction, as an expected count over ties is.
 *
 * Source: Wilson, Journal of the American Statistical Association 22 (1927); Newcombe, Statistics in Medicine 17
 * (1998), method 3.
 *
 * @throws RangeError unless 0 <= k <= n and n > 0
 * @example wilson(81, 263) // { value: 0.308, low: 0.255, high: 0.366 }
 */
export function wilson(k: number, n: number): Estimate {
  if (!(n > 0 && k >= 0 && k <= n)) throw new RangeError(`${k} of ${n} is not a proportion`);
  const value = k / n;
  const squared = Z * Z;
  const centre = (value + squared / (2 * n)) / (1 + squared / n);
  const half = (Z / (1 + squared / n)) * Math.sqrt((value * (1 - value)) / n + squared / (4 * n * n));
  return {
    value,
    low: k === 0 ? 0 : Math.max(0, centre - half),
    high: k === n ? 1 : Math.min(1, centre + half),
  };
}

/** How well scores separate those with the outcome from those without. */
export type Separation = Estimate & { standardError: number; with: number; without: number };

/**
 * The area under the ROC curve: the chance that somebody with the outcome scores above somebody without it, ties
 * counted as half. The interval is DeLong's, cut off at 0 and 1; two people on each side are the least that have one.
 *
 * Source: DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988), computed by mid-ranks as in Sun and Xu, IEEE
 * Signal Processing Letters 21 (2014). At an area of exactly 0 or 1 the interval has no width: read it as too
 * little data, not as certainty.
 *
 * @returns undefined when either side has fewer than two people: not enough data
 * @throws RangeError when the lists differ in length or a score is not a number
 * @example auc([3, 1, 2, 0], [true, true, false, false])?.value // 0.75
 */
export function auc(scores: readonly number[], outcomes: readonly boolean[]): Separation | undefined {
  requirePaired(scores, outcomes);
  const positives = scores.filter((_, index) => outcomes[index]);
  const negatives = scores.filter((_, index) => !outcomes[index]);
  const [m, n] = [positives.length, negatives.length];
  if (m < 2 || n < 2) return undefined;
  const ranks = midRanks([...positives, ...negatives]);
  const positiveRanks = midRanks(positives);
  const negativeRanks = midRanks(negatives);
  const above = positives.map((_, i) => (at(ranks, i) - at(positiveRanks, i)) / n);
  const below = negatives.map((_, j) => 1 - (at(ranks, m + j) - at(negativeRanks, j)) / m);
  const value = mean(above);
  const standardError = Math.sqrt(variance(above) / m + variance(below) / n);
  const [low, high] = [Math.max(0, value - Z * standardError), Math.min(1, value + Z * standardError)];
  return { value, low, high, standardError, with: m, without: n };
}

/** What a list holds when it is cut at the places there are. Counts over a tie at the cut are expected values. */
export type RankingAtCapacity = {
  places: number;
  /** The score at the cut, how many share it, and how many places are left for them. */
  cut: { score: number; tied: number; taken: number };
  found: number;
  precision: Estimate;
  /** Undefined when nobody has the outcome. */
  recall: Estimate | undefined;
  /** Precision divided by the rate in the whole list; 1 is no better than chance. Undefined when nobody has the outcome. */
  lift: number | undefined;
};

/**
 * Precision, recall and lift of the `places` highest scores, with Wilson intervals. Where the last place is tied,
 * the counts are the expected ones over every way of choosing among the tied: no order of the file can help or harm.
 *
 * @throws RangeError for no people, or places that are not a whole number from 1 to the number of people
 * @example precisionRecallAtPlaces([2, 1, 1, 0], [true, true, false, false], 2).found // 1.5
 */
export function precisionRecallAtPlaces(
  scores: readonly number[],
  outcomes: readonly boolean[],
  places: number,
): RankingAtCapacity {
  requirePaired(scores, outcomes);
  if (!Number.isInteger(places) || places < 1 || places > scores.length) {
    throw new RangeError(`${places} places do not fit ${scores.length} people`);
  }
  const score = at(
    scores.toSorted((one, other) => other - one),
    places - 1,
  );
  let [above, aboveFound, tied, tiedFound, all] = [0, 0, 0, 0, 0];
  for (const [index, each] of scores.entries()) {
    const found = outcomes[index] ? 1 : 0;
    all += found;
    if (each > score) [above, aboveFound] = [above + 1, aboveFound + found];
    else if (each === score) [tied, tiedFound] = [tied + 1, tiedFound + found];
  }
  const taken = places - above;
  const found = aboveFound + (taken * tiedFound) / tied;
  return {
    places,
    cut: { score, tied, taken },
    found,
    precision: wilson(found, places),
    recall: all === 0 ? undefined : wilson(Math.min(found, all), all),
    lift: all === 0 ? undefined : found / places / (all / scores.length),
  };
}

/**
 * The same at a share of the list: a tenth of 2,005 people is 200 places, rounded down, and never fewer than one.
 *
 * @throws RangeError unless 0 < share <= 1
 * @example precisionRecallAt(scores, outcomes, 0.1).precision // { value: 0.42, low: 0.31, high: 0.54 }
 */
export function precisionRecallAt(
  scores: readonly number[],
  outcomes: readonly boolean[],
  share: number,
): RankingAtCapacity {
  if (!(share > 0 && share <= 1)) throw new RangeError(`${share} is not a share of a list`);
  // A hair is added because 0.07 × 100 is 7.000000000000001 and 0.29 × 100 is 28.999999999999996.
  return precisionRecallAtPlaces(scores, outcomes, Math.max(1, Math.floor(share * scores.length + 1e-9)));
}

/** The rank of each value from 1, equal values sharing the middle of their ranks. */
function midRanks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((one, other) => at(values, one) - at(values, other));
  const ranks = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length; ) {
    const value = at(values, at(order, start));
    let end = start;
    while (end < order.length && at(values, at(order, end)) === value) end += 1;
    for (let place = start; place < end; place += 1) ranks[at(order, place)] = (start + end + 1) / 2;
    start = end;
  }
  return ranks;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}

function at(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`No value at ${index}`);
  return value;
}

function requirePaired(scores: readonly number[], outcomes: readonly boolean[]): void {
  if (scores.length !== outcomes.length) {
    throw new RangeError(`${scores.length} scores and ${outcomes.length} outcomes do not pair up`);
  }
  if (!scores.every(Number.isFinite)) throw new RangeError('Every score must be a number');
}
