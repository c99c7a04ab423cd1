import { copy } from './cells.ts';

/** What each different cell was read as. */
export type Memory<Value> = {
  recall(cell: string): Value | undefined;
  keep(cell: string, value: Value): void;
};

type Entry<Value> = { cell: string; value: Value };

/** A file of nothing but different values would otherwise fill the memory. */
const MOST = 2_000_000;

/**
 * Remembers cells, so that each different one is checked once. Register files go pupil by pupil or day by day, always in
 * the same order: the entry used last or the one after it is tried first, since comparing two strings costs far less
 * than hashing one that was just cut from a file.
 */
export function memory<Value>(): Memory<Value> {
  const order: Entry<Value>[] = [];
  const places = new Map<string, number>();
  let last = 0;
  return {
    recall(cell) {
      const same = order[last];
      if (same === undefined) return undefined;
      if (same.cell === cell) return same.value;
      const after = last + 1 < order.length ? last + 1 : 0;
      const next = order[after];
      if (next?.cell === cell) {
        last = after;
        return next.value;
      }
      const at = places.get(cell);
      if (at === undefined) return undefined;
      last = at;
      return order[at]?.value;
    },
    keep(cell, value) {
      if (order.length >= MOST) return;
      const own = copy(cell);
      last = order.push({ cell: own, value }) - 1;
      places.set(own, last);
    },
  };
}
