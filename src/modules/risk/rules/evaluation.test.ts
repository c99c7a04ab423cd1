import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auc, precisionRecallAt, precisionRecallAtPlaces, wilson } from './evaluation.ts';

const rounded = ({ low, high }: { low: number; high: number }) => [low.toFixed(4), high.toFixed(4)];

describe('the Wilson interval', () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  it.each([
    [81, 263, '0.2553', '0.3662'],
    [15, 148, '0.0624', '0.1605'],
    [0, 20, '0.0000', '0.1611'],
    [1, 29, '0.0061', '0.1718'],
  ])('of %i in %i is the published one', (k, n, low, high) => {
    expect(rounded(wilson(k, n))).toEqual([low, high]);
  });

  it('is the mirror image for the rest', () => {
    const [some, rest] = [wilson(3, 17), wilson(14, 17)];
    expect(some.low).toBeCloseTo(1 - rest.high, 12);
    expect(some.high).toBeCloseTo(1 - rest.low, 12);
  });

  it('holds its own value, and reaches 0 and 1 exactly at none and all', () => {
    expect(wilson(0, 5).low).toBe(0);
    expect(wilson(5, 5).high).toBe(1);
    expect(wilson(2.5, 5).value).toBe(0.5);
  });

  it('refuses what is not a proportion', () => {
    for (const [k, n] of [
      [1, 0],
      [-1, 5],
      [6, 5],
      [Number.NaN, 5],
    ] as const)
      expect(() => wilson(k, n)).toThrow(RangeError);
  });
});

describe('the area under the curve', () => {
  it('is the share of pairs in the right order, with the DeLong interval', () => {
    // By hand: of 4 pairs 3 are right. Shares beaten are 1 and 1/2, and 1/2 and 1: variance 1/8 each, so the
    // standard error is √(1/16 + 1/16), and the interval is cut off at 1.
    const result = auc([3, 1, 2, 0], [true, true, false, false]);
    expect(result?.value).toBe(0.75);
    expect(result?.standardError).toBeCloseTo(Math.sqrt(1 / 8), 12);
    expect(result?.low).toBeCloseTo(0.75 - 1.959964 * Math.sqrt(1 / 8), 6);
    expect(result?.high).toBe(1);
    expect([result?.with, result?.without]).toEqual([2, 2]);
  });

  it('counts a tie as half', () => {
    // By hand: pairs of {2, 1, 1} against {1, 0, 0}: 1, 1, 1; ½, 1, 1; ½, 1, 1. Eight of nine.
    // Shares beaten 1, 5/6, 5/6 (variance 1/108) and 2/3, 1, 1 (variance 1/27).
    const result = auc([2, 1, 1, 1, 0, 0], [true, true, true, false, false, false]);
    expect(result?.value).toBeCloseTo(8 / 9, 12);
    expect(result?.standardError).toBeCloseTo(Math.sqrt(1 / 324 + 1 / 81), 12);
    expect(auc([1, 1, 1, 1], [true, true, false, false])?.value).toBe(0.5);
  });

  it('says nothing with fewer than two people on a side', () => {
    expect(auc([1, 2, 3], [true, false, false])).toBeUndefined();
    expect(auc([1, 2, 3], [true, true, true])).toBeUndefined();
    expect(auc([], [])).toBeUndefined();
  });

  it('refuses lists that do not pair up and scores that are not numbers', () => {
    expect(() => auc([1, 2], [true])).toThrow(RangeError);
    expect(() => auc([1, Number.NaN, 2, 3], [true, true, false, false])).toThrow(RangeError);
  });
});

const people = fc.array(fc.record({ score: fc.integer({ min: 0, max: 12 }), leaves: fc.boolean() }), {
  minLength: 4,
  maxLength: 60,
});
const enough = people.filter((all) => {
  const leavers = all.filter(({ leaves }) => leaves).length;
  return leavers >= 2 && all.length - leavers >= 2;
});

