import { LEAST_ANONYMOUS } from './hidden.ts';
import type { ScaleTally } from './tally.ts';

/** Of two settings, each could work out what the other came to. */
export const LEAST_SETTINGS = 3;

/** What one campaign at one setting came to. */
export type AtOneSetting = {
  setting: string;
  scales: readonly Pick<ScaleTally, 'scale' | 'number' | 'mean'>[];
};

/** What all settings came to on a scale together. */
export type Compared = { scale: string; settings: number; people: number; mean: number };

/**
 * What everybody came to, scale by scale: only settings with ten answers or more, only where there are three of them, how many people
 * rounded to five, and the mean to two decimals.
 *
 * @source suppression below 10, rounding to 5, and no figures of two settings or fewer: as for everything that leaves a setting (product, numbers)
 * @example compareSettings(places) // [{ scale: 'safe', settings: 4, people: 420, mean: 3.1 }]
 */
export function compareSettings(places: readonly AtOneSetting[]): Compared[] {
  const all = places.flatMap(({ setting, scales }) => scales.map((one) => ({ setting, ...one })));
  const byScale = Map.groupBy(
    all.filter(({ scale }) => scale.method !== 'chosen'),
    ({ scale }) => scale.code,
  );
  const compared: Compared[] = [];
  for (const [scale, results] of byScale) {
    const bySetting = [...Map.groupBy(results, ({ setting }) => setting).values()].map(together);
    const enough = bySetting.filter(({ people }) => people >= LEAST_ANONYMOUS);
    if (enough.length < LEAST_SETTINGS) continue;
    const { people, sum } = addUp(enough);
    compared.push({
      scale,
      settings: enough.length,
      people: Math.round(people / 5) * 5,
      mean: Math.round((sum / people) * 100) / 100,
    });
  }
  return compared;
}

type Sum = { people: number; sum: number };

function together(results: readonly Pick<ScaleTally, 'number' | 'mean'>[]): Sum {
  return addUp(results.map(({ number, mean = 0 }) => ({ people: number, sum: number * mean })));
}

function addUp(sums: readonly Sum[]): Sum {
  return sums.reduce((all, one) => ({ people: all.people + one.people, sum: all.sum + one.sum }), {
    people: 0,
    sum: 0,
  });
}
