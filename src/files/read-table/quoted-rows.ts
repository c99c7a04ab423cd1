import Papa from 'papaparse';
import { Refused } from '#outcome';
import { isEmptyRow } from './plain-lines.ts';
import type { Place, Row } from './row.ts';

/**
 * Splits text with quotation marks into rows, by Papa Parse. Refuses a mark left open, once the text is the last of the
 * file, and text after a closing mark.
 *
 * @returns the rows, the place of the row that would come next, and how much of the text they were
 */
export function splitQuoted(text: string, delimiter: string, from: Place, last: boolean) {
  const parser = new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"' });
  const parsed: Papa.ParseResult<string[]> = parser.parse(text, 0, !last);
  const rows: Row[] = [];
  const bad = parsed.errors.find((error) => error.type === 'Quotes');
  let { line, number } = from;
  for (const [index, cells] of parsed.data.entries()) {
    if (bad && bad.row === index) throw badQuotes(line, bad.code === 'MissingQuotes');
    if (!isEmptyRow(cells)) rows.push({ line, number: number++, cells });
    line += 1 + newlinesIn(cells);
  }
  if (bad) throw badQuotes(line, bad.code === 'MissingQuotes');
  return { rows, line, number, used: last ? text.length : parsed.meta.cursor };
}

function newlinesIn(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count += 1;
  }
  return count;
}

function badQuotes(line: number, open: boolean): Refused {
  return new Refused(
    open
      ? `A quotation mark in the row that starts on line ${line} is never closed, so where later rows end is unknown.`
      : `In the row that starts on line ${line} text follows a closing quotation mark: write "" for a mark inside a cell.`,
  );
}
