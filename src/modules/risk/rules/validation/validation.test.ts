import { describe, expect, it } from 'vitest';
import { calibration } from './calibration.ts';
import { groupRates, shareRatio } from './groups.ts';
import { countsAsNeet, FEWEST_EVENTS, type Outcome } from './outcomes.ts';
import { type Leaver, validate } from './validate.ts';

const leaver = (outcome: Outcome, points: number, more: Partial<Leaver> = {}): Leaver => ({
  outcome,
  scores: [points, 0],
  foundEarlier: undefined,
  groups: {},
  ...more,
});
const many = (number: number, each: (index: number) => Leaver) =>
  Array.from({ length: number }, (_, at) => each(at));

describe('those not known', () => {
  it('are left out, counted as NEET, or counted as not', () => {
    expect(
      (['left_out', 'as_neet', 'as_eet'] as const).map((counting) => countsAsNeet('not_known', counting)),
    ).toEqual([undefined, true, false]);
    expect(countsAsNeet('eet', 'as_neet')).toBe(false);
  });
});

describe('a validation', () => {
  it('says that there is not enough data with one person fewer than needed, and answers with enough', () => {
    const with99 = [
      ...many(FEWEST_EVENTS - 1, () => leaver('neet', 3)),
      ...many(500, () => leaver('eet', 0)),
    ];
    const [few] = validate(with99, ['points', 'rival'], 100).countings;
    expect(few).toMatchObject({ withOutcome: 99, results: undefined });
    const [enough] = validate([...with99, leaver('neet', 3)], ['points', 'rival'], 100).countings;
    expect(enough?.results?.map(({ score }) => score)).toEqual(['points', 'rival']);
    expect(enough?.results?.[0]?.auc?.value).toBe(1);
    expect(enough?.results?.[0]?.atPlaces).toMatchObject({ found: 100 });
    expect(enough?.results?.[1]?.auc?.value).toBe(0.5);
  });

  it('counts those not known in three ways', () => {
    const all = [
      ...many(120, () => leaver('neet', 2)),
      ...many(300, () => leaver('eet', 0)),
      ...many(80, () => leaver('not_known', 1)),
    ];
    const { countings, notKnown } = validate(all, ['points'], 120);
    expect(notKnown).toBe(80);
    expect(countings.map(({ people, withOutcome }) => [people, withOutcome])).toEqual([
      [420, 120],
      [500, 200],
      [500, 120],
    ]);
  });

  it('says how many reviews earlier those who were found had been found', () => {
    const all = [
      leaver('neet', 5, { foundEarlier: 2 }),
      leaver('neet', 5, { foundEarlier: 2 }),
      leaver('neet', 4),
      leaver('neet', 0, { foundEarlier: 1 }),
      leaver('eet', 5, { foundEarlier: 3 }),
    ];
    expect(validate(all, ['points'], 4).earliness).toEqual([
      { reviewsBack: 0, people: 1 },
      { reviewsBack: 2, people: 2 },
    ]);
  });

  it('finds nobody who has no points, however many places there are', () => {
    const all = many(60, (index) => leaver('eet', index < 10 ? 1 : 0, { groups: { sex: 'F' } }));
    expect(validate(all, ['points'], 40).groups['sex']?.[0]?.found?.value).toBeCloseTo(10 / 60);
  });

  it('refuses places that do not fit', () => {
    expect(() => validate([leaver('eet', 0)], ['points'], 2)).toThrow(RangeError);
    expect(() => validate([], ['points'], 1)).toThrow(RangeError);
  });
});

describe('what points have come to', () => {
  it('puts neighbours together until fifty people share a step', () => {
    const points = [...Array(200).fill(0), ...Array(50).fill(1), ...Array(30).fill(2), ...Array(20).fill(5)];
    const outcomes = points.map((each, index) => each >= 2 && index % 2 === 0);
    expect(calibration(points, outcomes).map(({ from, to, people }) => [from, to, people])).toEqual([
      [0, 0, 200],
      [1, 1, 50],
      [2, 5, 50],
    ]);
  });
  it('leaves no step of a few at the bottom', () => {
    const points = [...Array(60).fill(3), ...Array(10).fill(0)];
    expect(
      calibration(
        points,
        points.map(() => false),
      ).map(({ from, to, people }) => [from, to, people]),
    ).toEqual([[0, 3, 70]]);
  });
});

describe('groups', () => {
  it('have a ratio with its interval, as worked out by hand', () => {
    const school = shareRatio(6, 30, 20, 170);
    expect([school.value, school.low, school.high].map((each) => each.toFixed(2))).toEqual([
      '1.70',
      '0.74',
      '3.88',
    ]);
    const council = shareRatio(60, 300, 200, 1700);
    expect([council.low, council.high].map((each) => each.toFixed(2))).toEqual(['1.31', '2.21']);
  });
  it('print no rate of fewer than thirty people, nor of fewer than ten with the outcome', () => {
    const group = (name: string, people: number, withOutcome: number) =>
      Array.from({ length: people }, (_, index) => ({
        group: name,
        isFound: index % 3 === 0,
        hasOutcome: index < withOutcome,
      }));
    const rates = groupRates([...group('a', 29, 12), ...group('b', 60, 9), ...group('c', 60, 10)]);
    expect(
      rates.map(({ found, missed, ratio }) => [found, missed, ratio].map((each) => each !== undefined)),
    ).toEqual([
      [false, true, false],
      [true, false, true],
      [true, true, true],
    ]);
  });
});
