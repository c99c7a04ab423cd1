/** What became of those who left, and the three ways of counting those of whom nobody knows. */

/** `not_known` is neither: the council lost sight of them. */
export type Outcome = 'neet' | 'eet' | 'not_known';

/**
 * How those of whom nothing is known are counted. None of the three is right, so all three are shown: from 0 to over a
 * fifth of an authority's 16 and 17 year olds are not known, and a result that turns on them is no result.
 */
export const COUNTINGS = ['left_out', 'as_neet', 'as_eet'] as const;
export type Counting = (typeof COUNTINGS)[number];

/**
 * Whether an outcome counts as the one to be foretold; undefined leaves the person out.
 *
 * @example countsAsNeet('not_known', 'as_neet') // true
 */
export function countsAsNeet(outcome: Outcome, counting: Counting): boolean | undefined {
  if (outcome !== 'not_known') return outcome === 'neet';
  return counting === 'left_out' ? undefined : counting === 'as_neet';
}

/**
 * The fewest people with the outcome from whom anything is said about how well points foretell it. Even 100 to 200 can
 * be too few to say how far points are right in size (Riley and others, BMJ 2024; Snell and others, 2021), so
 * the table of points keeps its intervals beside it. Below the number the answer is that there is not enough data.
 */
export const FEWEST_EVENTS = 100;
/** The fewest people in a group of whom a rate is printed, and the fewest of them with the outcome or without it. */
export const FEWEST_IN_GROUP = 30;
export const FEWEST_OF_A_KIND = 10;
