import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ruleSetNamed, ruleSetSchema } from '#modules/risk';
import { random } from '../../src/demo/random.ts';
import { root } from '../rig/results.ts';
import { standardiser, valuesOf } from './columns.ts';
import { crossValidate, type WayToScore } from './cross-validate.ts';
import { dealFolds } from './folds.ts';
import { fitPoints, sumOf } from './integer-points.ts';
import { proposalFile, proposedRules } from './proposal.ts';
import { addedNow, pointsFrom, reachedBy, type Step, stepsOf } from './steps.ts';

const rules = ruleSetNamed('uci-student-performance');
const steps: Step[] = [
  { indicator: 'a', points: 1 },
  { indicator: 'a', points: 3 },
  { indicator: 'b', points: 2 },
];

/** People of whom `a`, its second step and `b` each raise the log of the odds by so much. */
function people(many: number, weights: readonly number[]) {
  const chance = random('people', many);
  const reached = Array.from({ length: many }, () => {
    const one = chance.chance(0.5) ? 1 : 0;
    return [one, one === 1 && chance.chance(0.5) ? 1 : 0, chance.chance(0.4) ? 1 : 0];
  });
  const outcomes = reached.map((row) => chance.chance(1 / (1 + Math.exp(2 - sumOf(row, weights)))));
  return { reached, outcomes };
}

describe('steps', () => {
  it('are the numbers of points an indicator can give, and what each adds to the one below', () => {
    expect(stepsOf(rules).slice(0, 3)).toEqual([
      { indicator: 'failures', points: 2 },
      { indicator: 'failures', points: 3 },
      { indicator: 'higher', points: 2 },
    ]);
    expect(addedNow(steps)).toEqual([1, 2, 2]);
    expect(pointsFrom(steps, [1, 2, 2])).toEqual([1, 3, 2]);
  });

  it('below the one reached are reached, and give the points of the review back', () => {
    const reasons = [
      { indicator: 'a', points: 3 },
      { indicator: 'b', points: 2 },
    ];
    const person = {
      sourceId: '1',
      tier: 'universal' as const,
      points: { known: 5, lowest: 5, highest: 5 },
      domains: { personal: { reasons }, family: { reasons: [] } },
    };
    expect(reachedBy(person, steps)).toEqual([1, 1, 1]);
    expect(sumOf(reachedBy(person, steps), addedNow(steps))).toBe(5);
    expect(reachedBy({ ...person, domains: {} }, steps)).toEqual([0, 0, 0]);
  });
});

describe('whole points', () => {
  it('follow what was planted, step by step', () => {
    const { reached, outcomes } = people(6_000, [1, 1, 3]);
    const [a = 0, more = 0, b = 0] = fitPoints(steps, reached, outcomes);
    expect([a > 0, more > 0, b > a, b > more]).toEqual([true, true, true, true]);
  });

  it('are none where nothing was planted, or what was planted is the other way round', () => {
    const { reached, outcomes } = people(6_000, [0, 0, -2]);
    expect(fitPoints(steps, reached, outcomes)[2]).toBe(0);
  });

  it('are whole, never below zero, never above the most, and do not depend on the order of people', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5 }), (seed, most) => {
        const { reached, outcomes } = people(200 + seed, [1, 0.5, 1]);
        const added = fitPoints(steps, reached, outcomes, most);
        expect(added.every((each) => Number.isInteger(each) && each >= 0)).toBe(true);
        expect(pointsFrom(steps, added).every((points) => points <= most)).toBe(true);
        expect(fitPoints(steps, reached.toReversed(), outcomes.toReversed(), most)).toEqual(added);
      }),
      { numRuns: 20 },
    );
  });
});

