import { type Constraint, solve } from 'yalps';

/** A number of a publication: a cell or a sum. What is not shown is known to nobody outside. */
export type Cell = { value: number; isShown: boolean };

/** Cells that add up to another one, by their keys. */
export type Line = { parts: readonly string[]; sum: string };

export type Publication = { cells: ReadonlyMap<string, Cell>; lines: readonly Line[] };

/** Shown numbers are rounded to this, so an outsider knows each of them give or take two. */
export const ROUNDED_TO = 5;
/** Numbers below this are not shown. */
export const LEAST_SHOWN = 10;

export function rounded(value: number): number {
  return Math.round(value / ROUNDED_TO) * ROUNDED_TO;
}

/**
 * Everything that somebody outside can work out about one number: the least and the most it can be when they take each shown number
 * for what it may have been before it was rounded, and know what adds up to what. Exact, because every line is a flow: the
 * least and the most of such a system are whole numbers.
 *
 * @example workedOut(publication, 'year 9|level 3') // { least: 0, most: 14 }
 */
export function workedOut({ cells, lines }: Publication, key: string): { least: number; most: number } {
  const constraints = new Map<string, Constraint>();
  const variables = new Map<string, Map<string, number>>();
  for (const [name, cell] of cells) {
    variables.set(name, new Map([[`number ${name}`, 1]]));
    if (cell.isShown) constraints.set(`number ${name}`, mayHaveBeen(cell.value));
  }
  for (const [at, { parts, sum }] of lines.entries()) {
    constraints.set(`line ${at}`, { equal: 0 });
    for (const part of parts) variables.get(part)?.set(`line ${at}`, 1);
    variables.get(sum)?.set(`line ${at}`, -1);
  }
  variables.get(key)?.set('asked', 1);
  const asked = (direction: 'minimize' | 'maximize') => {
    const { status, result } = solve({ direction, objective: 'asked', constraints, variables });
    if (status === 'unbounded') return Number.POSITIVE_INFINITY;
    if (status !== 'optimal') throw new Error(`What can be worked out of ${key} is ${status}`);
    return result;
  };
  return { least: Math.ceil(asked('minimize') - 1e-6), most: Math.floor(asked('maximize') + 1e-6) };
}

/** Before it was rounded, a number that is shown was one of these. */
function mayHaveBeen(value: number): Constraint {
  const shown = rounded(value);
  const half = Math.floor(ROUNDED_TO / 2);
  return { min: Math.max(LEAST_SHOWN, shown - half), max: shown + half };
}
