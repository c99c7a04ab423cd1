import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion } from './head-counts.ts';
import { random } from './random.ts';

describe('random', () => {
  it('gives the same numbers for the same path, on every machine', () => {
    const chance = random(1, 'person', 17);
    expect([chance.whole(1000), chance.whole(1000), chance.whole(1000)]).toMatchInlineSnapshot(`
      [
        454,
        556,
        173,
      ]
    `);
  });

  it('spreads numbers evenly even over paths that differ in one digit only', () => {
    const tenths = new Array<number>(10).fill(0);
    for (let number = 0; number < 10_000; number += 1) {
      const tenth = random(1, 'person', number).whole(10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('is near its means', () => {
    const chance = random(3);
    const mean = (draw: () => number) =>
      Array.from({ length: 20_000 }, draw).reduce((sum, each) => sum + each, 0) / 20_000;
    expect(mean(chance.normal)).toBeCloseTo(0, 1);
    expect(mean(() => chance.count(1.5))).toBeCloseTo(1.5, 1);
    expect(mean(() => Number(chance.chance(0.2)))).toBeCloseTo(0.2, 1);
  });
});

describe('apportion', () => {
  it('leaves nobody over and gives nobody more than a whole one too many', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), weights, (whole, all) => {
        const shares = apportion(whole, all);
        const sum = all.reduce((total, each) => total + each, 0);
        expect(shares.reduce((total, each) => total + each, 0)).toBe(whole);
        for (const [at, share] of shares.entries()) {
          expect(Math.abs(share - (whole * (all[at] ?? 0)) / sum)).toBeLessThan(1);
        }
      }),
    );
  });
});
