import { isAscii, isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { Refused } from '#outcome';
import { CHUNK, type Encoding, type Inspection } from './inspect.ts';

/** A run of whole lines as they stand in the file. */
export type Block = { bytes: Buffer; last: boolean };

/** A line (or a quoted cell) longer than this is a fault in the file, and would otherwise fill the memory. */
export const LONGEST_ROW = 1_000_000;

/**
 * Reads a file in blocks that end at a line end, so that no character and no line is cut in two. Blocks share one piece
 * of memory, whatever the size of the file: the bytes of one are gone with the next.
 */
export async function* readBlocks(path: string, { encoding, bom, bytes }: Inspection): AsyncGenerator<Block> {
  const cutAfter = lineEnds[encoding];
  const file = await open(path);
  try {
    let buffer = Buffer.allocUnsafe(2 * CHUNK);
    let filled = 0;
    let read = bom;
    for (;;) {
      if (filled + CHUNK > buffer.length) buffer = Buffer.concat([buffer], 2 * buffer.length);
      const { bytesRead } = await file.read(buffer, filled, CHUNK, read);
      if (bytesRead === 0) break;
      read += bytesRead;
      filled += bytesRead;
      const end = cutAfter(buffer.subarray(0, filled));
      if (filled - end > LONGEST_ROW * 2) throw tooLong();
      if (end > 0) yield { bytes: buffer.subarray(0, end), last: false };
      buffer.copyWithin(0, end, filled);
      filled -= end;
    }
    if (read !== bytes) throw new Refused('The file changed while it was being read. Bring it again.');
    yield { bytes: buffer.subarray(0, filled), last: true };
  } finally {
    await file.close();
  }
}

export function tooLong(line?: number): Refused {
  const where = line === undefined ? 'A line' : `The row that starts on line ${line}`;
  return new Refused(`${where} is longer than a million characters: a quotation mark is probably left open.`);
}

const lineEnds: Record<Encoding, (bytes: Buffer) => number> = {
  'utf-8': (bytes) => bytes.lastIndexOf(0x0a) + 1,
  'windows-1252': (bytes) => bytes.lastIndexOf(0x0a) + 1,
  'utf-16le': (bytes) => lastWideLineEnd(bytes, 0x0a, 0x00),
  'utf-16be': (bytes) => lastWideLineEnd(bytes, 0x00, 0x0a),
};

function lastWideLineEnd(bytes: Buffer, first: number, second: number): number {
  for (let at = (bytes.length & ~1) - 2; at >= 0; at -= 2) {
    if (bytes[at] === first && bytes[at + 1] === second) return at + 2;
  }
  return 0;
}

/** Reads blocks of one encoding as text, every line ending written as one newline. Refuses bytes that are not in it. */
export function textReader(encoding: Encoding): (bytes: Buffer) => string {
  const decode = decoders(encoding);
  return (bytes) => oneLineEnd(decode(bytes));
}

function decoders(encoding: Encoding): (bytes: Buffer) => string {
  if (encoding === 'utf-8') return decodeUtf8;
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return encoding === 'windows-1252'
    ? (bytes) => decodeWindows(bytes, decoder)
    : (bytes) => decodeWide(bytes, decoder);
}

function decodeUtf8(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1');
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw new Refused(
    'This file is not valid UTF-8. Save it as CSV UTF-8, or use a mapping that says `encoding: windows-1252`.',
  );
}

function decodeWindows(bytes: Buffer, decoder: TextDecoder): string {
  if (isAscii(bytes)) return bytes.toString('latin1');
  // Every accented name would silently turn into two wrong letters.
  if (isUtf8(bytes)) {
    throw new Refused(
      'The mapping says Windows-1252, but this file is UTF-8. Say `encoding: utf-8` in the mapping.',
    );
  }
  return decoder.decode(bytes);
}

function decodeWide(bytes: Buffer, decoder: TextDecoder): string {
  try {
    const text = decoder.decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    throw new Refused('This file is not valid UTF-16. Save it as CSV in UTF-8.');
  }
  throw new Refused('This file is not text: it holds NUL characters. Save it as CSV in UTF-8.');
}

function oneLineEnd(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
