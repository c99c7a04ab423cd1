import {
  auc,
  type Estimate,
  precisionRecallAtPlaces,
  type RankingAtCapacity,
  type Separation,
  wilson,
} from '../evaluation.ts';
import { type CalibrationStep, calibration } from './calibration.ts';
import { type GroupRates, groupRates } from './groups.ts';
import { COUNTINGS, type Counting, countsAsNeet, FEWEST_EVENTS, type Outcome } from './outcomes.ts';

/** Somebody who has left, as the review of the time saw them. */
export type Leaver = {
  outcome: Outcome;
  /** Known points under each set of rules or rival, higher for more concern; the first is the one that is validated. */
  scores: readonly number[];
  /** In how many reviews before the last one, counted back, they were among the places already: 0 for the last only. */
  foundEarlier: number | undefined;
  /** By kind, such as `sex`: which group they belong to. Looked at, never scored. */
  groups: Readonly<Record<string, string>>;
};

/** What one score found within the places there were. */
export type ScoreResult = { score: string; auc: Separation | undefined; atPlaces: RankingAtCapacity };

/** The result under one way of counting those not known; `results` only where there are people enough. */
export type CountedResult = {
  counting: Counting;
  people: number;
  withOutcome: number;
  rate: Estimate | undefined;
  /** Undefined: not enough data. */
  results: ScoreResult[] | undefined;
};

export type Validation = {
  leavers: number;
  notKnown: number;
  places: number;
  countings: CountedResult[];
  /** Of those whose outcome is known, by the score that is validated; undefined where there is not enough data. */
  calibration: CalibrationStep[] | undefined;
  groups: Record<string, GroupRates[]>;
  /** How long before the last review those found and with the outcome were first found: reviews back, and how many. */
  earliness: { reviewsBack: number; people: number }[];
};

/**
 * Whether a review found those who needed it: how well each score separates and what it finds at the places there
 * really are, with those not known counted in three ways; what points have come to; how groups fare; and how early.
 *
 * @param names what the scores are called, in the order of each leaver's `scores`
 * @param places how many people could have been helped; at most the number of leavers
 * @throws RangeError for no leavers, or places that do not fit them
 */
export function validate(leavers: readonly Leaver[], names: readonly string[], places: number): Validation {
  if (places < 1 || places > leavers.length || !Number.isInteger(places))
    throw new RangeError(`${places} places do not fit ${leavers.length} leavers`);
  const known = leavers.filter(({ outcome }) => outcome !== 'not_known');
  const hasNeet = ({ outcome }: Leaver) => outcome === 'neet';
  const events = known.filter(hasNeet).length;
  const cut = cutOf(leavers, places);
  const isFound = ({ scores }: Leaver) => (scores[0] ?? 0) >= cut;
  return {
    leavers: leavers.length,
    notKnown: leavers.length - known.length,
    places,
    countings: COUNTINGS.map((counting) => counted(leavers, names, places, counting)),
    calibration:
      events < FEWEST_EVENTS
        ? undefined
        : calibration(
            known.map(({ scores }) => scores[0] ?? 0),
            known.map(hasNeet),
          ),
    groups: groupsOf(known, isFound),
    earliness: earlinessOf(known.filter((leaver) => hasNeet(leaver) && isFound(leaver))),
  };
}

function counted(
  leavers: readonly Leaver[],
  names: readonly string[],
  places: number,
  counting: Counting,
): CountedResult {
  const people = leavers.flatMap((leaver) => {
    const has = countsAsNeet(leaver.outcome, counting);
    return has === undefined ? [] : [{ leaver, has }];
  });
  const withOutcome = people.filter(({ has }) => has).length;
  const rate = people.length === 0 ? undefined : wilson(withOutcome, people.length);
  const base = { counting, people: people.length, withOutcome, rate };
  if (withOutcome < FEWEST_EVENTS) return { ...base, results: undefined };
  const outcomes = people.map(({ has }) => has);
  const results = names.map((score, index) => {
    const scores = people.map(({ leaver }) => leaver.scores[index] ?? 0);
    const atPlaces = precisionRecallAtPlaces(scores, outcomes, Math.min(places, people.length));
    return { score, auc: auc(scores, outcomes), atPlaces };
  });
  return { ...base, results };
}

/** The points from which somebody is found. Equal points are not told apart, so a few more than the places may be. */
function cutOf(leavers: readonly Leaver[], places: number): number {
  const points = leavers.map(({ scores }) => scores[0] ?? 0).sort((one, other) => other - one);
  // Nobody is found by having no points at all.
  return Math.max(points[places - 1] ?? 0, 1);
}

function groupsOf(known: readonly Leaver[], isFound: (leaver: Leaver) => boolean): Validation['groups'] {
  const kinds = [...new Set(known.flatMap(({ groups }) => Object.keys(groups)))].sort();
  return Object.fromEntries(
    kinds.map((kind) => [
      kind,
      groupRates(
        known.flatMap((leaver) => {
          const group = leaver.groups[kind];
          const hasOutcome = leaver.outcome === 'neet';
          return group === undefined ? [] : [{ group, isFound: isFound(leaver), hasOutcome }];
        }),
      ),
    ]),
  );
}

function earlinessOf(found: readonly Leaver[]): Validation['earliness'] {
  const back = Map.groupBy(found, ({ foundEarlier }) => foundEarlier ?? 0);
  return [...back]
    .map(([reviewsBack, people]) => ({ reviewsBack, people: people.length }))
    .sort((one, other) => one.reviewsBack - other.reviewsBack);
}