describe('cross-validation', () => {
  const { reached, outcomes } = people(600, [1, 1, 2]);
  const planted: WayToScore = {
    name: 'as planted',
    learn: () => (person) => sumOf(reached[person] ?? [], [1, 1, 2]),
  };
  /** Knows the outcome of whoever it has learnt from, and nothing of anybody else. */
  const parrot: WayToScore = {
    name: 'parrot',
    learn: (seen) => (person) => (seen.includes(person) && outcomes[person] ? 1 : 0),
  };

  it('deals each fold its share of those with the outcome, by the seed', () => {
    const dealt = dealFolds(outcomes, 5, 1);
    const having = (fold: number) => dealt.filter((each, at) => each === fold && outcomes[at]).length;
    const all = outcomes.filter(Boolean).length;
    for (const fold of [0, 1, 2, 3, 4]) expect(Math.abs(having(fold) - all / 5)).toBeLessThan(1);
    expect(dealFolds(outcomes, 5, 1)).toEqual(dealt);
    expect(dealFolds(outcomes, 5, 2)).not.toEqual(dealt);
  });

  it('scores nobody by what was learnt from them', () => {
    const [first, second] = crossValidate([parrot], planted, outcomes, { folds: 5, seeds: [1, 2] });
    expect(first?.auc.value).toBe(0.5);
    expect(second?.auc.value).toBeGreaterThan(0.7);
    expect(first?.behind?.value).toBeCloseTo((second?.auc.value ?? 0) - 0.5, 10);
    expect(first?.behind?.low).toBeGreaterThan(0);
    expect(second?.behind).toBeUndefined();
  });

  it('refuses folds too small to say anything', () => {
    const few = [true, true, false, false, false];
    expect(() => crossValidate([], { ...parrot }, few, { folds: 5, seeds: [1] })).toThrow('fewer folds');
  });
});

describe('the values of columns', () => {
  const small = { ...rules, indicators: rules.indicators.slice(0, 2) };
  const cells = (second: string) => ({
    header: ['higher', 'failures'],
    rows: new Map([
      ['1', ['yes', '0']],
      ['2', [second, '3']],
    ]),
  });

  it('are numbers as they are and two words as 0 and 1', () => {
    expect(valuesOf(small, cells('no'), ['2', '1'])).toEqual({
      columns: ['failures', 'higher'],
      rows: [
        [3, 0],
        [0, 1],
      ],
    });
  });

  it('are absent where a column is, or somebody is blank', () => {
    expect(valuesOf(small, cells(''), ['1', '2'])).toEqual({
      absent: 'the column higher has blanks, or more than two words',
    });
    expect(valuesOf(rules, cells('no'), ['1'])).toHaveProperty('absent');
  });

  it('are scaled by those learnt from alone', () => {
    const scale = standardiser([
      [1, 5],
      [3, 5],
    ]);
    expect(scale([5, 6])).toEqual([3, 1]);
  });
});

describe('a proposal', () => {
  const all = stepsOf(rules);
  const added = addedNow(all).map((each, at) => {
    const step = all[at];
    if (step?.indicator === 'family_support') return 0;
    return step?.indicator === 'failures' && step.points === 3 ? 0 : each;
  });
  const now = [0, 3, 6, 6];
  const proposed = proposedRules(rules, all, added, { now, proposed: [0, 4, 9, 9] });

  it('drops a band that adds nothing and an indicator without bands, and moves tiers so that none grows', () => {
    expect(proposed.version).toBe(rules.version + 1);
    expect(proposed.indicators.find(({ code }) => code === 'failures')?.bands).toEqual([
      { at_least: 1, points: 2 },
    ]);
    expect(proposed.indicators.some(({ code }) => code === 'family_support')).toBe(false);
    expect(proposed.tiers.map(({ from }) => from)).toEqual([0, 1, 5]);
    expect(proposed).not.toHaveProperty('signedOff');
  });

  it('is a file that says the same, with every other line as it was', () => {
    const before = readFileSync(join(root, 'library', 'rules', `${rules.name}.yaml`), 'utf8');
    const file = proposalFile(before, rules, proposed);
    expect(ruleSetSchema.parse(parse(file))).toEqual(proposed);
    expect(file.startsWith('# Proposed by')).toBe(true);
    const fresh = file.split('\n').filter((line) => !before.includes(line.trim()));
    expect(fresh.length).toBeLessThan(before.split('\n').length / 10);
  });

  it('is refused when nothing would score', () => {
    const none = all.map(() => 0);
    expect(() => proposedRules(rules, all, none, { now, proposed: now })).toThrow('nothing to propose');
  });
});
