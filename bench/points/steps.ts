/** What a review says about people as columns of 0 and 1: which step of which indicator each of them reached. */
import { z } from 'zod';
import type { RuleSet } from '#modules/risk';
import { reviewSchema } from '../evaluation/join.ts';

const reasons = z.array(z.object({ indicator: z.string(), points: z.number() }));

/** A review with its reasons, as `waymark review --format json` prints it. */
export const reasonedSchema = reviewSchema.extend({
  people: z.array(
    reviewSchema.shape.people.element.extend({
      domains: z.record(z.string(), z.object({ reasons })),
    }),
  ),
});
export type Reasoned = z.output<typeof reasonedSchema>;

/** One number of points an indicator can give now. Bands that give the same points are one step: they are fitted as one. */
export type Step = { indicator: string; points: number };

/**
 * The steps of a rule set: by indicator in its order, from fewest points to most.
 *
 * @example stepsOf(uci).slice(0, 2) // [{ indicator: 'failures', points: 2 }, { indicator: 'failures', points: 3 }]
 */
export function stepsOf({ indicators }: RuleSet): Step[] {
  return indicators.flatMap(({ code, bands }) =>
    [...new Set(bands.map(({ points }) => points))]
      .sort((one, other) => one - other)
      .map((points) => ({ indicator: code, points })),
  );
}

/**
 * For each step 1 where the person reached it or a higher step of the same indicator: what is fitted to a step is what
 * it adds to the step below, so that points that are not below zero never fall from one band to a worse one. What is not
 * known reaches nothing, as it scores nothing.
 */
export function reachedBy(person: Reasoned['people'][number], steps: readonly Step[]): number[] {
  const given = new Map<string, number>();
  for (const { reasons } of Object.values(person.domains))
    for (const { indicator, points } of reasons) given.set(indicator, points);
  return steps.map(({ indicator, points }) => ((given.get(indicator) ?? 0) >= points ? 1 : 0));
}

/**
 * What each step adds to the one below it, under the points of now: the other way of writing the same rule set.
 *
 * @example addedNow([{ indicator: 'a', points: 1 }, { indicator: 'a', points: 3 }]) // [1, 2]
 */
export function addedNow(steps: readonly Step[]): number[] {
  return steps.map(({ indicator, points }, at) => {
    const below = steps[at - 1];
    return below?.indicator === indicator ? points - below.points : points;
  });
}

/** The points of each step when each adds this much: `addedNow` turned round. */
export function pointsFrom(steps: readonly Step[], added: readonly number[]): number[] {
  let total = 0;
  return steps.map(({ indicator }, at) => {
    total = (steps[at - 1]?.indicator === indicator ? total : 0) + (added[at] ?? 0);
    return total;
  });
}
