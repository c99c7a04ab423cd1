import { addDays, type PlainDate } from '#dates';
import { TIERS, type Tier } from './domains.ts';

/** How long a decision stands until somebody should look again, unless they say otherwise: six weeks, half a term. */
export const REVIEW_DAYS = 42;
/** The latest day to look again: nobody is decided about for longer than a year. */
export const LATEST_REVIEW_DAYS = 365;

/** When to look again, unless somebody says otherwise. */
export function usualReview(today: PlainDate): PlainDate {
  return addDays(today, REVIEW_DAYS);
}

export type Standing = {
  /** What points suggest now. */
  suggested: Tier;
  /** The latest decision, if there is one. */
  decision: { tier: Tier; suggested: Tier | null; reviewOn: PlainDate } | undefined;
};

/**
 * Whether somebody is waiting to be looked at: records suggest more than what everybody gets, and nobody has decided
 * since; or the day to look again has come; or records suggest more now than when it was decided. A queue, not a rank.
 *
 * @example isWaiting({ suggested: 'targeted', decision: undefined }, today) // true
 */
export function isWaiting({ suggested, decision }: Standing, today: PlainDate): boolean {
  if (!decision) return suggested !== 'universal';
  if (decision.reviewOn <= today) return true;
  const then = TIERS.indexOf(decision.suggested ?? 'universal');
  const least = Math.max(then, TIERS.indexOf(decision.tier));
  return TIERS.indexOf(suggested) > least;
}
