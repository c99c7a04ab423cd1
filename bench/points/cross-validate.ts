/** How well ways of scoring do on people they were not fitted to, all on the same folds. */
import { auc, type Estimate, precisionRecallAt, type Separation, wilson } from '#modules/risk';
import { differenceInAuc } from '../evaluation/difference.ts';
import { SHARES } from '../evaluation/evaluate.ts';
import { dealFolds } from './folds.ts';

const Z = 1.959963984540054;

/** Learnt from some people, it scores any person: higher for more concern. Both are places of people in the list. */
export type WayToScore = {
  name: string;
  learn: (people: readonly number[]) => (person: number) => number;
};

export type Held = {
  score: string;
  auc: Estimate;
  /** The AUC of the yardstick minus this one's, on the same people, with its interval and how far seeds spread it. */
  behind: (Estimate & { least: number; most: number }) | undefined;
  /** Lists of a share of each fold, put together: how many places, how many of them found somebody, on average. */
  lists: { share: number; places: number; found: number; precision: Estimate }[];
};

/**
 * Repeated cross-validation, by seed: each fold is scored by what was fitted to the others. The AUC is taken within each
 * fold, where all scores come from one fit, and averaged over folds and seeds. Its variance is the mean of the folds'
 * own (DeLong's) over their number, averaged over seeds: repeating with other seeds makes the figure steadier, not the
 * people more, so the interval does not narrow with them.
 *
 * Source of the interval: LeDell, Petersen and van der Laan, Electronic Journal of Statistics 9 (2015).
 *
 * @param yardstick the way that the others are held against
 * @throws RangeError when a fold would have fewer than two people with the outcome, or without it
 */
export function crossValidate(
  ways: readonly WayToScore[],
  yardstick: WayToScore,
  outcomes: readonly boolean[],
  { folds, seeds }: { folds: number; seeds: readonly number[] },
): Held[] {
  const rounds = seeds.map((seed) => foldsScored([...ways, yardstick], outcomes, folds, seed));
  return [...ways, yardstick].map((way, at) => {
    const bySeed = rounds.map((round) => ofFolds(round, (fold) => areaOf(fold, at)));
    const gaps = rounds.map((round) => ofFolds(round, (fold) => gapOf(fold, ways.length, at)));
    const values = gaps.map(({ value }) => value);
    return {
      score: way.name,
      auc: withInterval(bySeed),
      behind:
        way === yardstick
          ? undefined
          : { ...withInterval(gaps), least: Math.min(...values), most: Math.max(...values) },
      lists: SHARES.map((share) => ({ share, ...listOf(rounds, at, share) })),
    };
  });
}

/** One fold: the outcomes of those held back, and their score by each way. */
type Fold = { outcomes: boolean[]; scores: number[][] };
type WithError = { value: number; variance: number };

function foldsScored(
  ways: readonly WayToScore[],
  outcomes: readonly boolean[],
  folds: number,
  seed: number,
): Fold[] {
  const dealt = dealFolds(outcomes, folds, seed);
  return Array.from({ length: folds }, (_, fold) => {
    const [held, others] = [true, false].map((isHeld) =>
      [...dealt.keys()].filter((person) => (dealt[person] === fold) === isHeld),
    ) as [number[], number[]];
    return {
      outcomes: held.map((person) => outcomes[person] === true),
      scores: ways.map(({ learn }) => held.map(learn(others))),
    };
  });
}

function ofFolds(folds: readonly Fold[], of: (fold: Fold) => WithError): WithError {
  const found = folds.map(of);
  return {
    value: mean(found.map(({ value }) => value)),
    variance: mean(found.map(({ variance }) => variance)) / found.length,
  };
}

function areaOf({ scores, outcomes }: Fold, at: number): WithError {
  const found = enough(auc(scores[at] ?? [], outcomes));
  return { value: found.value, variance: found.standardError ** 2 };
}

function gapOf({ scores, outcomes }: Fold, yardstick: number, at: number): WithError {
  const found = enough(differenceInAuc(scores[yardstick] ?? [], scores[at] ?? [], outcomes));
  return { value: found.value, variance: ((found.high - found.value) / Z) ** 2 };
}

function enough<Found extends Separation | Estimate>(found: Found | undefined): Found {
  if (!found)
    throw new RangeError('A fold needs two people with the outcome and two without: take fewer folds');
  return found;
}

function withInterval(seeds: readonly WithError[]): Estimate {
  const value = mean(seeds.map((seed) => seed.value));
  const error = Math.sqrt(mean(seeds.map(({ variance }) => variance)));
  return { value, low: value - Z * error, high: value + Z * error };
}

function listOf(rounds: readonly (readonly Fold[])[], at: number, share: number) {
  const lists = rounds
    .flat()
    .map(({ scores, outcomes }) => precisionRecallAt(scores[at] ?? [], outcomes, share));
  const places = lists.reduce((sum, list) => sum + list.places, 0) / rounds.length;
  const found = lists.reduce((sum, list) => sum + list.found, 0) / rounds.length;
  return { places, found, precision: wilson(found, places) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
