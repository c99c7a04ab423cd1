/** Whole points for the steps of a rule set: fitted, rounded, then searched one point at a time. */
import { type Alike, costOf, fitAlike, fitLogistic } from './logistic.ts';
import { pointsFrom, type Step } from './steps.ts';

/** The most points an indicator may give. Small numbers can be added up in the head. */
export const MOST_POINTS = 4;

/** So that a weight which a few people carry does not run away. */
const RIDGE = 1;

/** Enough to stay finite where points tell the two apart without a fault. */
const HAIR = 1e-3;

/** Two sets of points this close say the same: the one with fewer points is taken. */
const SAME = 1e-9;

/**
 * Whole points, none below zero, for each step: what it adds to the step below it. Weights of a logistic regression
 * bounded at zero are scaled so that the heaviest indicator gives 1, 2, … `most` points, and rounded; from each of
 * these starts, single steps are raised or lowered by one point as long as that lowers the loss. The loss of a set of
 * points is that of a logistic regression on their sum alone. Without chance: the same people give the same points.
 *
 * Source of the idea: Ustun and Rudin, Journal of Machine Learning Research 20 (2019), section 2 (rounding of scaled
 * weights followed by discrete coordinate descent); they go on to prove the best, we do not.
 *
 * @param reached `reachedBy` of each person
 * @example fitPoints(steps, reached, outcomes) // [1, 2, 0, 1]
 */
export function fitPoints(
  steps: readonly Step[],
  reached: readonly (readonly number[])[],
  outcomes: readonly boolean[],
  most = MOST_POINTS,
): number[] {
  const { weights } = fitLogistic(reached, outcomes, { ridge: RIDGE, nonNegative: true });
  const heaviest = Math.max(...pointsFrom(steps, weights));
  let best: Found = { added: steps.map(() => 0), loss: lossOfPoints(reached, outcomes, []) };
  if (heaviest <= 0) return best.added;
  for (let top = 1; top <= most; top += 1) {
    const rounded = weights.map((weight) => Math.round((weight * top) / heaviest));
    const found = search(steps, reached, outcomes, withinMost(steps, rounded, most), most);
    if (isBetter(found, best)) best = found;
  }
  return best.added;
}

/** The points of one person. */
export function sumOf(reached: readonly number[], added: readonly number[]): number {
  return reached.reduce((sum, each, at) => sum + each * (added[at] ?? 0), 0);
}

type Found = { added: number[]; loss: number };

/** Takes the best single change of one point, again and again, until none helps. */
function search(
  steps: readonly Step[],
  reached: readonly (readonly number[])[],
  outcomes: readonly boolean[],
  start: readonly number[],
  most: number,
): Found {
  let here: Found = { added: [...start], loss: lossOfPoints(reached, outcomes, start) };
  for (;;) {
    let best = here;
    for (const at of steps.keys()) {
      for (const change of [-1, 1]) {
        const added = here.added.with(at, (here.added[at] ?? 0) + change);
        if ((added[at] ?? 0) < 0 || pointsFrom(steps, added).some((points) => points > most)) continue;
        const found = { added, loss: lossOfPoints(reached, outcomes, added) };
        if (isBetter(found, best)) best = found;
      }
    }
    if (best === here) return here;
    here = best;
  }
}

function isBetter(one: Found, other: Found): boolean {
  if (one.loss < other.loss - SAME) return true;
  return one.loss <= other.loss && total(one.added) < total(other.added);
}

/** Rounding can take an indicator of two steps one point too far. */
function withinMost(steps: readonly Step[], added: readonly number[], most: number): number[] {
  const points = pointsFrom(steps, added);
  return added.map((each, at) => Math.max(0, each - Math.max(0, (points[at] ?? 0) - most)));
}

/** The cost of a logistic regression on the sum of points, which has so few values that all who share one are one row. */
function lossOfPoints(
  reached: readonly (readonly number[])[],
  outcomes: readonly boolean[],
  added: readonly number[],
): number {
  const groups = new Map<number, Alike>();
  for (const [person, row] of reached.entries()) {
    const points = sumOf(row, added);
    const { people, having } = groups.get(points) ?? { people: 0, having: 0 };
    const had = outcomes[person] ? 1 : 0;
    groups.set(points, { values: [points], people: people + 1, having: having + had });
  }
  const alike = [...groups.values()];
  // More points may never mean less concern, so the slope has the bound too.
  return costOf(fitAlike(alike, { ridge: HAIR, nonNegative: true }), alike);
}

function total(added: readonly number[]): number {
  return added.reduce((sum, each) => sum + each, 0);
}
