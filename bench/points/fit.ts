/** Fits points to what became of people, and lays everything beside it that somebody needs to say yes or no. */
import {
  auc,
  type CalibrationStep,
  calibration,
  FEWEST_EVENTS,
  precisionRecallAt,
  precisionRecallAtPlaces,
  type RankingAtCapacity,
  type RuleSet,
  type Separation,
} from '#modules/risk';
import { Refused } from '#outcome';
import { SHARES } from '../evaluation/evaluate.ts';
import type { Cells, Joined } from '../evaluation/join.ts';
import { valuesOf } from './columns.ts';
import { crossValidate, type Held } from './cross-validate.ts';
import { fitPoints, sumOf } from './integer-points.ts';
import { proposedRules } from './proposal.ts';
import { addedNow, pointsFrom, type Reasoned, reachedBy, type Step, stepsOf } from './steps.ts';
import { logisticOnSteps, logisticOnValues, pointsFitted, pointsOfNow } from './ways.ts';

export type HowToFitPoints = {
  /** The most points an indicator may give. */
  most: number;
  folds: number;
  seeds: readonly number[];
  /** How many can be helped; without it, lists are a tenth and a fifth of everybody. */
  places: number | undefined;
};

/** One set of points on everybody at once: for the fitted ones, on the people they were fitted to. */
export type OnEverybody = {
  auc: Separation | undefined;
  lists: RankingAtCapacity[];
  calibration: CalibrationStep[];
};

export type Fit = {
  people: number;
  having: number;
  how: HowToFitPoints;
  held: Held[];
  /** Why there is no regression on the values themselves, where there is none. */
  absent: string | undefined;
  steps: (Step & { proposed: number })[];
  asTheyAre: OnEverybody;
  asProposed: OnEverybody;
  proposed: RuleSet;
};

/**
 * @throws Refused for a published rule set, which is kept as published, and for too few people with the outcome, or
 *   without it, to fit anything
 */
export function fitRules(
  rules: RuleSet,
  review: Reasoned,
  joined: Joined,
  cells: Cells,
  how: HowToFitPoints,
): Fit {
  if (rules.status === 'baseline')
    throw new Refused(`${rules.name} is kept exactly as it was published: there is nothing to fit.`);
  const { outcomes, people } = joined;
  const having = outcomes.filter(Boolean).length;
  if (Math.min(having, outcomes.length - having) < FEWEST_EVENTS)
    throw new Refused(
      `Not enough data: ${having} of ${outcomes.length} had the outcome, and points fitted to fewer than ${FEWEST_EVENTS} (or to fewer than ${FEWEST_EVENTS} without it) are mostly chance.`,
    );
  const steps = stepsOf(rules);
  const byId = new Map(review.people.map((person) => [person.sourceId, person]));
  const reached = people.map((id) => {
    const person = byId.get(id);
    if (!person) throw new RangeError(`${id} was joined and is not in the review`);
    return reachedBy(person, steps);
  });
  const now = reached.map((row) => sumOf(row, addedNow(steps)));
  const added = fitPoints(steps, reached, outcomes, how.most);
  const proposed = reached.map((row) => sumOf(row, added));
  const worth = pointsFrom(steps, added);
  const values = valuesOf(rules, cells, people);
  const onSteps = logisticOnSteps(reached, outcomes);
  const points = [pointsOfNow(steps, reached), pointsFitted(steps, reached, outcomes, how.most)];
  return {
    people: people.length,
    having,
    how,
    held:
      'absent' in values
        ? crossValidate(points, onSteps, outcomes, how)
        : crossValidate([...points, onSteps], logisticOnValues(values.rows, outcomes), outcomes, how),
    absent: 'absent' in values ? values.absent : undefined,
    steps: steps.map((step, at) => ({ ...step, proposed: worth[at] ?? 0 })),
    asTheyAre: onEverybody(now, outcomes, how.places),
    asProposed: onEverybody(proposed, outcomes, how.places),
    proposed: proposedRules(rules, steps, added, { now, proposed }),
  };
}

function onEverybody(
  points: readonly number[],
  outcomes: readonly boolean[],
  places: number | undefined,
): OnEverybody {
  const lists =
    places === undefined
      ? SHARES.map((share) => precisionRecallAt(points, outcomes, share))
      : [precisionRecallAtPlaces(points, outcomes, Math.min(places, points.length))];
  return { auc: auc(points, outcomes), lists, calibration: calibration(points, outcomes) };
}
