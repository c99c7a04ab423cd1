import type { ItemTally, Tally } from './tally.ts';

/** Fewer anonymous answers than this are shown to nobody: too many people could be guessed. */
export const LEAST_ANONYMOUS = 10;

/**
 * Anonymous results as they may be shown: none of fewer than ten, and every number rounded to five, so that no difference between two
 * looks, or between an item and its sum, tells of one person. Scales need ten as well.
 *
 * @source suppression below 10 and rounding to 5: practice of official statistics on schools
 * @example hideFew(tally(instrument, sheets)) // undefined for nine sheets
 */
export function hideFew(tally: Tally): Tally | undefined {
  if (tally.number < LEAST_ANONYMOUS) return undefined;
  return {
    number: toFive(tally.number),
    items: tally.items.map(hideInItem),
    scales: tally.scales.map((scale) => ({
      ...scale,
      number: toFive(scale.number),
      mean: scale.number < LEAST_ANONYMOUS ? undefined : scale.mean,
      levels: rounded(scale.levels),
    })),
  };
}

function hideInItem(item: ItemTally): ItemTally {
  return {
    ...item,
    answered: toFive(item.answered),
    declined: toFive(item.declined),
    blank: toFive(item.blank),
    counts: rounded(item.counts),
    mean: item.answered < LEAST_ANONYMOUS ? undefined : item.mean,
    texts: item.answered < LEAST_ANONYMOUS ? [] : item.texts,
  };
}

function rounded(counts: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...counts].map(([code, count]) => [code, toFive(count)]));
}

function toFive(number: number): number {
  return Math.round(number / 5) * 5;
}

/**
 * A text without the names of people: every word that is part of a name of somebody at the setting, where it begins with a capital.
 *
 * @param names keys of names in small letters, such as `amina`
 * @example withoutNames('Amina helps me', new Set(['amina'])) // '… helps me'
 */
export function withoutNames(text: string, names: ReadonlySet<string>): string {
  return text.replaceAll(/\p{Lu}[\p{L}’'-]*/gu, (word) =>
    names.has(word.toLowerCase().replace(/[’']s$/, '')) ? '…' : word,
  );
}
