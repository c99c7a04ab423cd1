/** The same file through another parser, which reads in another way than ours. */
import { parse } from 'csv-parse/sync';
import type { Table } from '#files';
import { trimEnds } from '../../src/files/trim-ends.ts';

export type PlainRow = { line: number; cells: string[] };

/**
 * The rows of a UTF-8 file under its header, with the lines they start on, as csv-parse reads them; nothing when it is
 * stricter than we are, or the file is in another encoding.
 */
export function rowsByOther(bytes: Buffer, table: Table): PlainRow[] | undefined {
  if (table.encoding !== 'utf-8') return undefined;
  const text = bytes
    .toString('utf8')
    .replace(/^\ufeff+/, '')
    .replace(/\r\n?/g, '\n');
  const rows: PlainRow[] = [];
  let line = 1;
  try {
    const options = {
      delimiter: table.delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      raw: true,
    } as const;
    const records: unknown = parse(text, options);
    if (!Array.isArray(records)) return undefined;
    for (const { raw, record } of records as { raw: string; record: string[] }[]) {
      rows.push({ line, cells: record });
      line += raw.split('\n').length - 1;
    }
  } catch {
    return undefined;
  }
  return rows.filter(({ cells }) => cells.some((cell) => trimEnds(cell) !== '')).slice(1);
}
