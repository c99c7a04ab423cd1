import { z } from 'zod';
import { bandSchema, faultInBands } from './band.ts';
import { DOMAINS, TIERS } from './domains.ts';
import { faultInWording } from './placeholders.ts';
import { isProtectedMeasure } from './protected.ts';
import { windowSchema } from './window.ts';

const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use small letters, digits and hyphens');
const code = z
  .string()
  .regex(/^[a-z0-9]+([._][a-z0-9]+)*$/, 'use small letters, digits, dots and underscores');
const words = z.string().trim().min(1, 'say it in words');

const sourceSchema = z.strictObject({
  title: words,
  section: words.optional(),
  year: z.int().min(1900).max(2100).optional(),
});

const indicatorSchema = z
  .strictObject({
    code,
    /** What is measured, for lists and for what is unknown: 'Attendance in the last six months'. */
    name: words,
    factor: code,
    domain: z.enum(DOMAINS),
    /** The name a record module or an import gives the fact: `absence`, `circumstance.looked_after`, `failures`. */
    measure: z.string().regex(/^[A-Za-z][\w.-]*$/, 'a measure starts with a letter and has no spaces'),
    window: windowSchema.optional(),
    kind: z.enum(['ratio', 'number', 'yes_no', 'category']),
    bands: z.array(bandSchema).min(1),
    /** Category only: the values that are known and score nothing. Any other value is unknown. */
    clear: z.array(z.string().min(1)).min(1).optional(),
    /** Category only: plain words for its values. */
    words: z.record(z.string(), words).optional(),
    /** Number only: what is counted. */
    unit: z.strictObject({ one: words, other: words }).optional(),
    /** The reason in words; may use {value} {date} {span} {part} {whole}. */
    says: words,
    /** Whose threshold it is: a published rule, one of the handbooks, or ours. */
    whose: z.enum(['published', 'seed', 'ours']),
    source: sourceSchema,
  })
  .superRefine((indicator, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const bands = faultInBands(indicator.kind, indicator.bands);
    if (bands) refuse('bands', bands);
    if ((indicator.kind === 'category') !== (indicator.clear !== undefined)) {
      refuse('clear', 'a category, and only a category, lists the values that are clear');
    }
    const scoring = indicator.bands.flatMap((band) => band.is ?? []);
    if (indicator.clear?.some((value) => scoring.includes(value)))
      refuse('clear', 'a clear value also scores');
    if (indicator.words && indicator.kind !== 'category')
      refuse('words', 'only a category has words for its values');
    if (indicator.unit && indicator.kind !== 'number') refuse('unit', 'only a number has a unit');
    for (const says of [indicator.says, ...indicator.bands.flatMap((band) => band.says ?? [])]) {
      const fault = faultInWording(says, indicator);
      if (fault) refuse('says', fault);
    }
  });
/** One measure against its bands, in one domain. */
export type Indicator = z.infer<typeof indicatorSchema>;

/**
 * A rule set as it stands in `library/rules/`: what is measured, when it counts, how much, and on whose word.
 * Refuses bands out of order, marks a point could not reach, tiers that do not start at 0, and, in a `default`
 * set, any measure of a protected characteristic (see `isProtectedMeasure`).
 *
 * @example ruleSetSchema.parse(yaml)
 */
export const ruleSetSchema = z
  .strictObject({
    name,
    version: z.int().min(1),
    title: words,
    /** default: Waymark's own; baseline: published by others, kept for comparison; engine-test: proves arithmetic. */
    status: z.enum(['default', 'baseline', 'engine-test']),
    /** What it is, whose it is, and what it must not be used for. */
    about: z.string().trim().min(40, 'say what it is, whose, and what it must not be used for'),
    source: sourceSchema,
    signedOff: z.strictObject({ by: words, role: words.optional(), on: z.iso.date() }).optional(),
    /** Points a domain needs for one tick and for two. */
    marks: z.strictObject({ one: z.int().min(1), two: z.int().min(2) }),
    tiers: z.array(z.strictObject({ tier: z.enum(TIERS), from: z.int().min(0) })).min(1),
    /** Published names of score ranges, such as colours, highest first or last alike. */
    bands: z.array(z.strictObject({ name: words, from: z.int().min(0), says: words.optional() })).optional(),
    /** Measures that may never be used, such as the outcome the set is tested against. */
    neverScores: z.array(z.string().min(1)).optional(),
    indicators: z.array(indicatorSchema).min(1),
  })
  .superRefine((rules, context) => {
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (rules.marks.two <= rules.marks.one) refuse(['marks', 'two'], 'two ticks need more points than one');
    const least = Math.min(...rules.indicators.flatMap(({ bands }) => bands.map(({ points }) => points)));
    if (rules.marks.one > least) refuse(['marks', 'one'], 'a reason must be enough for one tick');
    if (!rules.tiers.some(({ from }) => from === 0)) refuse(['tiers'], 'one tier starts at 0');
    if (!rises(rules.tiers, (step) => TIERS.indexOf(step.tier)))
      refuse(['tiers'], 'more points, higher tier');
    const seen = new Set<string>();
    const never = new Set(rules.neverScores?.map((measure) => measure.toLowerCase()));
    for (const [index, indicator] of rules.indicators.entries()) {
      const path = ['indicators', index];
      if (seen.has(indicator.code)) refuse([...path, 'code'], `two indicators are called ${indicator.code}`);
      seen.add(indicator.code);
      if (never.has(indicator.measure.toLowerCase())) {
        refuse([...path, 'measure'], `${indicator.measure} is listed under neverScores`);
      }
      if (rules.status === 'default' && isProtectedMeasure(indicator.measure)) {
        refuse([...path, 'measure'], `${indicator.measure} is a protected characteristic and never scores`);
      }
    }
  });
export type RuleSet = z.infer<typeof ruleSetSchema>;

function rises<Step extends { from: number }>(steps: readonly Step[], rank: (step: Step) => number): boolean {
  const ordered = steps.toSorted((one, other) => one.from - other.from);
  return ordered.every((step, index) => {
    const before = ordered[index - 1];
    return !before || (step.from > before.from && rank(step) > rank(before));
  });
}
