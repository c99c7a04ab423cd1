import { LONGEST_ROW, readBlocks, tooLong } from './blocks.ts';
import type { Head } from './delimiter.ts';
import type { Inspection } from './inspect.ts';
import { splitPlainLines } from './plain-lines.ts';
import { splitQuoted } from './quoted-rows.ts';
import type { Place, Row } from './row.ts';
import { changed } from './standing-file.ts';
import { textReader } from './text-reader.ts';

const LINE_END = 0x0a;

/** Lines as bytes, from the start of a row on, in UTF-8 or an encoding that begins like it. */
export type Lines = Place & { bytes: Buffer };

/** Takes the rows of a file, in order. */
export type Visitor = {
  rows(rows: Row[]): void;
  /**
   * Takes lines as bytes up to one that it does not know, and answers where it stopped: `used` bytes were whole rows.
   * The line it stopped at comes as rows, and then `lines` is asked again.
   */
  lines?: (lines: Lines) => Place & { used: number };
  /** Told now and then how many rows have gone by; what it throws ends the visit. */
  passed?: (rows: number) => void;
};

/**
 * Yields every row of a file, the header as row 0, a block at a time. Blocks without quotation marks take the fast
 * path, all others go through Papa Parse, the one library that reports a quotation mark left open (uDSV drops the rest
 * of the file without a word).
 */
export async function* readRows(path: string, file: Inspection, delimiter: string): AsyncGenerator<Row[]> {
  const reader = textReader(path, file);
  const splitter = rowSplitter(delimiter);
  for await (const block of readBlocks(path, file)) {
    const rows = splitter.split(await reader.textOf(block), block.last);
    if (rows.length > 0) yield rows;
  }
}

/** Goes through the rows of a file without its header, giving lines as bytes to a visitor that takes them. */
export async function visitRows(
  path: string,
  file: Inspection,
  head: Pick<Head, 'delimiter' | 'line'>,
  visitor: Visitor,
): Promise<void> {
  const reader = textReader(path, file);
  const splitter = rowSplitter(head.delimiter);
  const { place } = splitter;
  for await (const { bytes, at, last } of readBlocks(path, file)) {
    const { lines } = visitor;
    const rest = lines && reader.isPlain(bytes) ? visitLines(bytes, lines) : bytes;
    give(splitter.split(await reader.textOf({ bytes: rest, at: at + bytes.length - rest.length }), last));
    visitor.passed?.(Math.max(0, place.number - 1));
  }

  /** Answers what is left when a row goes on beyond its line, or nothing. */
  function visitLines(bytes: Buffer, lines: NonNullable<Visitor['lines']>): Buffer {
    let rest = bytes;
    while (rest.length > 0 && splitter.betweenRows()) {
      if (place.number > 0) {
        const { used, ...next } = lines({ bytes: rest, ...place });
        Object.assign(place, next);
        rest = rest.subarray(used);
      }
      const end = rest.indexOf(LINE_END) + 1 || rest.length;
      give(splitter.split(reader.plainText(rest.subarray(0, end)), false));
      rest = rest.subarray(end);
    }
    return rest;
  }

  function give(rows: Row[]): void {
    if (rows[0]?.number === 0) {
      const [header] = rows.splice(0, 1);
      if (header?.line !== head.line) throw changed();
    }
    if (rows.length > 0) visitor.rows(rows);
  }
}

/** Splits text into rows, piece after piece; what a piece leaves open is put before the next. */
function rowSplitter(delimiter: string) {
  const place: Place = { line: 1, number: 0 };
  let pending = '';

  return { place, split, betweenRows: () => pending === '' };

  function split(piece: string, last: boolean): Row[] {
    const text = pending + piece;
    if (text.length === 0) return [];
    const found = text.includes('"')
      ? splitQuoted(text, delimiter, place, last)
      : { ...splitPlainLines(text, delimiter, place.line, place.number), used: text.length };
    place.line = found.line;
    place.number = found.number;
    pending = text.slice(found.used);
    if (pending.length > LONGEST_ROW) throw tooLong(place.line);
    return found.rows;
  }
}
