import { TIERS, type Tier } from './domains.ts';
import type { RuleSet } from './rule-set.ts';

/** How many young people of a setting have a number of points. */
export type PointCounts = ReadonlyMap<number, number>;

/** From how many points a tier is suggested at a setting, and why. */
export type Cut = {
  tier: Tier;
  /** As the rules have it. */
  byRules: number;
  /** As this setting has it: never below the rules, and as many above as its places need. */
  from: number;
  /** Undefined where nobody has said how many there are. */
  places: number | undefined;
  /** How many reach the rules' own line and no higher tier takes them. */
  reach: number;
  /** How many of those are at or above the line of this setting. */
  taken: number;
};

/**
 * The lines at which tiers are suggested at one setting. A setting that says how many places it has is not told of more
 * people than it can help: the line rises until all at or above it fit. People with equal points are never told apart,
 * so a line may leave places free. Whoever does not fit the higher tier comes first in the next.
 *
 * Without places the rules' own lines hold. Suggestions only: a person decides.
 *
 * @param points how many people of the setting have how many known points
 * @example cutsFor(new Map([[4, 3], [5, 2]]), rules, { intensive: 2 }).find(({ tier }) => tier === 'intensive')?.from // 5
 */
export function cutsFor(
  points: PointCounts,
  { tiers }: Pick<RuleSet, 'tiers'>,
  places: Partial<Record<Tier, number>>,
): Cut[] {
  const highestFirst = tiers.toSorted((one, other) => TIERS.indexOf(other.tier) - TIERS.indexOf(one.tier));
  const cuts: Cut[] = [];
  let below = Number.POSITIVE_INFINITY;
  for (const { tier, from: byRules } of highestFirst) {
    const limit = byRules === 0 ? undefined : places[tier];
    const within = [...points].filter(([each]) => each >= byRules && each < below);
    const reach = sum(within);
    const from = limit === undefined || reach <= limit ? byRules : risen(within, limit, below);
    cuts.push({
      tier,
      byRules,
      from,
      places: limit,
      reach,
      taken: sum(within.filter(([each]) => each >= from)),
    });
    below = Math.min(below, from);
  }
  return cuts;
}

/**
 * The tier that points suggest where these lines hold.
 *
 * @example suggestTierAt(4, cutsFor(points, rules, {})) // as suggestTier(4, rules)
 */
export function suggestTierAt(points: number, cuts: readonly Cut[]): Tier {
  const reached = cuts.find(({ from }) => points >= from);
  if (!reached) throw new RangeError(`No tier starts at or below ${points} points`);
  return reached.tier;
}

/** The lowest line above which no more than `limit` people lie; one above everybody when not even the first fit. */
function risen(within: readonly (readonly [number, number])[], limit: number, below: number): number {
  const most = within.toSorted(([one], [other]) => other - one);
  let taken = 0;
  let line = Math.min(below, (most[0]?.[0] ?? 0) + 1);
  for (const [points, people] of most) {
    taken += people;
    if (taken > limit) break;
    line = points;
  }
  return line;
}

function sum(counts: readonly (readonly [number, number])[]): number {
  return counts.reduce((all, [, people]) => all + people, 0);
}
