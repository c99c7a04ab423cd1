import { describe, expect, it } from 'vitest';
import { type Factor, faultsAgainstFactors } from './factors.ts';
import { isProtectedMeasure } from './protected.ts';
import { type RuleSet, ruleSetSchema } from './rule-set.ts';

const source = { title: 'A test' };
const indicator = {
  code: 'absence',
  name: 'Absence',
  factor: 'institutional.absence',
  domain: 'institutional',
  measure: 'absence',
  window: 'this_academic_year',
  kind: 'ratio',
  bands: [
    { at_least: 50, points: 2 },
    { at_least: 10, points: 1 },
  ],
  says: 'Absent for {value}',
  whose: 'ours',
  source,
};
const rules = {
  name: 'sample',
  version: 1,
  title: 'A sample',
  status: 'default',
  about: 'A rule set for the tests of the schema and nothing else.',
  source,
  marks: { one: 1, two: 2 },
  tiers: [
    { tier: 'universal', from: 0 },
    { tier: 'targeted', from: 2 },
  ],
  indicators: [indicator],
};
const yesNo = { ...indicator, kind: 'yes_no', says: 'Says so', bands: [{ is: 'yes', points: 1 }] };
const category = {
  ...indicator,
  kind: 'category',
  says: 'Is {value}',
  bands: [{ is: 'E', points: 2 }],
  clear: ['N'],
};

function refusals(changes: object): string[] {
  const read = ruleSetSchema.safeParse({ ...rules, ...changes });
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}
const ofIndicator = (changes: object) => refusals({ indicators: [{ ...indicator, ...changes }] });
const ofBands = (...bands: object[]) => ofIndicator({ bands });

describe('a rule set', () => {
  it('is accepted when nothing is wrong with it', () => {
    expect(refusals({})).toEqual([]);
    expect(refusals({ indicators: [yesNo] })).toEqual([]);
    expect(refusals({ indicators: [category] })).toEqual([]);
  });

  it('is refused with a field nobody reads', () => {
    expect(refusals({ colour: 'red' })).toHaveLength(1);
    expect(ofIndicator({ weight: 2 })).toHaveLength(1);
  });

  it('is refused when a reason would not be enough for a tick, or two ticks need no more than one', () => {
    expect(refusals({ marks: { one: 2, two: 3 } })).toEqual([
      'marks.one: a reason must be enough for one tick',
    ]);
    expect(refusals({ marks: { one: 2, two: 2 } })).toContain(
      'marks.two: two ticks need more points than one',
    );
  });

  it('is refused when no tier starts at 0 or more points would mean a lower tier', () => {
    expect(refusals({ tiers: [{ tier: 'targeted', from: 1 }] })).toEqual(['tiers: one tier starts at 0']);
    const upside = [
      { tier: 'targeted', from: 0 },
      { tier: 'universal', from: 2 },
    ];
    expect(refusals({ tiers: upside })).toEqual(['tiers: more points, higher tier']);
  });

  it('is refused with two indicators of one name', () => {
    expect(refusals({ indicators: [indicator, indicator] })).toEqual([
      'indicators.1.code: two indicators are called absence',
    ]);
  });

  it('is refused when it uses a measure it says it never scores, in whatever case', () => {
    const never = { status: 'engine-test', neverScores: ['G1', 'G2', 'G3'] };
    for (const measure of ['G1', 'G2', 'G3', 'g3']) {
      expect(refusals({ ...never, indicators: [{ ...indicator, measure }] })).toEqual([
        `indicators.0.measure: ${measure} is listed under neverScores`,
      ]);
    }
    expect(refusals(never)).toEqual([]);
  });
});

