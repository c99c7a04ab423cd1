import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TIERS } from './domains.ts';
import { cutsFor, suggestTierAt } from './places.ts';
import { suggestTier } from './review.ts';

const rules = {
  tiers: [
    { tier: 'universal' as const, from: 0 },
    { tier: 'targeted' as const, from: 2 },
    { tier: 'intensive' as const, from: 4 },
  ],
};
const points = new Map([
  [0, 50],
  [1, 20],
  [2, 8],
  [3, 5],
  [4, 3],
  [5, 2],
  [7, 1],
]);
const fromOf = (places: Parameters<typeof cutsFor>[2]) =>
  Object.fromEntries(cutsFor(points, rules, places).map(({ tier, from }) => [tier, from]));

describe('the line at which a tier begins', () => {
  it('is that of the rules where nobody has said how many places there are', () => {
    expect(fromOf({})).toEqual({ intensive: 4, targeted: 2, universal: 0 });
  });
  it('stays where exactly as many reach it as there are places, and rises for one place fewer', () => {
    expect(fromOf({ intensive: 6 }).intensive).toBe(4);
    expect(fromOf({ intensive: 5 }).intensive).toBe(5);
  });
  it('leaves places free rather than tell equal points apart', () => {
    const [intensive] = cutsFor(points, rules, { intensive: 5 });
    expect(intensive).toMatchObject({ places: 5, reach: 6, taken: 3 });
  });
  it('lies above everybody where there is no place at all', () => {
    expect(cutsFor(points, rules, { intensive: 0 })[0]).toMatchObject({ from: 8, taken: 0 });
  });
  it('gives those who do not fit the higher tier the first places of the next', () => {
    const cuts = cutsFor(points, rules, { intensive: 3, targeted: 8 });
    expect(cuts[1]).toMatchObject({ tier: 'targeted', reach: 16, from: 3, taken: 8 });
    expect([7, 5, 4, 3, 2].map((each) => suggestTierAt(each, cuts))).toEqual([
      'intensive',
      'intensive',
      'targeted',
      'targeted',
      'universal',
    ]);
  });
});

const counts = fc
  .array(fc.tuple(fc.nat(12), fc.integer({ min: 1, max: 30 })), { maxLength: 8 })
  .map((pairs) => new Map(pairs));
const someplaces = fc.record({ targeted: fc.nat(60), intensive: fc.nat(30) }, { requiredKeys: [] });

describe('lines, whatever the points and places', () => {
  it('never suggest more people than there are places, nor a higher tier than the rules do', () => {
    fc.assert(
      fc.property(counts, someplaces, (people, places) => {
        const cuts = cutsFor(people, rules, places);
        for (const { taken, places: limit } of cuts)
          if (limit !== undefined) expect(taken).toBeLessThanOrEqual(limit);
        for (const each of people.keys()) {
          const [here, plain] = [suggestTierAt(each, cuts), suggestTier(each, rules)];
          expect(TIERS.indexOf(here)).toBeLessThanOrEqual(TIERS.indexOf(plain));
        }
      }),
    );
  });
  it('suggest no lower tier for more points', () => {
    fc.assert(
      fc.property(counts, someplaces, fc.nat(12), fc.nat(12), (people, places, one, other) => {
        const cuts = cutsFor(people, rules, places);
        const [less, more] = [Math.min(one, other), Math.max(one, other)].map((each) =>
          TIERS.indexOf(suggestTierAt(each, cuts)),
        );
        expect(less).toBeLessThanOrEqual(more ?? 0);
      }),
    );
  });
});
