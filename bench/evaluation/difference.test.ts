import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auc } from '#modules/risk';
import { differenceInAuc } from './difference.ts';

const person = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), fc.boolean());

describe('the difference between two areas', () => {
  it('is the one area minus the other, and as wide as one area beside a score that says nothing', () => {
    fc.assert(
      fc.property(fc.array(person, { minLength: 4, maxLength: 40 }), (people) => {
        const [one, other, outcomes] = [
          people.map(([a]) => a),
          people.map(([, b]) => b),
          people.map(([, , had]) => had),
        ];
        const [area, rival] = [auc(one, outcomes), auc(other, outcomes)];
        const found = differenceInAuc(one, other, outcomes);
        if (!area || !rival) {
          expect(found).toBeUndefined();
          return;
        }
        expect(found?.value).toBeCloseTo(area.value - rival.value, 10);
        const flat = differenceInAuc(
          one,
          one.map(() => 1),
          outcomes,
        );
        expect(flat?.value).toBeCloseTo(area.value - 0.5, 10);
        expect((flat?.high ?? 0) - (flat?.value ?? 0)).toBeCloseTo(
          1.959963984540054 * area.standardError,
          10,
        );
      }),
    );
  });

  it('is nothing at all between a score and itself', () => {
    const same = [3, 1, 2, 0];
    expect(differenceInAuc(same, same, [true, true, false, false])).toEqual({ value: 0, low: 0, high: 0 });
  });
});