describe('for any scores', () => {
  it('the area agrees with counting every pair', () => {
    fc.assert(
      fc.property(enough, (all) => {
        const [leavers, stayers] = [all.filter(({ leaves }) => leaves), all.filter(({ leaves }) => !leaves)];
        const wins = leavers.flatMap((one) =>
          stayers.map((other) => (Math.sign(one.score - other.score) + 1) / 2),
        );
        const value = wins.reduce((sum, win) => sum + win, 0) / wins.length;
        expect(
          auc(
            all.map(({ score }) => score),
            all.map(({ leaves }) => leaves),
          )?.value,
        ).toBeCloseTo(value, 10);
      }),
    );
  });

  it('the area and its interval keep under any rising change of scale, and turn round when scores do', () => {
    fc.assert(
      fc.property(enough, (all) => {
        const outcomes = all.map(({ leaves }) => leaves);
        const area = (scale: (score: number) => number) =>
          auc(
            all.map(({ score }) => scale(score)),
            outcomes,
          );
        const plain = area((score) => score);
        expect(area((score) => 3 * score ** 3 + 7)).toEqual(plain);
        expect(area((score) => -score)?.value).toBeCloseTo(1 - (plain?.value ?? 0), 10);
        expect(area((score) => -score)?.standardError).toBeCloseTo(plain?.standardError ?? 0, 10);
      }),
    );
  });

  it('the order of people changes nothing found at a capacity, ties or not', () => {
    fc.assert(
      fc.property(people, fc.nat(), (all, any) => {
        const places = 1 + (any % all.length);
        const at = (list: typeof all) =>
          precisionRecallAtPlaces(
            list.map(({ score }) => score),
            list.map(({ leaves }) => leaves),
            places,
          );
        expect(at(all.toReversed())).toEqual(at(all));
      }),
    );
  });

  it('a place for everybody finds everybody, at the rate of the whole list', () => {
    fc.assert(
      fc.property(enough, (all) => {
        const result = precisionRecallAt(
          all.map(({ score }) => score),
          all.map(({ leaves }) => leaves),
          1,
        );
        expect(result.recall?.value).toBeCloseTo(1, 12);
        expect(result.lift).toBeCloseTo(1, 12);
      }),
    );
  });
});

describe('precision and recall at a capacity', () => {
  const scores = [9, 8, 8, 8, 3, 1];
  const outcomes = [true, true, false, false, true, false];

  it('are counted plainly where the cut is clean', () => {
    const result = precisionRecallAtPlaces(scores, outcomes, 4);
    expect(result).toMatchObject({ places: 4, found: 2, cut: { score: 8, tied: 3, taken: 3 }, lift: 1 });
    expect([result.precision.value, result.recall?.value]).toEqual([0.5, 2 / 3]);
    expect(result.precision).toEqual(wilson(2, 4));
    expect(result.recall).toEqual(wilson(2, 3));
  });

  it('are expected values where the last place is tied', () => {
    // Two of the three at 8 get a place, so of the one leaver among them two thirds.
    const result = precisionRecallAtPlaces(scores, outcomes, 3);
    expect(result.cut).toEqual({ score: 8, tied: 3, taken: 2 });
    expect(result.found).toBeCloseTo(1 + 2 / 3, 12);
    expect(result.precision.value).toBeCloseTo(5 / 9, 12);
    expect(result.lift).toBeCloseTo(10 / 9, 12);
  });

  it('take a share rounded down, and never fewer than one place', () => {
    const many = Array.from({ length: 100 }, (_, index) => index);
    const none = many.map(() => false);
    expect(precisionRecallAt(many, none, 0.07).places).toBe(7);
    expect(precisionRecallAt(many, none, 0.29).places).toBe(29);
    expect(precisionRecallAt(many, none, 0.299).places).toBe(29);
    expect(precisionRecallAt(many, none, 0.001).places).toBe(1);
  });

  it('have no recall and no lift when nobody has the outcome', () => {
    const result = precisionRecallAtPlaces([2, 1], [false, false], 1);
    expect([result.recall, result.lift, result.precision.value]).toEqual([undefined, undefined, 0]);
  });

  it('refuse places that are not there', () => {
    for (const places of [0, 7, 1.5])
      expect(() => precisionRecallAtPlaces(scores, outcomes, places)).toThrow(RangeError);
    for (const share of [0, -0.1, 1.1, Number.NaN])
      expect(() => precisionRecallAt(scores, outcomes, share)).toThrow(RangeError);
    expect(() => precisionRecallAt([], [], 0.5)).toThrow(RangeError);
  });
});
