import { Refused } from '#outcome';
import { type Cell, LEAST_SHOWN, type Line, rounded, workedOut } from './outsider.ts';

/** Counts of people by two things. Tables that are given out together count the same people, and so do columns of one name. */
export type CountTable = {
  name: string;
  rows: readonly string[];
  columns: readonly string[];
  /** Row by row. */
  counts: readonly (readonly number[])[];
};

/** What may be shown of a table: rounded, and null where nothing may. The last row and the last column are the sums. */
export type ControlledTable = Pick<CountTable, 'name' | 'rows' | 'columns'> & {
  numbers: (number | null)[][];
};

/** A table of fewer settings than this would be about one of them, for whoever knows the other. */
const LEAST_SETTINGS = 3;
/** A number that is not shown has to be able to be anything within so many. */
const LEAST_DOUBT = LEAST_SHOWN;
const SUM = '=';

/**
 * The one way out for numbers about young people. Nothing below 10 is shown; what is shown is rounded to 5; and so much more
 * is left out that nobody can work out from sums, or from one table beside another, what was left out: whatever they
 * add and subtract, each small number may be anything within ten. All tables are looked at together.
 *
 * @param settings how many settings the counted are at; fewer than three are refused
 * @param together columns of one table that come to one of another: whoever holds both can add them up too
 * @source suppression below 10, rounding to 5 and secondary suppression: practice of official statistics on schools
 * @example forOutside([{ name: 'year', rows: ['9'], columns: ['none', 'some'], counts: [[120, 4]] }], 12)
 * // [{ …, numbers: [[null, null, 125], [null, null, 125]] }]
 */
export function forOutside(
  tables: readonly CountTable[],
  settings: number,
  together: Readonly<Record<string, readonly string[]>> = {},
): ControlledTable[] {
  if (settings < LEAST_SETTINGS)
    throw new Refused(
      `Numbers leave the organisation only when they are about at least ${LEAST_SETTINGS} settings: these are about ${settings}.`,
    );
  const { cells, lines } = publicationOf(tables);
  for (const [sum, parts] of Object.entries(together))
    lines.push({ parts: sumsOf(parts), sum: sumsOf([sum])[0] ?? '' });
  protect(cells, lines);
  return tables.map((table, at) => ({
    name: table.name,
    rows: table.rows,
    columns: table.columns,
    numbers: keysOf(table, at).map((row) => row.map((key) => shown(cells.get(key)))),
  }));
}

function shown(cell: Cell | undefined): number | null {
  return cell?.isShown ? rounded(cell.value) : null;
}

/** The keys of a table's numbers, sums last. The sums of columns are the same number in every table. */
function keysOf({ rows, columns }: CountTable, at: number): string[][] {
  const across = [...columns, SUM];
  return [...[...rows.keys()].map((row) => across.map((column) => `${at}|${row}|${column}`)), sumsOf(across)];
}

function sumsOf(across: readonly string[]): string[] {
  return across.map((column) => `${SUM}|${column}`);
}

function publicationOf(tables: readonly CountTable[]): { cells: Map<string, Cell>; lines: Line[] } {
  const cells = new Map<string, Cell>();
  const lines: Line[] = [];
  for (const [at, table] of tables.entries()) {
    const keys = keysOf(table, at);
    const numbers = withSums(table);
    for (const [row, names] of keys.entries()) {
      for (const [column, key] of names.entries()) put(cells, key, numbers[row]?.[column] ?? 0);
      lines.push({ parts: names.slice(0, -1), sum: names.at(-1) ?? '' });
    }
    for (const column of (keys[0] ?? []).keys()) {
      const down = keys.map((names) => names[column] ?? '');
      lines.push({ parts: down.slice(0, -1), sum: down.at(-1) ?? '' });
    }
  }
  return { cells, lines };
}

function put(cells: Map<string, Cell>, key: string, value: number): void {
  const there = cells.get(key);
  if (there && there.value !== value) throw new Error('Tables given out together count the same people');
  cells.set(key, { value, isShown: value >= LEAST_SHOWN });
}

function withSums({ counts, columns }: CountTable): number[][] {
  const add = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
  const rows = counts.map((row) => [...row, add(row)]);
  const across = [...columns.keys(), columns.length];
  return [...rows, across.map((column) => add(rows.map((row) => row[column] ?? 0)))];
}

/** Leaves out one number more as long as a small one could be had by subtraction, or be worked out too closely. */
function protect(cells: Map<string, Cell>, lines: readonly Line[]): void {
  const small = [...cells].filter(([, { isShown }]) => !isShown).map(([key]) => key);
  for (
    let next = leftOutNext(cells, lines, small);
    next !== undefined;
    next = leftOutNext(cells, lines, small)
  )
    cells.set(next, { value: cells.get(next)?.value ?? 0, isShown: false });
}

function leftOutNext(
  cells: ReadonlyMap<string, Cell>,
  lines: readonly Line[],
  small: readonly string[],
): string | undefined {
  const isShown = (key: string) => cells.get(key)?.isShown === true;
  const smallest = (keys: readonly string[]) =>
    keys
      .filter(isShown)
      .toSorted((one, other) => (cells.get(one)?.value ?? 0) - (cells.get(other)?.value ?? 0))[0];
  for (const { parts, sum } of lines) {
    const all = [...parts, sum];
    if (all.filter((key) => !isShown(key)).length === 1) return smallest(parts) ?? smallest(all);
  }
  for (const key of small) {
    const { least, most } = workedOut({ cells, lines }, key);
    if (most - least >= LEAST_DOUBT) continue;
    const beside = lines.filter(({ parts, sum }) => sum === key || parts.includes(key));
    const next =
      smallest(beside.flatMap(({ parts }) => parts)) ??
      smallest(beside.map(({ sum }) => sum)) ??
      smallest([...cells.keys()]);
    if (next !== undefined) return next;
  }
  return undefined;
}
