import { type Answers, answeredWith } from './answer.ts';
import type { Instrument } from './definition.ts';
import { namesSomebody } from './faults.ts';
import type { Asked } from './item.ts';
import { isAsked, itemsOf, optionsOf } from './parts.ts';
import type { Scale } from './scale.ts';
import { scoreAnswers } from './score.ts';
import { countedAnswers } from './shown.ts';

/** What many said to one item. */
export type ItemTally = {
  item: Asked;
  /** How many answered, would rather not, and left it. */
  answered: number;
  declined: number;
  blank: number;
  /** For what is chosen: how many gave each answer; of a grid by row, as `row.code`; of a ranking, how many put it first. */
  counts: ReadonlyMap<string, number>;
  /** For what is written, in an order that says nothing about who wrote it. */
  texts: readonly string[];
  /** For numbers. */
  mean: number | undefined;
};

/** What many came to on one scale. */
export type ScaleTally = {
  scale: Scale;
  number: number;
  mean: number | undefined;
  deviation: number | undefined;
  /** How many came to each level, by its code. */
  levels: ReadonlyMap<string, number>;
};

export type Tally = { number: number; items: readonly ItemTally[]; scales: readonly ScaleTally[] };

/**
 * Adds up what many answered. What was not asked of somebody is neither blank nor an answer.
 *
 * @example tally(instrument, [answers, others]).items[0].counts.get('often') // 2
 */
export function tally(instrument: Instrument, all: readonly Answers[]): Tally {
  const counted = all.map((answers) => countedAnswers(instrument, answers));
  const scored = all.map((answers) => scoreAnswers(instrument, answers));
  return {
    number: all.length,
    items: itemsOf(instrument)
      .filter(isAsked)
      .map((item) => tallyItem(instrument, item, counted)),
    scales: instrument.scales.map((scale, index) => {
      const results = scored.flatMap((one) => one[index] ?? []);
      return {
        scale,
        ...tallyScale(results.flatMap(({ value }) => value ?? [])),
        levels: countsOf(results.flatMap(({ level }) => level?.code ?? [])),
      };
    }),
  };
}

function tallyItem(instrument: Instrument, item: Asked, all: readonly Answers[]): ItemTally {
  const given = all.map((answers) => answers[item.code]);
  const values = all.flatMap((answers) => answeredWith(answers, item.code) ?? []);
  const isWritten =
    optionsOf(instrument, item).length === 0 && item.kind !== 'number' && item.kind !== 'date';
  const numbers = item.kind === 'number' ? values.filter((value) => typeof value === 'number') : [];
  return {
    item,
    answered: values.length,
    declined: given.filter((answer) => answer && 'declined' in answer).length,
    blank: given.filter((answer) => answer === undefined).length,
    counts: isWritten ? new Map() : countsOf(values.flatMap((value) => codesIn(item, value))),
    texts: isWritten && !namesSomebody(item) ? values.map(String).sort() : [],
    mean: meanOf(numbers),
  };
}

function codesIn(item: Asked, value: NonNullable<ReturnType<typeof answeredWith>>): string[] {
  if (typeof value !== 'object') return item.kind === 'number' ? [] : [String(value)];
  if (item.kind === 'grid') return Object.entries(value).map(([row, code]) => `${row}.${code}`);
  return item.kind === 'ranking' ? Object.values(value).slice(0, 1) : Object.values(value);
}

function countsOf(codes: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

function tallyScale(values: readonly number[]): Pick<ScaleTally, 'number' | 'mean' | 'deviation'> {
  const mean = meanOf(values);
  if (mean === undefined || values.length < 2) return { number: values.length, mean, deviation: undefined };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { number: values.length, mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}

function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Fewer on either side say nothing about a change. */
export const LEAST_FOR_CHANGE = 10;

/** A change of the mean, and within what it lies with 95 per cent confidence. */
export type Change = { by: number; from: number; to: number };

/**
 * How a scale changed between two campaigns, by Welch's interval for two groups: who answered may differ, so nobody is paired. Nothing
 * where either side has fewer than ten.
 *
 * @source B. L. Welch, The generalization of Student's problem, Biometrika 34 (1947), with the normal quantile 1.96
 * @example changeOf(now, before) // { by: 0.3, from: 0.1, to: 0.5 }
 */
export function changeOf(now: ScaleTally, before: ScaleTally): Change | undefined {
  if (now.number < LEAST_FOR_CHANGE || before.number < LEAST_FOR_CHANGE) return undefined;
  if (now.mean === undefined || before.mean === undefined) return undefined;
  const error = Math.sqrt(
    (now.deviation ?? 0) ** 2 / now.number + (before.deviation ?? 0) ** 2 / before.number,
  );
  const by = now.mean - before.mean;
  return { by, from: by - 1.96 * error, to: by + 1.96 * error };
}
