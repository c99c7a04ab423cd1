import { z } from 'zod';

/** The comparators of a band, as they are written in the file. */
export const COMPARATORS = ['below', 'at_most', 'above', 'at_least', 'is'] as const;
export type Comparator = (typeof COMPARATORS)[number];

const threshold = z
  .number()
  .refine(
    (value) => Number.isSafeInteger(Math.round(value * 100)) && isHundredths(value),
    'use at most two decimals',
  );

/**
 * One band of an indicator: one comparator and the points it gives. The comparator is always written out, because
 * three published versions of the same RONI table disagree about exactly 90 % and exactly 85 %.
 */
export const bandSchema = z
  .strictObject({
    below: threshold.optional(),
    at_most: threshold.optional(),
    above: threshold.optional(),
    at_least: threshold.optional(),
    is: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional(),
    points: z.int().min(1, { abort: true }),
    says: z.string().min(1).optional(),
  })
  .refine((band) => COMPARATORS.filter((name) => band[name] !== undefined).length === 1, {
    message: `a band needs exactly one of ${COMPARATORS.join(', ')}`,
    // The checks of the whole list take each band for a good one.
    abort: true,
  });
export type Band = z.infer<typeof bandSchema>;

/** A band taken apart: its comparator with a number, or with the values it names. */
export type Condition =
  | { comparator: Exclude<Comparator, 'is'>; threshold: number }
  | { comparator: 'is'; values: readonly string[] };

export function conditionOf(band: Band): Condition {
  if (band.is !== undefined)
    return { comparator: 'is', values: typeof band.is === 'string' ? [band.is] : band.is };
  if (band.below !== undefined) return { comparator: 'below', threshold: band.below };
  if (band.at_most !== undefined) return { comparator: 'at_most', threshold: band.at_most };
  if (band.above !== undefined) return { comparator: 'above', threshold: band.above };
  if (band.at_least !== undefined) return { comparator: 'at_least', threshold: band.at_least };
  throw new Error('A band without a comparator passed the schema');
}

/**
 * What is wrong with the bands of one indicator as a list, or nothing. The first band that matches wins, so they
 * run from most points to fewest, point one way, and every later band reaches further than the one before.
 */
export function faultInBands(kind: string, bands: readonly Band[]): string | undefined {
  const conditions = bands.map(conditionOf);
  const numeric = kind === 'number' || kind === 'ratio';
  for (const [index, condition] of conditions.entries()) {
    if (numeric === (condition.comparator === 'is')) {
      return numeric ? `a ${kind} needs below, at_most, above or at_least` : `a ${kind} indicator needs is`;
    }
    if (
      kind === 'ratio' &&
      'threshold' in condition &&
      (condition.threshold < 0 || condition.threshold > 100)
    ) {
      return 'a percentage lies between 0 and 100';
    }
    const before = bands[index - 1];
    const band = bands[index];
    if (before && band && (band.points > before.points || (numeric && band.points === before.points))) {
      return 'bands run from most points to fewest';
    }
  }
  return numeric ? faultInOrder(conditions) : faultInValues(kind, conditions);
}

function faultInOrder(conditions: readonly Condition[]): string | undefined {
  for (let index = 1; index < conditions.length; index += 1) {
    const [before, here] = [conditions[index - 1], conditions[index]];
    if (!before || !here || before.comparator === 'is' || here.comparator === 'is') continue;
    if (isLow(before.comparator) !== isLow(here.comparator)) return 'bands of one indicator point one way';
    const gap = isLow(here.comparator)
      ? here.threshold - before.threshold
      : before.threshold - here.threshold;
    const reaches = gap > 0 || (gap === 0 && isStrict(before.comparator) && !isStrict(here.comparator));
    if (!reaches) return 'this band can never match: an earlier one covers it';
  }
  return undefined;
}

function faultInValues(kind: string, conditions: readonly Condition[]): string | undefined {
  const values = conditions.flatMap((condition) =>
    condition.comparator === 'is' ? [...condition.values] : [],
  );
  if (new Set(values).size !== values.length) return 'a value stands in two bands';
  if (kind !== 'yes_no') return undefined;
  if (values.some((value) => value !== 'yes' && value !== 'no')) return 'a yes_no band is yes or no';
  return values.length > 1 ? 'yes and no cannot both be a concern' : undefined;
}

/** Whether a smaller number is more of a concern. */
export function isLow(comparator: Comparator): boolean {
  return comparator === 'below' || comparator === 'at_most';
}

function isStrict(comparator: Comparator): boolean {
  return comparator === 'below' || comparator === 'above';
}

function isHundredths(value: number): boolean {
  return Math.abs(value * 100 - Math.round(value * 100)) < 1e-6;
}
