import Papa from 'papaparse';
import { Refused } from '#outcome';
import { tidyName } from './header.ts';
import { isEmptyRow } from './plain-lines.ts';
import type { Delimiter, Start } from './start.ts';

/** How far down a report's title, date and filters are looked for. */
const ROWS = 30;

/**
 * Refuses lines above the column names, such as a report's title, when no known name stands in the first row: by the line
 * on which known names do stand or, when none is known, by a first row much shorter than those under it. What the lines
 * say is not repeated.
 */
export function refusePreamble(
  { text, line }: Start,
  candidates: readonly Delimiter[],
  known: ReadonlySet<string>,
): void {
  for (const delimiter of candidates) {
    const rows = firstRows(text, delimiter);
    const at = rows.findIndex(({ cells }) => isHeader(cells, known));
    const above = at > 0 ? (rows[at]?.line ?? 0) + line - 1 : 0;
    if (above > 1) {
      throw new Refused(
        `The column names stand on line ${above}, under other lines: take out what stands above them.`,
      );
    }
  }
  for (const delimiter of candidates) {
    const [first, ...rows] = firstRows(text, delimiter).map(({ cells }) => filled(cells));
    const wide = Math.max(0, ...rows);
    if (
      first !== undefined &&
      first <= 2 &&
      wide >= first + 3 &&
      rows.filter((count) => count > first).length * 2 > rows.length
    ) {
      throw new Refused(
        `The first line with anything on it has ${first === 1 ? '1 cell' : `${first} cells`} and lines below it up to ${wide}: it looks like a title. Take out what stands above the column names.`,
      );
    }
  }
}

/** Rows with the line they start on, counted from the first of the text. */
function firstRows(text: string, delimiter: Delimiter): { line: number; cells: string[] }[] {
  const parser = new Papa.Parser({ delimiter, newline: '\n', preview: ROWS, fastMode: false });
  const parsed: Papa.ParseResult<string[]> = parser.parse(text, 0, false);
  let line = 1;
  return parsed.data.flatMap((cells) => {
    const row = { line, cells };
    line += 1 + cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
    return isEmptyRow(cells) ? [] : [row];
  });
}

function isHeader(cells: readonly string[], known: ReadonlySet<string>): boolean {
  const found = cells.filter((cell) => known.has(tidyName(cell))).length;
  return found >= 2 && found * 2 >= filled(cells);
}

function filled(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}
