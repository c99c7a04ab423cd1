import type { Instrument, Page } from './definition.ts';
import type { Asked, Item, Option } from './item.ts';

/** The items of a page, in order. */
export function itemsOn(page: Page): Item[] {
  return page.sections.flatMap(({ items }) => items);
}

/** The items of an instrument, in order. */
export function itemsOf(instrument: Instrument): Item[] {
  return instrument.pages.flatMap(itemsOn);
}

/** Definitions never change, so what is found in one is found once. */
const byCode = new WeakMap<Instrument, ReadonlyMap<string, Item>>();

/**
 * One item by its code.
 *
 * @example itemNamed(instrument, 'sleep')?.kind // 'scale'
 */
export function itemNamed(instrument: Instrument, code: string): Item | undefined {
  const known = byCode.get(instrument) ?? new Map(itemsOf(instrument).map((item) => [item.code, item]));
  byCode.set(instrument, known);
  return known.get(code);
}

/** Whether somebody answers it: a statement is only read. */
export function isAsked(item: Item): item is Asked {
  return item.kind !== 'statement';
}

/**
 * The answers an item offers, its own or those of the list that it names; none for an item that is written.
 *
 * @example optionsOf(instrument, item).map(({ code }) => code) // ['never', 'sometimes', 'often']
 */
export function optionsOf(instrument: Pick<Instrument, 'answers'>, item: Item): readonly Option[] {
  if (!('answers' in item)) return [];
  return typeof item.answers === 'string' ? (instrument.answers[item.answers] ?? []) : item.answers;
}
