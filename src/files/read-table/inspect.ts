import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Refused } from '#outcome';

export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

/** What the bytes say before any of them is read as text. */
export type Inspection = { sha256: string; bytes: number; encoding: Encoding; bom: number };

/** Large enough that asking for it costs little beside reading it, small enough that its rows are soon gone again. */
export const CHUNK = 1 << 17;

/**
 * Reads the bytes once: their SHA-256, their number and the encoding that a byte order mark or the mapping gives.
 * Refuses an empty file, a spreadsheet, an archive and anything else that is not text, before a row is looked at.
 */
export async function inspectBytes(path: string, wanted: Encoding | undefined): Promise<Inspection> {
  const hash = createHash('sha256');
  let bytes = 0;
  let mark: { encoding: Encoding; bom: number } | undefined;
  let wide = false;
  for await (const chunk of readChunks(path)) {
    if (bytes === 0) {
      refuseKnownKinds(chunk);
      mark = byteOrderMark(chunk);
      wide = (mark?.encoding ?? wanted ?? 'utf-8').startsWith('utf-16');
    }
    if (!wide && chunk.includes(0)) {
      throw new Refused('This file is not text: it holds NUL bytes. Save it as CSV in UTF-8.');
    }
    hash.update(chunk);
    bytes += chunk.length;
  }
  if (bytes <= (mark?.bom ?? 0))
    throw new Refused('This file is empty: it needs at least a line of column names.');
  return {
    sha256: hash.digest('hex'),
    bytes,
    encoding: mark?.encoding ?? wanted ?? 'utf-8',
    bom: mark?.bom ?? 0,
  };
}

/** The file in pieces. They share one piece of memory: each is gone with the next. */
async function* readChunks(path: string): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

function byteOrderMark(head: Buffer): { encoding: Encoding; bom: number } | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bom: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bom: 2 };
  return undefined;
}

const KINDS: readonly { starts: string; name: string }[] = [
  { starts: 'd0cf11e0', name: 'an old Excel workbook (.xls)' },
  { starts: '25504446', name: 'a PDF' },
  { starts: '1f8b', name: 'a gzip archive' },
  { starts: '377abcaf', name: 'a 7-Zip archive' },
];

function refuseKnownKinds(head: Buffer): void {
  if (head.subarray(0, 4).toString('hex') === '504b0304') {
    const kind = zipKind(head);
    throw new Refused(`This file is ${kind}, not CSV. ${remedy(kind)}`);
  }
  const found = KINDS.find((kind) => head.subarray(0, 4).toString('hex').startsWith(kind.starts));
  if (found)
    throw new Refused(`This file is ${found.name}, not CSV. Save the table as CSV in UTF-8 and bring that.`);
}

function zipKind(head: Buffer): string {
  if (head.includes('xl/')) return 'an Excel workbook (.xlsx)';
  if (head.includes('opendocument.spreadsheet')) return 'an OpenDocument spreadsheet (.ods)';
  if (head.includes('[Content_Types].xml')) return 'an Office document, probably an Excel workbook (.xlsx)';
  return 'a zip archive';
}

function remedy(kind: string): string {
  return kind === 'a zip archive'
    ? 'Unpack it and bring the CSV inside.'
    : 'Save the sheet as CSV in UTF-8 and bring that.';
}
