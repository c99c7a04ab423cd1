/** The columns of a file that a rule set measures, as numbers for a regression on the values themselves. */
import type { RuleSet } from '#modules/risk';
import type { Cells } from '../evaluation/join.ts';

/** One array of numbers a person, or why there is none. */
export type Values = { columns: string[]; rows: number[][] } | { absent: string };

/**
 * The values of every measure of the rule set that is a column of the file under the same name: numbers as they are,
 * two words as 0 and 1. All or nothing: a regression on fewer columns would be no yardstick.
 *
 * @param people identifiers, in the order wanted
 */
export function valuesOf(
  { indicators }: RuleSet,
  { header, rows }: Cells,
  people: readonly string[],
): Values {
  const columns = [...new Set(indicators.map(({ measure }) => measure))];
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0) return { absent: `the file has no column ${missing.join(', ')}` };
  const numbers: number[][] = [];
  for (const column of columns) {
    const at = header.indexOf(column);
    const read = asNumbers(people.map((person) => (rows.get(person)?.[at] ?? '').trim()));
    if (!read) return { absent: `the column ${column} has blanks, or more than two words` };
    numbers.push(read);
  }
  return { columns, rows: people.map((_, person) => numbers.map((column) => column[person] ?? 0)) };
}

function asNumbers(cells: readonly string[]): number[] | undefined {
  if (cells.includes('')) return undefined;
  const numbers = cells.map(Number);
  if (numbers.every(Number.isFinite)) return numbers;
  const words = [...new Set(cells)].sort();
  return words.length > 2 ? undefined : cells.map((cell) => words.indexOf(cell));
}

/**
 * Shifts and scales columns to mean 0 and deviation 1 by some people, and gives the way to do the same to anybody: what
 * is held back has no say in it.
 */
export function standardiser(rows: readonly (readonly number[])[]): (row: readonly number[]) => number[] {
  const scales = (rows[0] ?? []).map((_, at) => {
    const values = rows.map((row) => row[at] ?? 0);
    const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / values.length);
    return { middle, spread: spread > 0 ? spread : 1 };
  });
  return (row) => row.map((value, at) => (value - (scales[at]?.middle ?? 0)) / (scales[at]?.spread ?? 1));
}
