import type { CellBounds } from './find-cells.ts';
import { findCell, type KnownCells, keepCell, noCells } from './known-cells.ts';

/** As known cells, for columns in which nearly every cell has one or two characters: they are found by their number. */
export type KnownCodes = { short: Int32Array; others: KnownCells };

export function noCodes(): KnownCodes {
  return { short: new Int32Array(1 << 16).fill(-1), others: noCells() };
}

/** The number with which the cell in a column of a line was kept, or -1. */
export function findCode(known: KnownCodes, bytes: Uint8Array, bounds: CellBounds, column: number): number {
  const number = numberOf(bytes, bounds.starts[column] ?? 0, bounds.ends[column] ?? 0);
  return number < 0 ? findCell(known.others, bytes, bounds, column) : (known.short[number] ?? -1);
}

/** Keeps a cell with a number of 0 or more. */
export function keepCode(known: KnownCodes, cell: string, value: number): void {
  const bytes = Buffer.from(cell, 'utf8');
  const number = /["\r\n]/.test(cell) ? -1 : numberOf(bytes, 0, bytes.length);
  if (number < 0) keepCell(known.others, cell, value);
  else known.short[number] = value;
}

/** A number for one or two bytes, -1 for more; NUL is left out, or a byte alone and one before a NUL would be the same. */
function numberOf(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start] ?? 0;
  if (end - start === 1) return first << 8;
  const second = bytes[start + 1] ?? 0;
  return end - start === 2 && second !== 0 ? (first << 8) | second : -1;
}
