import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { Refused } from '#outcome';
import { type Encoding, type Inspection, readChunks } from './inspect.ts';

/** A run of whole lines as text, every line ending written as one newline. */
export type Block = { text: string; last: boolean };

/** A line (or a quoted cell) longer than this is a fault in the file, and would otherwise fill the memory. */
export const LONGEST_ROW = 1_000_000;

/**
 * Reads a file as text in blocks that end at a line end, so that no character and no line is cut in two.
 * Memory stays at about one block whatever the size of the file.
 */
export async function* readBlocks(path: string, file: Inspection): AsyncGenerator<Block> {
  const cutAfter = lineEnds[file.encoding];
  const decode = decoders(file.encoding);
  let carry: Buffer = Buffer.alloc(0);
  let read = file.bom;
  for await (const chunk of readChunks(path, file.bom)) {
    read += chunk.length;
    const bytes = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
    const end = cutAfter(bytes);
    carry = bytes.subarray(end);
    if (carry.length > LONGEST_ROW * 2) throw tooLong();
    if (end > 0) yield { text: oneLineEnd(decode(bytes.subarray(0, end))), last: false };
  }
  if (read !== file.bytes) throw new Refused('The file changed while it was being read. Bring it again.');
  yield { text: oneLineEnd(decode(carry)), last: true };
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
  return isAscii(bytes) ? bytes.toString('latin1') : decoder.decode(bytes);
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
