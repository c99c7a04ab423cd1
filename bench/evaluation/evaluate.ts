/** How well the points of a review foretell an outcome, beside single columns of the same file. */
import {
  auc,
  type Estimate,
  precisionRecallAt,
  type RankingAtCapacity,
  type Separation,
  wilson,
} from '#modules/risk';
import { differenceInAuc } from './difference.ts';
import type { Joined, Review } from './join.ts';

export const SHARES = [0.1, 0.2] as const;
const TIERS = ['universal', 'targeted', 'intensive', 'specialist'] as const;

export type ScoreFound = {
  score: string;
  /** Null when either side has fewer than two people. */
  auc: Separation | null;
  /** How much more the points separate the same people than this score does; null for the points themselves. */
  pointsBetterBy: Estimate | null;
  top: (RankingAtCapacity & { share: number })[];
};

export type Evaluation = {
  rules: string;
  asOf: string;
  outcome: string;
  people: number;
  withOutcome: Estimate & { count: number };
  unknown: number;
  unreviewed: number;
  /** The points first, then the rivals as they were asked for. */
  scores: ScoreFound[];
  tiers: { tier: string; people: number; withOutcome: number; share: Estimate | null }[];
};

/** @example evaluate(review, join(review, cells, outcome, rivals), 'G3<10').scores[0]?.auc */
export function evaluate({ rules, asOf }: Review, joined: Joined, outcome: string): Evaluation {
  const { points, outcomes, tiers, rivals, unknown, unreviewed } = joined;
  const count = outcomes.filter(Boolean).length;
  const scores = [
    { text: `points by ${rules}`, scores: points },
    ...rivals.map(({ text, scores }) => ({ text: `${text} alone`, scores })),
  ];
  return {
    rules,
    asOf,
    outcome,
    people: outcomes.length,
    withOutcome: { count, ...wilson(count, outcomes.length) },
    unknown,
    unreviewed,
    scores: scores.map(({ text, scores: values }) => ({
      score: text,
      auc: auc(values, outcomes) ?? null,
      pointsBetterBy: values === points ? null : (differenceInAuc(points, values, outcomes) ?? null),
      top: SHARES.map((share) => ({ share, ...precisionRecallAt(values, outcomes, share) })),
    })),
    tiers: TIERS.map((tier) => {
      const inTier = outcomes.filter((_, index) => tiers[index] === tier);
      const withOutcome = inTier.filter(Boolean).length;
      return {
        tier,
        people: inTier.length,
        withOutcome,
        share: inTier.length === 0 ? null : wilson(withOutcome, inTier.length),
      };
    }).filter(({ people }) => people > 0),
  };
}
