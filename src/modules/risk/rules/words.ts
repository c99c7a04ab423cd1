import { britishDate } from '#dates';
import { type Condition, conditionOf } from './band.ts';
import { compareShare, type Fact } from './facts.ts';
import { PLACE } from './placeholders.ts';
import type { Indicator } from './rule-set.ts';
import { windowWords } from './window.ts';

/** A value as JSON that can be printed as it is. */
export type Shown = number | string | boolean;

/**
 * Prepares a wording once, so that filling it for each of 100,000 people is one pass over its parts.
 *
 * @returns a function from a fact and its displayed value to the finished sentence
 */
export function wording(says: string, indicator: Indicator): (fact: Fact, value: Shown) => string {
  const spanned = says.replaceAll('{span}', windowWords(indicator.window));
  const parts = spanned.split(PLACE);
  if (parts.length === 1) return () => spanned;
  return (fact, value) => {
    let text = '';
    for (let index = 0; index < parts.length; index += 1) {
      text += index % 2 === 0 ? parts[index] : filled(parts[index], fact, value, indicator);
    }
    return text;
  };
}

function filled(place: string | undefined, fact: Fact, value: Shown, indicator: Indicator): string {
  if (place === 'date') return britishDate(fact.date);
  if (place === 'part' && fact.kind === 'ratio') return String(fact.part);
  if (place === 'whole' && fact.kind === 'ratio') return String(fact.whole);
  return withUnit(value, indicator);
}

/**
 * Prepares the display of an indicator's values. A share becomes a percentage, and with any other number is rounded
 * to one decimal, with more decimals where rounding would carry it on to or over a threshold (89.96 below 90 never
 * prints as 90).
 *
 * @example display(attendance)({ kind: 'ratio', part: 8996, whole: 10000, date, source }) // 89.96
 */
export function display(indicator: Indicator): (fact: Fact) => Shown {
  const thresholds = indicator.bands.flatMap((band) => {
    const condition = conditionOf(band);
    return condition.comparator === 'is' ? [] : [condition.threshold];
  });
  return (fact) => {
    if (fact.kind === 'yes_no') return fact.value;
    if (fact.kind === 'category') return indicator.words?.[fact.value] ?? fact.value;
    const exact = fact.kind === 'ratio' ? (fact.part / fact.whole) * 100 : fact.value;
    if (fact.kind === 'number' && Number.isInteger(exact)) return exact;
    for (let scale = 10; scale <= 1e10; scale *= 10) {
      const rounded = Math.round(exact * scale) / scale;
      if (thresholds.every((threshold) => Math.sign(rounded - threshold) === side(fact, threshold)))
        return rounded;
    }
    return exact;
  };
}

function side(fact: Fact, threshold: number): number {
  if (fact.kind === 'ratio')
    return Math.sign(compareShare(fact.part, fact.whole, Math.round(threshold * 100)));
  return fact.kind === 'number' ? Math.sign(fact.value - threshold) : 0;
}

/**
 * A band's condition in words, with its unit.
 *
 * @example thresholdWords({ comparator: 'below', threshold: 90 }, attendance) // 'below 90%'
 */
export function thresholdWords(condition: Condition, indicator: Indicator): string {
  if (condition.comparator === 'is') {
    return condition.values.map((value) => indicator.words?.[value] ?? value).join(' or ');
  }
  return `${condition.comparator.replace('_', ' ')} ${withUnit(condition.threshold, indicator)}`;
}

function withUnit(value: Shown, { kind, unit }: Indicator): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (kind === 'ratio') return `${value}%`;
  return unit ? `${value} ${value === 1 ? unit.one : unit.other}` : String(value);
}