describe('the bands of an indicator', () => {
  it('run from most points to fewest', () => {
    const wrong = 'indicators.0.bands: bands run from most points to fewest';
    expect(ofBands({ at_least: 50, points: 1 }, { at_least: 10, points: 2 })).toEqual([wrong]);
    expect(ofBands({ at_least: 50, points: 1 }, { at_least: 10, points: 1 })).toEqual([wrong]);
  });

  it('can each be reached', () => {
    const wrong = 'indicators.0.bands: this band can never match: an earlier one covers it';
    expect(ofBands({ at_least: 10, points: 2 }, { at_least: 50, points: 1 })).toEqual([wrong]);
    expect(ofBands({ at_least: 10, points: 2 }, { above: 10, points: 1 })).toEqual([wrong]);
    expect(ofBands({ above: 10, points: 2 }, { at_least: 10, points: 1 })).toEqual([]);
    expect(ofBands({ below: 90, points: 2 }, { below: 85, points: 1 })).toEqual([wrong]);
  });

  it('point one way', () => {
    expect(ofBands({ at_least: 50, points: 2 }, { below: 10, points: 1 })).toEqual([
      'indicators.0.bands: bands of one indicator point one way',
    ]);
  });

  it('name exactly one comparator, of the right sort', () => {
    const wrong = 'indicators.0.bands.0: a band needs exactly one of below, at_most, above, at_least, is';
    expect(ofBands({ points: 1 })).toEqual([wrong]);
    expect(ofBands({ below: 5, at_least: 3, points: 1 })).toEqual([wrong]);
    expect(ofBands({ is: 'yes', points: 1 })).toEqual([
      'indicators.0.bands: a ratio needs below, at_most, above or at_least',
    ]);
    expect(refusals({ indicators: [{ ...yesNo, bands: [{ above: 1, points: 1 }] }] })).toEqual([
      'indicators.0.bands: a yes_no indicator needs is',
    ]);
  });

  it('give at least one whole point', () => {
    for (const points of [0, -1, 0.5]) expect(ofBands({ at_least: 10, points })).toHaveLength(1);
  });

  it('hold thresholds of at most two decimals, and percentages within 0 and 100', () => {
    expect(ofBands({ at_least: 12.25, points: 1 })).toEqual([]);
    expect(ofBands({ at_least: 12.255, points: 1 })).toEqual([
      'indicators.0.bands.0.at_least: use at most two decimals',
    ]);
    expect(ofBands({ at_least: 101, points: 1 })).toEqual([
      'indicators.0.bands: a percentage lies between 0 and 100',
    ]);
  });

  it('say what is clear for a category and only for a category', () => {
    const wrong = 'indicators.0.clear: a category, and only a category, lists the values that are clear';
    const { clear: _, ...bare } = category;
    expect(refusals({ indicators: [bare] })).toEqual([wrong]);
    expect(ofIndicator({ clear: ['N'] })).toEqual([wrong]);
    expect(refusals({ indicators: [{ ...category, clear: ['E'] }] })).toEqual([
      'indicators.0.clear: a clear value also scores',
    ]);
  });

  it('do not make both yes and no a concern', () => {
    const both = [
      { is: 'yes', points: 2 },
      { is: 'no', points: 1 },
    ];
    expect(refusals({ indicators: [{ ...yesNo, bands: both }] })).toEqual([
      'indicators.0.bands: yes and no cannot both be a concern',
    ]);
  });
});

describe('a protected characteristic', () => {
  const measures = [
    'sex',
    'gender',
    'circumstance.gender_identity',
    'ethnicity',
    'main_ethnic_group',
    'religion',
    'sexual_orientation',
    'circumstance.english_additional_language',
    'firstLanguage',
    'EAL',
    'circumstance.traveller',
    'refugee_status',
    'asylum_seeker',
    'disability',
    'sen_provision',
    'circumstance.pregnant_or_parent',
  ];

  it.each(measures)('gives no points in a default rule set: %s', (measure) => {
    expect(ofIndicator({ measure })).toEqual([
      `indicators.0.measure: ${measure} is a protected characteristic and never scores`,
    ]);
    expect(refusals({ status: 'baseline', indicators: [{ ...indicator, measure }] })).toEqual([]);
  });

  it('is not seen where there is none', () => {
    for (const measure of [
      'absence',
      'lateness',
      'moves',
      'circumstance.young_carer',
      'suspensions',
      'essex_index',
    ]) {
      expect(isProtectedMeasure(measure)).toBe(false);
    }
  });

  it('may score as a need without provision when it is disability or pregnancy, and not when it is another', () => {
    expect(isProtectedMeasure('need_without_provision.send')).toBe(false);
    expect(isProtectedMeasure('need_without_provision.pregnancy')).toBe(false);
    expect(isProtectedMeasure('need_without_provision.ethnicity')).toBe(true);
    expect(isProtectedMeasure('need_without_provisions.send')).toBe(true);
  });
});

describe('a rule set against the list of factors', () => {
  const factor = (code: string, scores: Factor['scores'] = 'freely'): Factor => ({
    code,
    domain: code.startsWith('personal') ? 'personal' : 'institutional',
    name: 'A factor',
    strategies: [],
    suggested: [],
    scores,
    class: 'open',
    source: 'ours',
    section: 'A test',
  });
  const parsed = (changes: object): RuleSet =>
    ruleSetSchema.parse({ ...rules, indicators: [{ ...indicator, ...changes }] });

  it('is refused with a factor nobody listed, or one of another domain', () => {
    const factors = [factor('personal.send')];
    expect(faultsAgainstFactors(parsed({}), factors)).toEqual([
      { path: ['indicators', 0, 'factor'], reason: 'no factor is called institutional.absence' },
    ]);
    expect(faultsAgainstFactors(parsed({ factor: 'personal.send' }), factors)).toEqual([
      { path: ['indicators', 0, 'domain'], reason: 'personal.send is personal' },
    ]);
  });

  it('is refused, when it is a default, with a factor that never scores or scores only as unmet need', () => {
    const never = [factor('institutional.absence', 'never')];
    const unmet = [factor('institutional.absence', 'unmet_need')];
    expect(faultsAgainstFactors(parsed({}), never)).toHaveLength(1);
    expect(faultsAgainstFactors(parsed({}), unmet)).toHaveLength(1);
    expect(faultsAgainstFactors(parsed({ measure: 'need_without_provision.send' }), unmet)).toEqual([]);
    expect(faultsAgainstFactors({ ...parsed({}), status: 'baseline' }, never)).toEqual([]);
  });
});
