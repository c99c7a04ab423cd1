import { describe, expect, it } from 'vitest';
import { meets, readCondition, readRival, scoreOf } from './condition.ts';
import { evaluate } from './evaluate.ts';
import { inWords } from './in-words.ts';
import { type Cells, join, type Review } from './join.ts';

const person = (sourceId: string, known: number, tier: 'universal' | 'targeted' = 'universal') => ({
  sourceId,
  tier,
  points: { known, lowest: known, highest: known },
});
const review: Review = {
  asOf: '2006-06-30',
  rules: 'uci-student-performance',
  people: [
    person('1', 5, 'targeted'),
    person('2', 3, 'targeted'),
    person('3', 3),
    person('4', 0),
    person('5', 0),
  ],
};
const cells: Cells = {
  header: ['G3', 'absences'],
  rows: new Map([
    ['1', ['4', '9']],
    ['2', ['8', '1']],
    ['3', ['12', '2']],
    ['4', ['15', '0']],
    ['5', ['', '30']],
    ['6', ['3', '3']],
  ]),
};
const outcome = readCondition('G3<10');

describe('a condition', () => {
  it('compares numbers in order and text for likeness', () => {
    expect(['9', '10', '11'].map((cell) => meets(outcome, cell))).toEqual([true, false, false]);
    expect(meets(readCondition('G3 <= 10'), '10')).toBe(true);
    expect(meets(readCondition('sex=F'), 'F')).toBe(true);
    expect(meets(readCondition('sex!=F'), 'F')).toBe(false);
    expect(meets(readCondition('G3>=10'), '9')).toBe(false);
  });

  it('knows nothing of a blank cell', () => {
    expect(meets(outcome, '')).toBeUndefined();
    expect(meets(readCondition('sex!=F'), '')).toBeUndefined();
  });

  it('refuses what it cannot read', () => {
    for (const text of ['G3', 'G3<', '<10', 'G3<ten', 'G3==10', ''])
      expect(() => readCondition(text)).toThrow();
    expect(() => meets(outcome, 'ten')).toThrow('not a number');
  });
});

describe('a rival', () => {
  it('is more concern the more there is, or the less', () => {
    expect(scoreOf(readRival('absences'), '7')).toBe(7);
    expect(scoreOf(readRival('attendance:low'), '90')).toBe(-90);
    expect(() => scoreOf(readRival('absences'), 'many')).toThrow('not a number');
  });
});

describe('joining', () => {
  it('goes by identifier, leaves out unknown outcomes and counts both', () => {
    const joined = join(review, cells, outcome, [readRival('absences')]);
    expect(joined.points).toEqual([5, 3, 3, 0]);
    expect(joined.outcomes).toEqual([true, true, false, false]);
    expect(joined.rivals).toEqual([{ text: 'absences', scores: [9, 1, 2, 0] }]);
    expect([joined.unknown, joined.unreviewed]).toEqual([1, 1]);
  });

  it('refuses another file, a missing column, a person twice and a rival with gaps', () => {
    const without = { ...cells, rows: new Map([...cells.rows].slice(1)) };
    expect(() => join(review, without, outcome, [])).toThrow('no row for 1');
    expect(() => join(review, cells, readCondition('G4<10'), [])).toThrow('no column G4');
    const twice = { ...review, people: [person('1', 1), person('1', 2)] };
    expect(() => join(twice, cells, outcome, [])).toThrow('two people');
    const gap = { ...cells, rows: new Map(cells.rows).set('2', ['8', '']) };
    expect(() => join(review, gap, outcome, [readRival('absences')])).toThrow('blank for 2');
  });
});

describe('an evaluation', () => {
  const found = evaluate(review, join(review, cells, outcome, [readRival('absences')]), 'G3<10');

  it('counts pairs, ties as half', () => {
    expect(found.scores.map(({ score }) => score)).toEqual([
      'points by uci-student-performance',
      'absences alone',
    ]);
    expect(found.scores[0]?.auc?.value).toBe(0.875);
    expect(found.scores[1]?.auc?.value).toBe(0.75);
    expect(found.withOutcome).toMatchObject({ count: 2, value: 0.5 });
  });

  it('says how many of each tier had the outcome, and no tier that has nobody', () => {
    expect(found.tiers.map(({ tier, people, withOutcome }) => [tier, people, withOutcome])).toEqual([
      ['universal', 2, 0],
      ['targeted', 2, 2],
    ]);
  });

  it('says first what the figures are not about', () => {
    expect(inWords(found).split('\n')[0]).toContain('two Portuguese schools of 2005/06');
    expect(inWords(found)).toContain('1 whose outcome is blank');
    expect(inWords({ ...found, rules: 'other' })).not.toContain('Portuguese');
  });
});
