import { isAscii, isUtf8 } from 'node:buffer';
import { LONGEST_ROW, readBlocks, textReader, tooLong } from './blocks.ts';
import type { Encoding, Inspection } from './inspect.ts';
import { splitPlainLines } from './plain-lines.ts';
import { splitQuoted } from './quoted-rows.ts';
import type { Place, Row } from './row.ts';

const LINE_END = 0x0a;
const RETURN = 0x0d;

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
};

/**
 * Yields every row of a file, the header as row 0, a block at a time. Blocks without quotation marks take the fast
 * path, all others go through Papa Parse, the one library that reports a quotation mark left open (uDSV drops the rest
 * of the file without a word).
 */
export async function* readRows(path: string, file: Inspection, delimiter: string): AsyncGenerator<Row[]> {
  const textOf = textReader(file.encoding);
  const splitter = rowSplitter(delimiter);
  for await (const { bytes, last } of readBlocks(path, file)) {
    const rows = splitter.split(textOf(bytes), last);
    if (rows.length > 0) yield rows;
  }
}

/** Goes through the rows of a file without its header, giving lines as bytes to a visitor that takes them. */
export async function visitRows(
  path: string,
  file: Inspection,
  delimiter: string,
  visitor: Visitor,
): Promise<void> {
  const textOf = textReader(file.encoding);
  const splitter = rowSplitter(delimiter);
  const { place } = splitter;
  for await (const { bytes, last } of readBlocks(path, file)) {
    const rest = visitor.lines && isPlain(bytes, file.encoding) ? visitLines(bytes, visitor.lines) : bytes;
    give(splitter.split(textOf(rest), last));
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
      give(splitter.split(textOf(rest.subarray(0, end)), false));
      rest = rest.subarray(end);
    }
    return rest;
  }

  function give(rows: Row[]): void {
    if (rows[0]?.number === 0) rows.shift();
    if (rows.length > 0) visitor.rows(rows);
  }
}

/** Whether line ends and delimiters can be found byte by byte: a return alone ends a line too, and is rare. */
function isPlain(bytes: Buffer, encoding: Encoding): boolean {
  const readable = encoding === 'utf-8' ? isUtf8(bytes) : encoding === 'windows-1252' && isAscii(bytes);
  if (!readable) return false;
  for (let at = bytes.indexOf(RETURN); at >= 0; at = bytes.indexOf(RETURN, at + 1)) {
    if (bytes[at + 1] !== LINE_END) return false;
  }
  return true;
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
