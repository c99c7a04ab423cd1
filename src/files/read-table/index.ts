import { Refused } from '#outcome';
import { DELIMITERS, type Delimiter, findHead } from './delimiter.ts';
import { type Encoding, type Inspection, inspectBytes } from './inspect.ts';
import type { Row } from './row.ts';
import { type Lines, readRows, type Visitor, visitRows } from './rows.ts';

export type { Delimiter, Encoding, Lines, Row, Visitor };

/** A delimited text file, ready to be read in bounded memory, as often as wanted. */
export type Table = {
  header: string[];
  delimiter: Delimiter;
  encoding: Encoding;
  /** SHA-256 of the bytes, hexadecimal. */
  sha256: string;
  /** The file has column names and no row under them. */
  headerOnly: boolean;
  /** Rows in the order of the file. A row may have more or fewer cells than the header: the reader refuses it. */
  batches: AsyncIterable<Row[]>;
  /** Goes through the same rows, for a reader that is quicker with lines as bytes. */
  visit(visitor: Visitor): Promise<void>;
};

export type TableOptions = {
  /** From the mapping: one delimiter, or those to choose from by the header. All four when absent. */
  delimiter?: Delimiter | readonly Delimiter[] | undefined;
  /** From the mapping; a byte order mark wins. UTF-8 when absent. */
  encoding?: Encoding | undefined;
  /** Column names that would show the delimiter to be right, such as `knownColumns(mappings)`. */
  columns?: readonly string[] | undefined;
};

/**
 * Opens a CSV file: UTF-8 with or without byte order mark, UTF-16 with one, Windows-1252 when the mapping says so.
 * Refuses as a whole: an empty file, one that is not text (a workbook or an archive is named), bytes that are not in the
 * encoding, column names that are missing or there twice, a delimiter that the header does not settle and, while rows
 * are read, a quotation mark left open. A file with a header alone is not refused: it has no rows and says so.
 *
 * @example
 * const table = await readTable('marks.csv', { columns: ['upn', 'date', 'session', 'code'] });
 * for await (const rows of table.batches) for (const row of rows) read(row);
 */
export async function readTable(path: string, options: TableOptions = {}): Promise<Table> {
  const file = await inspectBytes(path, options.encoding);
  const candidates = options.delimiter === undefined ? DELIMITERS : [options.delimiter].flat();
  const head = await findHead(path, file, candidates, options.columns ?? []);
  refuseHeader(head.header);
  return {
    ...head,
    encoding: file.encoding,
    sha256: file.sha256,
    batches: { [Symbol.asyncIterator]: () => dataRows(path, file, head.delimiter) },
    visit: (visitor) => visitRows(path, file, head.delimiter, visitor),
  };
}

async function* dataRows(path: string, file: Inspection, delimiter: Delimiter): AsyncGenerator<Row[]> {
  let first = true;
  for await (const rows of readRows(path, file, delimiter)) {
    if (first) rows.shift();
    first = false;
    if (rows.length > 0) yield rows;
  }
}

function refuseHeader(header: readonly string[]): void {
  const nameless = header.indexOf('');
  if (nameless >= 0)
    throw new Refused(`Column ${nameless + 1} has no name: every column needs one in the first row.`);
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined)
    throw new Refused(`The column name “${twice}” is there twice: rename one of the two.`);
}
