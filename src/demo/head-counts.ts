/** How many young people are in each year of each setting. */
import type { Place } from './places.ts';

export type HeadCount = {
  place: Place;
  ncYear: number;
  heads: number;
  /** They have left: the place is where they were in year 11, and they are on no roll now. */
  left: boolean;
};

/** Year groups against each other: few from the first, and some leave after year 11. */
const YEARS: Readonly<Record<number, number>> = {
  5: 0.5,
  6: 1,
  7: 1,
  8: 1,
  9: 1,
  10: 1,
  11: 1,
  12: 0.8,
  13: 0.7,
};

/** Of each year after 11, how many are on no roll of this council: at a college elsewhere, at work, or out of sight. */
const LEFT: Readonly<Record<number, number>> = { 12: 0.18, 13: 0.22 };
const LAST_SCHOOL_YEAR = 11;

/**
 * Splits a crowd into years and settings without leaving anybody over: first by year, then each year by setting.
 *
 * @example headCounts(2_000, places).reduce((sum, { heads }) => sum + heads, 0) // 2000
 */
export function headCounts(youngPeople: number, places: readonly Place[]): HeadCount[] {
  const groups = [
    ...Object.entries(YEARS).map(([year, weight]) => ({ ncYear: Number(year), weight, left: false })),
    ...Object.entries(LEFT).map(([year, weight]) => ({ ncYear: Number(year), weight, left: true })),
  ].filter((group) => places.some((place) => place.draws[yearOf(group)]));
  const perGroup = apportion(
    youngPeople,
    groups.map(({ weight }) => weight),
  );
  return groups.flatMap(({ ncYear, left }, index) => {
    const year = yearOf({ ncYear, left });
    const drawing = places.filter((place) => place.draws[year]);
    const heads = apportion(
      perGroup[index] ?? 0,
      drawing.map((place) => place.draws[year] ?? 0),
    );
    return drawing.map((place, at) => ({ place, ncYear, heads: heads[at] ?? 0, left }));
  });
}

/** The year group in which somebody was at the place that is meant. */
function yearOf({ ncYear, left }: { ncYear: number; left: boolean }): number {
  return left ? LAST_SCHOOL_YEAR : ncYear;
}

/**
 * Whole shares of a whole, in proportion to the weights (largest remainder).
 *
 * @example apportion(10, [1, 1, 1]) // [4, 3, 3]
 */
export function apportion(whole: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const exact = weights.map((weight) => (whole * weight) / sum);
  const shares = exact.map(Math.floor);
  const left = whole - shares.reduce((total, share) => total + share, 0);
  const order = exact.map((share, at) => ({ at, rest: share - Math.floor(share) }));
  order.sort((a, b) => b.rest - a.rest || a.at - b.at);
  for (const { at } of order.slice(0, left)) shares[at] = (shares[at] ?? 0) + 1;
  return shares;
}
