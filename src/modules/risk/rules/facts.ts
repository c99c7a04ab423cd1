import type { PlainDate } from '#dates';

/**
 * One thing known about one person, as the engine reads it. What is not known is `undefined`, never a fact.
 *
 * - `date`: the last day the fact takes into account (the review date, or the last register counted)
 * - `source`: who says so, in words a person would recognise: 'Hillside School registers'
 * - `atLeast`: more may have happened than is on record, so the number is the least it can be
 * - `ratio`: whole counts, `part` of `whole`, such as sessions absent of sessions possible
 */
export type Fact =
  | { kind: 'number'; value: number; date: PlainDate; source: string; atLeast?: boolean }
  | { kind: 'ratio'; part: number; whole: number; date: PlainDate; source: string }
  | { kind: 'yes_no'; value: boolean; date: PlainDate; source: string }
  | { kind: 'category'; value: string; date: PlainDate; source: string };

export type FactKind = Fact['kind'];

/**
 * Whether a fact says anything. A share of nothing (`whole` 0), more than the whole, a negative or broken count
 * and a number that is not one are contradictions or gaps: all are unknown, none is "no".
 *
 * @example isUsable({ kind: 'ratio', part: 0, whole: 0, date, source }) // false
 */
export function isUsable(fact: Fact): boolean {
  if (fact.kind === 'number') return Number.isFinite(fact.value);
  if (fact.kind !== 'ratio') return true;
  const { part, whole } = fact;
  return Number.isSafeInteger(part) && Number.isSafeInteger(whole) && whole > 0 && part >= 0 && part <= whole;
}

/**
 * Compares a share with a percentage in whole numbers: negative below it, 0 exactly at it, positive above.
 * Floating point would put 899,999 of 1,000,000 and 9 of 10 on the wrong side sooner or later.
 *
 * @param hundredths the threshold in hundredths of a per cent: 9000 is 90 %
 * @example compareShare(9, 10, 9000) // 0
 */
export function compareShare(part: number, whole: number, hundredths: number): number {
  return part * 10_000 - hundredths * whole;
}
