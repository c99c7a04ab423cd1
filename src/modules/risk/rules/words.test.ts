import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { compareShare, type Fact } from './facts.ts';
import { faultInWording } from './placeholders.ts';
import type { Indicator } from './rule-set.ts';
import { display, thresholdWords, wording } from './words.ts';

const stamp = { date: plainDate('2027-05-01'), source: 'Hillside School registers' };
const share = (part: number, whole: number): Fact => ({ kind: 'ratio', part, whole, ...stamp });
const number = (value: number): Fact => ({ kind: 'number', value, ...stamp });

const attendance: Indicator = {
  code: 'attendance',
  name: 'Attendance',
  factor: 'institutional.absence',
  domain: 'institutional',
  measure: 'attendance',
  window: { months: 6 },
  kind: 'ratio',
  bands: [
    { below: 85, points: 2 },
    { below: 90, points: 1 },
  ],
  says: 'Attended {value}',
  whose: 'ours',
  source: { title: 'A test' },
};
const moves: Indicator = { ...attendance, kind: 'number', bands: [{ at_least: 2.5, points: 1 }] };

const shownValue = (fact: Fact, indicator: Indicator) => display(indicator)(fact);

describe('a value on a page', () => {
  it('is a percentage with one decimal', () => {
    expect(shownValue(share(842, 1000), attendance)).toBe(84.2);
    expect(shownValue(share(1, 3), attendance)).toBe(33.3);
    expect(shownValue(share(380, 380), attendance)).toBe(100);
  });

  it('takes more decimals rather than round onto or over a threshold', () => {
    expect(shownValue(share(8996, 10_000), attendance)).toBe(89.96);
    expect(shownValue(share(899_999, 1_000_000), attendance)).toBe(89.9999);
    expect(shownValue(share(90_004, 100_000), attendance)).toBe(90.004);
    expect(shownValue(share(84_996, 100_000), attendance)).toBe(84.996);
    expect(shownValue(share(9, 10), attendance)).toBe(90);
    expect(shownValue(number(2.4999), moves)).toBe(2.4999);
  });

  it('stands on the same side of every threshold as the fact itself', () => {
    const shares = fc.integer({ min: 1, max: 2_000_000 }).chain((whole) =>
      fc
        .oneof(
          fc.integer({ min: 0, max: whole }),
          fc.constantFrom(0.85, 0.9).map((t) => Math.floor(whole * t)),
        )
        .map((part) => ({ part, whole })),
    );
    fc.assert(
      fc.property(shares, ({ part, whole }) => {
        const value = Number(shownValue(share(part, whole), attendance));
        for (const threshold of [85, 90]) {
          expect(Math.sign(value - threshold)).toBe(Math.sign(compareShare(part, whole, threshold * 100)));
        }
      }),
    );
  });
});

describe('a threshold in words', () => {
  it('names its comparator and unit', () => {
    expect(thresholdWords({ comparator: 'below', threshold: 90 }, attendance)).toBe('below 90%');
    expect(thresholdWords({ comparator: 'at_most', threshold: 12.5 }, attendance)).toBe('at most 12.5%');
    expect(
      thresholdWords(
        { comparator: 'at_least', threshold: 2 },
        { ...moves, unit: { one: 'move', other: 'moves' } },
      ),
    ).toBe('at least 2 moves');
    expect(thresholdWords({ comparator: 'is', values: ['yes'] }, { ...moves, kind: 'yes_no' })).toBe('yes');
  });
});

describe('the wording of a reason', () => {
  it('fills every placeholder', () => {
    const says = 'Attended {part} of {whole}, {value}, in the {span} to {date}';
    expect(wording(says, attendance)(share(1, 4), 25)).toBe(
      'Attended 1 of 4, 25%, in the six months to 1 May 2027',
    );
  });

  it('fills the length of the window where it is the only placeholder', () => {
    expect(wording('Looked after in the last {span}', attendance)(share(1, 4), 25)).toBe(
      'Looked after in the last six months',
    );
  });

  it('is refused where a placeholder is unknown or has nothing to fill it', () => {
    expect(faultInWording('Attended {percent}', { kind: 'ratio' })).toBe('{percent} cannot be filled here');
    expect(faultInWording('{part} of them', { kind: 'number' })).toBe('{part} cannot be filled here');
    expect(faultInWording('in the {span}', { kind: 'number', window: 'ever' })).toBe(
      '{span} cannot be filled here',
    );
    expect(faultInWording('in the {span', { kind: 'number' })).toBe('a brace is left open');
    expect(
      faultInWording('{value} in the {span} to {date}', { kind: 'number', window: { months: 3 } }),
    ).toBeUndefined();
  });
});
