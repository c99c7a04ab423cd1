import { copy } from './cells.ts';

/** What each different cell was read as. */
export type Memory<Value> = {
  recall(cell: string): Value | undefined;
  keep(cell: string, value: Value): void;
};

/** A file of nothing but different values would otherwise fill the memory. */
const MOST = 2_000_000;

/**
 * Remembers cells, so that each different one is checked once. Codes of one or two characters are found by number. For
 * longer cells: register files go pupil by pupil or day by day, always in the same order, so the cell met last and the
 * one after it are tried first; comparing two strings costs far less than hashing one that was just cut from a file.
 */
export function memory<Value>(): Memory<Value> {
  // Made when it is needed: a file may name thousands of settings, each with a memory of its own.
  let short: (Value | undefined)[] | undefined;
  const places = new Map<string, number>();
  const cells: string[] = [];
  const values: Value[] = [];
  let last = 0;

  return {
    recall(cell) {
      const number = shortNumber(cell);
      if (number >= 0) return short?.[number];
      if (cells[last] === cell) return values[last];
      const next = last + 1 < cells.length ? last + 1 : 0;
      if (cells[next] === cell) {
        last = next;
        return values[next];
      }
      const at = places.get(cell);
      if (at === undefined) return undefined;
      last = at;
      return values[at];
    },
    keep(cell, value) {
      const number = shortNumber(cell);
      if (number >= 0) {
        short ??= new Array(1 << 14).fill(undefined);
        short[number] = value;
        return;
      }
      if (cells.length >= MOST) return;
      const own = copy(cell);
      last = cells.push(own) - 1;
      values.push(value);
      places.set(own, last);
    },
  };
}

/** A number for a cell of one or two ASCII characters, unique among them; -1 for any other cell. */
function shortNumber(cell: string): number {
  if (cell.length > 2 || cell.length === 0) return -1;
  const first = cell.charCodeAt(0);
  if (!isAscii(first)) return -1;
  if (cell.length === 1) return first << 7;
  const second = cell.charCodeAt(1);
  return isAscii(second) ? (first << 7) | second : -1;
}

/** NUL is left out: after a character it would have the number of that character alone. */
function isAscii(code: number): boolean {
  return code > 0 && code < 128;
}
