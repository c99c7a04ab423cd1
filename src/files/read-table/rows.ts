import Papa from 'papaparse';
import { Refused } from '#outcome';
import { LONGEST_ROW, readBlocks, tooLong } from './blocks.ts';
import type { Inspection } from './inspect.ts';
import { isEmptyRow, splitPlainLines } from './plain-lines.ts';
import type { Row } from './row.ts';

type Place = { line: number; number: number };

/**
 * Yields every row of a file, the header as row 0, a block at a time. Blocks without quotation marks take the fast
 * path, all others go through Papa Parse, the one library that reports a quotation mark left open (uDSV drops the rest
 * of the file without a word).
 */
export async function* readRows(path: string, file: Inspection, delimiter: string): AsyncGenerator<Row[]> {
  const place: Place = { line: 1, number: 0 };
  let pending = '';
  for await (const block of readBlocks(path, file)) {
    const text = pending + block.text;
    if (text.length === 0) continue;
    const split = text.includes('"')
      ? splitQuoted(text, delimiter, place, block.last)
      : { ...splitPlainLines(text, delimiter, place.line, place.number), used: text.length };
    place.line = split.line;
    place.number = split.number;
    pending = text.slice(split.used);
    if (pending.length > LONGEST_ROW) throw tooLong(place.line);
    if (split.rows.length > 0) yield split.rows;
  }
}

function splitQuoted(text: string, delimiter: string, from: Place, last: boolean) {
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
