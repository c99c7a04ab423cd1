import { isAscii } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { Refused } from '#outcome';

export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

/** What the bytes say before any of them is read as text. */
export type Inspection = { sha256: string; bytes: number; encoding: Encoding; bom: number };

/** Small enough that the rows of a block are gone before the collector moves them. */
const CHUNK = 1 << 16;

/**
 * Reads the bytes once: their SHA-256, their number and the encoding that a byte order mark or the mapping gives.
 * Where both UTF-8 and Windows-1252 are possible, it is UTF-8 if all the bytes are valid in it, and Windows-1252 if not.
 * Refuses an empty file, a spreadsheet, an archive and anything else that is not text, before a row is looked at.
 */
export async function inspectBytes(
  path: string,
  possible: Encoding | readonly Encoding[] | undefined,
): Promise<Inspection> {
  const wanted = [possible ?? 'utf-8'].flat();
  const [first = 'utf-8'] = wanted;
  const asks = wanted.includes('windows-1252');
  const utf8 = validity();
  const hash = createHash('sha256');
  let bytes = 0;
  let mark: { encoding: Encoding; bom: number } | undefined;
  let wide = false;
  for await (const chunk of readChunks(path)) {
    if (bytes === 0) {
      refuseKnownKinds(chunk);
      mark = byteOrderMark(chunk);
      wide = (mark?.encoding ?? first).startsWith('utf-16');
    }
    if (!wide && chunk.includes(0)) {
      throw new Refused('This file is not text: it holds NUL bytes. Save it as CSV in UTF-8.');
    }
    if (asks && !mark) utf8.add(chunk);
    hash.update(chunk);
    bytes += chunk.length;
  }
  if (bytes <= (mark?.bom ?? 0))
    throw new Refused('This file is empty: it needs at least a line of column names.');
  const encoding = mark?.encoding ?? (asks ? eitherOf(wanted, utf8.says()) : first);
  return { sha256: hash.digest('hex'), bytes, encoding, bom: mark?.bom ?? 0 };
}

type Bytes = 'ascii' | 'utf-8' | 'neither';

function eitherOf(wanted: readonly Encoding[], bytes: Bytes): Encoding {
  if (bytes === 'neither') return 'windows-1252';
  if (wanted.includes('utf-8')) return 'utf-8';
  // Every accented name would silently turn into two wrong letters.
  if (bytes === 'utf-8')
    throw new Refused(
      'The mapping says Windows-1252, but this file is UTF-8. Say `encoding: utf-8` in the mapping.',
    );
  return 'windows-1252';
}

/** What bytes are that come in pieces; pieces of ASCII, which most are, cost next to nothing. */
function validity() {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let says: Bytes = 'ascii';
  let open = false;
  return {
    add(chunk: Buffer): void {
      if (says === 'neither' || (!open && isAscii(chunk))) return;
      says = decodes(() => decoder.decode(chunk, { stream: true })) ? 'utf-8' : 'neither';
      open = (chunk.at(-1) ?? 0) > 127;
    },
    says: (): Bytes => (says === 'utf-8' && !decodes(() => decoder.decode()) ? 'neither' : says),
  };
}

function decodes(decode: () => string): boolean {
  try {
    decode();
    return true;
  } catch {
    return false;
  }
}

/** The file in pieces of 64 kB. */
export function readChunks(path: string, start = 0): AsyncIterable<Buffer> {
  return createReadStream(path, { highWaterMark: CHUNK, start });
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
