import { isUtf8 } from 'node:buffer';
import { writeFile } from 'node:fs/promises';
import type { Database, Who } from '#db';
import { type Delimiter, type Encoding, readTable, type Table } from '#files';
import { contentOf, type Upload } from '#modules/sources';
import { Refused } from '#outcome';
import { withTemporary } from '../work/temporary.ts';

/** How somebody says a file is to be read; what is not said is found out. */
export type Reading = { encoding?: Encoding | undefined; delimiter?: Delimiter | undefined };

/** The first of a file as it is read. */
export type Look = {
  header: readonly string[];
  encoding: Encoding;
  delimiter: Delimiter;
  /** Not UTF-8, so taken for the other thing that is usual: somebody should look at the accents. */
  isEncodingGuessed: boolean;
  /** Rows of the beginning, for suggesting and for showing. */
  rows: readonly (readonly string[])[];
  /** These are all of them. */
  isWhole: boolean;
};

/** It cannot be read like this; with another encoding or separator it may. */
export type Unread = { unread: string };

const SAMPLE = 2_000;

/**
 * Looks at the beginning of a file that is here. Refuses what is no text, because nothing anybody can choose would make
 * it one.
 *
 * @param columns names that would show a separator to be right
 */
export async function lookAt(
  db: Database,
  who: Who,
  { fileId, fileName, fileLength }: Pick<Upload, 'fileId' | 'fileName' | 'fileLength'>,
  reading: Reading,
  columns: readonly string[],
): Promise<Look | Unread> {
  if (fileId === null) throw new Refused('This file is not here any more. Bring it again.');
  const first: Uint8Array[] = [];
  for await (const chunk of contentOf(db, who, fileId, 1)) first.push(chunk);
  const bytes = Buffer.concat(first);
  const isWhole = bytes.length === fileLength;
  const beginning = isWhole ? bytes : bytes.subarray(0, wholeLines(bytes));
  return withTemporary(fileName, async (path) => {
    await writeFile(path, beginning);
    return read(path, beginning, reading, columns, isWhole);
  });
}

async function read(
  path: string,
  bytes: Buffer,
  { encoding, delimiter }: Reading,
  columns: readonly string[],
  isWhole: boolean,
): Promise<Look | Unread> {
  const isEncodingGuessed = encoding === undefined && !isWide(bytes) && !isUtf8(bytes) && !bytes.includes(0);
  const as = isEncodingGuessed ? 'windows-1252' : encoding;
  try {
    const table = await readTable(path, { encoding: as, delimiter, columns });
    const { header, encoding: read, delimiter: split } = table;
    const rows = await firstRows(table, isWhole);
    return { header, encoding: read, delimiter: split, isEncodingGuessed, rows, isWhole };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (!(await isReadableSomehow(path))) throw error;
    return { unread: error.message };
  }
}

/** Whether somebody's saying how would help: a workbook, say, is no text in any encoding. */
async function isReadableSomehow(path: string): Promise<boolean> {
  for (const encoding of ['utf-8', 'windows-1252'] as const) {
    const table = await readTable(path, { encoding, delimiter: ',' }).catch(refusedToUndefined);
    if (table) return true;
  }
  return false;
}

function refusedToUndefined(error: unknown): undefined {
  if (!(error instanceof Refused)) throw error;
}

async function firstRows(table: Table, isWhole: boolean): Promise<string[][]> {
  const rows: string[][] = [];
  try {
    for await (const batch of table.batches) {
      for (const { cells } of batch) if (rows.length < SAMPLE) rows.push([...cells]);
      if (rows.length >= SAMPLE) break;
    }
  } catch (error) {
    // The beginning of a file may end in the middle of a quoted cell; the whole of one may not.
    if (isWhole || !(error instanceof Refused)) throw error;
  }
  return rows;
}

function isWide(bytes: Buffer): boolean {
  const mark = bytes.subarray(0, 2).toString('hex');
  return mark === 'fffe' || mark === 'feff';
}

/** Up to the last line end, whichever encoding it is in: half a character at the end would spoil the rest. */
function wholeLines(bytes: Buffer): number {
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end === 0) return bytes.length & ~1;
  return bytes[0] === 0xff && bytes[1] === 0xfe ? end + 1 : end;
}

/** Values of a column that are shown beside its name. */
const EXAMPLES = 3;
const LONGEST = 30;

/** The first different values of a column, shortened. */
export function examplesOf(rows: Look['rows'], at: number): string[] {
  const values = new Set<string>();
  for (const row of rows) {
    const cell = (row[at] ?? '').trim();
    if (cell !== '') values.add(cell.length > LONGEST ? `${cell.slice(0, LONGEST - 1)}…` : cell);
    if (values.size === EXAMPLES) break;
  }
  return [...values];
}
