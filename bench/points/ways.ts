/** The ways of scoring that are held against each other, all from the same columns. */

import { standardiser } from './columns.ts';
import type { WayToScore } from './cross-validate.ts';
import { fitPoints, sumOf } from './integer-points.ts';
import { fitLogistic, logOdds } from './logistic.ts';
import { addedNow, type Step } from './steps.ts';

/** scikit-learn's default, so that anybody can do the same: C = 1. */
const RIDGE = 1;

/** The points of now. Nothing is learnt, so nobody has to be held back; the folds are the same for comparison. */
export function pointsOfNow(steps: readonly Step[], reached: readonly number[][]): WayToScore {
  const added = addedNow(steps);
  return { name: 'points as they are', learn: () => (person) => sumOf(reached[person] ?? [], added) };
}

export function pointsFitted(
  steps: readonly Step[],
  reached: readonly number[][],
  outcomes: readonly boolean[],
  most: number,
): WayToScore {
  const learn: WayToScore['learn'] = (people) => {
    const added = fitPoints(steps, pick(reached, people), pick(outcomes, people), most);
    return (person) => sumOf(reached[person] ?? [], added);
  };
  return { name: 'whole points, fitted', learn };
}

/** The least that stands between points and values: the same steps, any weight. */
export function logisticOnSteps(reached: readonly number[][], outcomes: readonly boolean[]): WayToScore {
  const learn: WayToScore['learn'] = (people) => {
    const fitted = fitLogistic(pick(reached, people), pick(outcomes, people), { ridge: RIDGE });
    return (person) => logOdds(fitted, reached[person] ?? []);
  };
  return { name: 'logistic regression on the same bands', learn };
}

export function logisticOnValues(rows: readonly number[][], outcomes: readonly boolean[]): WayToScore {
  const learn: WayToScore['learn'] = (people) => {
    const scale = standardiser(pick(rows, people));
    const fitted = fitLogistic(pick(rows, people).map(scale), pick(outcomes, people), { ridge: RIDGE });
    return (person) => logOdds(fitted, scale(rows[person] ?? []));
  };
  return { name: 'logistic regression on the same columns', learn };
}

function pick<Each>(list: readonly Each[], people: readonly number[]): Each[] {
  return people.map((person) => list[person] as Each);
}
