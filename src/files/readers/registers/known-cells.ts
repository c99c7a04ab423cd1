import type { CellBounds } from './find-cells.ts';

/**
 * What cells were read as, found again by their bytes: nothing is cut from the file and no text is made. An object and
 * functions rather than closures, which cost twice as much when they are called a hundred million times.
 */
export type KnownCells = {
  text: Uint8Array;
  /** Where each cell starts in `text`; it ends where the next starts. */
  starts: Int32Array;
  values: Int32Array;
  /** Places of cells by hash, one more than the place; 0 is free. */
  places: Int32Array;
  count: number;
  last: number;
};

/** A file of nothing but different cells would otherwise fill the memory. */
const MOST = 2_000_000;
/** What only a row that is split as text can hold in a cell: never known, so that such a row is always split so. */
const NEEDS_TEXT = /["\r\n]/;

export function noCells(): KnownCells {
  return {
    text: new Uint8Array(1 << 10),
    starts: new Int32Array(1 << 6),
    values: new Int32Array(1 << 6),
    places: new Int32Array(1 << 8),
    count: 0,
    last: 0,
  };
}

/**
 * The number with which the cell in a column of a line was kept, or -1. Register files go young person by young person
 * or day by day, always in the same order, so the cell met last and the one after it are tried first.
 *
 * @example
 * const days = noCells();
 * keepCell(days, '2026-09-01', 20_697);
 * findCell(days, Buffer.from('2026-09-01,AM'), bounds, 0) // 20_697
 */
export function findCell(known: KnownCells, bytes: Uint8Array, bounds: CellBounds, column: number): number {
  return find(known, bytes, bounds.starts[column] ?? 0, bounds.ends[column] ?? 0);
}

/** Keeps a cell with a number of 0 or more; one that is known already stays as it is. */
export function keepCell(known: KnownCells, cell: string, value: number): void {
  const bytes = Buffer.from(cell, 'utf8');
  if (known.count >= MOST || NEEDS_TEXT.test(cell) || find(known, bytes, 0, bytes.length) >= 0) return;
  const place = known.count;
  const from = known.starts[place] ?? 0;
  makeRoom(known, from + bytes.length);
  known.text.set(bytes, from);
  known.values[place] = value;
  known.starts[place + 1] = from + bytes.length;
  known.last = place;
  known.count += 1;
  if (2 * known.count <= known.places.length) {
    putIn(known, place);
    return;
  }
  known.places = new Int32Array(4 * known.places.length);
  for (let each = 0; each < known.count; each += 1) putIn(known, each);
}

function find(known: KnownCells, bytes: Uint8Array, start: number, end: number): number {
  const { count, places, values } = known;
  const length = end - start;
  if (isAt(known, known.last, bytes, start, length)) return values[known.last] ?? -1;
  const next = known.last + 1 < count ? known.last + 1 : 0;
  if (isAt(known, next, bytes, start, length)) {
    known.last = next;
    return values[next] ?? -1;
  }
  const mask = places.length - 1;
  for (let at = hash(bytes, start, end) & mask; places[at] !== 0; at = (at + 1) & mask) {
    const place = (places[at] ?? 0) - 1;
    if (!isAt(known, place, bytes, start, length)) continue;
    known.last = place;
    return values[place] ?? -1;
  }
  return -1;
}

function isAt(known: KnownCells, place: number, bytes: Uint8Array, start: number, length: number): boolean {
  const { text, starts } = known;
  const from = starts[place] ?? 0;
  if (place >= known.count || (starts[place + 1] ?? 0) - from !== length) return false;
  // Cells that follow each other differ in their last characters first.
  for (let at = length - 1; at >= 0; at -= 1) if (text[from + at] !== bytes[start + at]) return false;
  return true;
}

function putIn({ text, starts, places }: KnownCells, place: number): void {
  const mask = places.length - 1;
  let at = hash(text, starts[place] ?? 0, starts[place + 1] ?? 0) & mask;
  while (places[at] !== 0) at = (at + 1) & mask;
  places[at] = place + 1;
}

function makeRoom(known: KnownCells, characters: number): void {
  if (characters > known.text.length) {
    const { text } = known;
    known.text = new Uint8Array(2 * characters);
    known.text.set(text);
  }
  if (known.count + 2 <= known.starts.length) return;
  const { starts, values } = known;
  known.starts = new Int32Array(2 * starts.length);
  known.starts.set(starts);
  known.values = new Int32Array(2 * values.length);
  known.values.set(values);
}

/** FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo). */
function hash(bytes: Uint8Array, start: number, end: number): number {
  let mixed = 0x811c9dc5;
  for (let at = start; at < end; at += 1) mixed = Math.imul(mixed ^ (bytes[at] ?? 0), 0x01000193);
  return mixed ^ (mixed >>> 15);
}
