import type { Instrument } from './definition.ts';
import type { Fault } from './fault.ts';
import { placedItems } from './faults.ts';
import type { Item } from './item.ts';
import { optionsOf } from './parts.ts';
import { textIn } from './text.ts';

/**
 * What would make answers of two versions look alike that are not: a code that asks something else, or is answered with something else,
 * than in an earlier version. A new meaning has a new code.
 *
 * @example faultsAgainstEarlier(second, first) // [{ path: […], reason: 'sleep asked something else in version 1: …' }]
 */
export function faultsAgainstEarlier(instrument: Instrument, earlier: Instrument): Fault[] {
  const before = new Map([...placedItems(earlier)].map(({ item }) => [item.code, item]));
  return [...placedItems(instrument)].flatMap(({ item, path }): Fault[] => {
    const old = before.get(item.code);
    if (!old) return [];
    const refuse = (field: string, how: string) => [
      {
        path: [...path, field],
        reason: `${item.code} ${how} in version ${earlier.version}: give the new meaning a new code`,
      },
    ];
    if (old.kind !== item.kind) return refuse('kind', `was a ${old.kind}`);
    if (plain(old) !== plain(item)) return refuse('asks', 'asked something else');
    return answersOf(earlier, old) === answersOf(instrument, item) ? [] : refuse('code', 'had other answers');
  });
}

/** How it is worded without regard to stops, capitals and spaces: mending a comma is no other meaning. */
function plain(item: Item): string {
  return textIn(item.asks, 'en')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function answersOf(instrument: Instrument, item: Item): string {
  const options = optionsOf(instrument, item).map(({ code, value }) => [code, value ?? null]);
  const rows = item.kind === 'grid' ? item.rows.map(({ code }) => code) : [];
  return JSON.stringify([options, rows]);
}
