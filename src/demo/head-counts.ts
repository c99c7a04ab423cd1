/** How many young people are in each year of each setting. */
import type { Place } from './places.ts';

export type HeadCount = { place: Place; ncYear: number; heads: number };

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

/**
 * Splits a crowd into years and settings without leaving anybody over: first by year, then each year by setting.
 *
 * @example headCounts(2_000, places).reduce((sum, { heads }) => sum + heads, 0) // 2000
 */
export function headCounts(youngPeople: number, places: readonly Place[]): HeadCount[] {
  const open = Object.entries(YEARS).filter(([year]) => places.some((place) => place.draws[Number(year)]));
  const perYear = apportion(
    youngPeople,
    open.map(([, weight]) => weight),
  );
  return open.flatMap(([year], index) => {
    const ncYear = Number(year);
    const drawing = places.filter((place) => place.draws[ncYear]);
    const heads = apportion(
      perYear[index] ?? 0,
      drawing.map((place) => place.draws[ncYear] ?? 0),
    );
    return drawing.map((place, at) => ({ place, ncYear, heads: heads[at] ?? 0 }));
  });
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
