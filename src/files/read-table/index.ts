import { findHead, type Head } from './delimiter.ts';
import type { Encoding } from './encoding.ts';
import { refuseHeader } from './header.ts';
import { type Inspection, inspectBytes } from './inspect.ts';
import type { Row } from './row.ts';
import { type Lines, readRows, type Visitor, visitRows } from './rows.ts';
import { changed } from './standing-file.ts';
import { DELIMITERS, type Delimiter } from './start.ts';

export type { Delimiter, Encoding, Lines, Row, Visitor };

/** A delimited text file, ready to be read in bounded memory, as often as wanted. */
export type Table = {
  header: string[];
  delimiter: Delimiter;
  encoding: Encoding;
  /** SHA-256 of the bytes, hexadecimal. */
  sha256: string;
  /** Rows in the order of the file. A row may have more or fewer cells than the header: the reader refuses it. */
  batches: AsyncIterable<Row[]>;
  /** Goes through the same rows, for a reader that is quicker with lines as bytes. */
  visit(visitor: Visitor): Promise<void>;
};

export type TableOptions = {
  /** From the mapping: one delimiter, or those to choose from by the header. All four when absent. */
  delimiter?: Delimiter | readonly Delimiter[] | undefined;
  /** From the mapping, one or those it may have; a byte order mark wins. UTF-8 when absent. */
  encoding?: Encoding | readonly Encoding[] | undefined;
  /** Column names that would show the delimiter to be right, such as `knownColumns(mappings)`. */
  columns?: readonly string[] | undefined;
};

/**
 * Opens a CSV file: UTF-8 with or without byte order mark, UTF-16 with one, Windows-1252 when the mapping says so.
 * Refuses as a whole: what is no file or may not be read, an empty file, one that is not CSV (by the name of what it is),
 * bytes that are not in the encoding, lines above the column names, column names that are missing, look like data, or
 * are there twice, a delimiter that the header does not settle and, while rows are read, a quotation mark left open and
 * a file that changes. A file with a header alone is not refused: it has no rows.
 *
 * @example
 * const table = await readTable('marks.csv', { columns: ['upn', 'date', 'session', 'code'] });
 * for await (const rows of table.batches) for (const row of rows) read(row);
 */
export async function readTable(path: string, options: TableOptions = {}): Promise<Table> {
  const file = await inspectBytes(path, options.encoding);
  const candidates = options.delimiter === undefined ? DELIMITERS : [options.delimiter].flat();
  const known = new Set(options.columns);
  const head = await findHead(path, file, candidates, known);
  refuseHeader(head.header, known);
  return {
    header: head.header,
    delimiter: head.delimiter,
    encoding: file.encoding,
    sha256: file.sha256,
    batches: { [Symbol.asyncIterator]: () => dataRows(path, file, head) },
    visit: (visitor) => visitRows(path, file, head, visitor),
  };
}

async function* dataRows(path: string, file: Inspection, head: Head): AsyncGenerator<Row[]> {
  let first = true;
  for await (const rows of readRows(path, file, head.delimiter)) {
    if (first) {
      const [header] = rows.splice(0, 1);
      if (header?.line !== head.line) throw changed();
    }
    first = false;
    if (rows.length > 0) yield rows;
  }
}
