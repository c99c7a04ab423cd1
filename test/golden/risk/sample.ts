import { plainDate } from '#dates';
import {
  compileRuleSet,
  type Fact,
  type Profile,
  type RuleSet,
  reviewPerson,
  ruleSetSchema,
} from '../../../src/modules/risk/rules/index.ts';

/** The date and source every fact of the sample shares. */
export const stamp = { date: plainDate('2027-05-01'), source: 'Hillside School registers' };
const source = { title: 'A test' };

/** Two indicators in the institution, one in the family, one personal, none elsewhere; every kind of fact. */
export const rules = ruleSetSchema.parse({
  name: 'sample',
  version: 1,
  title: 'A sample',
  status: 'baseline',
  about: 'A rule set for the tests of the engine and nothing else.',
  source,
  marks: { one: 1, two: 3 },
  tiers: [
    { tier: 'intensive', from: 4 },
    { tier: 'universal', from: 0 },
    { tier: 'targeted', from: 2 },
  ],
  bands: [
    { name: 'Red', from: 4 },
    { name: 'Amber', from: 2 },
  ],
  indicators: [
    {
      code: 'attendance',
      name: 'Attendance in the last six months',
      factor: 'institutional.absence',
      domain: 'institutional',
      measure: 'attendance',
      window: { months: 6 },
      kind: 'ratio',
      bands: [
        { below: 85, points: 2 },
        { below: 90, points: 1 },
      ],
      says: 'Attended {value} of possible sessions in the {span} to {date}',
      whose: 'ours',
      source,
    },
    {
      code: 'suspensions',
      name: 'Suspensions',
      factor: 'institutional.exclusion',
      domain: 'institutional',
      measure: 'suspensions',
      window: { months: 12 },
      kind: 'number',
      unit: { one: 'suspension', other: 'suspensions' },
      bands: [{ at_least: 1, points: 1 }],
      says: '{value} in the {span} to {date}',
      whose: 'ours',
      source,
    },
    {
      code: 'young_carer',
      name: 'Young carer',
      factor: 'family.young_carer',
      domain: 'family',
      measure: 'circumstance.young_carer',
      kind: 'yes_no',
      bands: [{ is: 'yes', points: 3 }],
      says: 'Cares for somebody at home',
      whose: 'ours',
      source,
    },
    {
      code: 'provision',
      name: 'Special educational provision',
      factor: 'personal.send',
      domain: 'personal',
      measure: 'sen_provision',
      kind: 'category',
      bands: [
        { is: ['E', 'P'], points: 2 },
        { is: 'K', points: 1, says: 'Has {value}' },
      ],
      clear: ['N'],
      words: { K: 'SEN support' },
      says: 'Provision: {value}',
      whose: 'ours',
      source,
    },
  ],
});

export const attended = (part: number, whole = 1000): Fact => ({ kind: 'ratio', part, whole, ...stamp });
export const counted = (value: number): Fact => ({ kind: 'number', value, ...stamp });
/** As `counted`, but more may have happened than is on record. */
export const countedAtLeast = (value: number): Fact => ({ kind: 'number', value, ...stamp, atLeast: true });
export const answered = (value: boolean): Fact => ({ kind: 'yes_no', value, ...stamp });
export const coded = (value: string): Fact => ({ kind: 'category', value, ...stamp });

export const CLEAR: Record<string, Fact> = {
  attendance: attended(950),
  suspensions: counted(0),
  young_carer: answered(false),
  provision: coded('N'),
};

/** Reviews by code: what is not among the facts is unknown. */
export const review = (facts: Record<string, Fact>, set: RuleSet = rules): Profile =>
  reviewPerson(compileRuleSet(set), ({ code }) => facts[code]);

export const without = (facts: Record<string, Fact>, code: string) =>
  Object.fromEntries(Object.entries(facts).filter(([each]) => each !== code));
