import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { Refused } from '#outcome';
import { type Encoding, lineInUtf8, type Misfit, notUtf8 } from './encoding.ts';
import type { Inspection } from './inspect.ts';
import { changed, readChunks, refuseChanged } from './standing-file.ts';

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
  const textOf = async (bytes: Buffer, from: number) => {
    const decoded = decode(bytes);
    if (typeof decoded === 'string') return oneLineEnd(from === file.bom ? withoutMarks(decoded) : decoded);
    throw misfit(file.encoding, (await linesBefore(path, from)) + decoded.line, decoded.mixed);
  };
  for await (const chunk of readChunks(path, file.bom)) {
    const from = read - carry.length;
    read += chunk.length;
    const bytes = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
    const end = cutAfter(bytes);
    carry = bytes.subarray(end);
    if (carry.length > LONGEST_ROW * 2) throw tooLong();
    if (end > 0) yield { text: await textOf(bytes.subarray(0, end), from), last: false };
  }
  if (read !== file.bytes) throw changed();
  await refuseChanged(path, file.standing);
  yield { text: await textOf(carry, read - carry.length), last: true };
}

export function tooLong(line?: number): Refused {
  const where = line === undefined ? 'A line' : `The row that starts on line ${line}`;
  return new Refused(`${where} is longer than a million characters: a quotation mark is probably left open.`);
}

const lineEnds: Record<Encoding, (bytes: Buffer) => number> = {
  'utf-8': lastLineEnd,
  'windows-1252': lastLineEnd,
  'utf-16le': (bytes) => lastWideLineEnd(bytes, 0),
  'utf-16be': (bytes) => lastWideLineEnd(bytes, 1),
};

// Old files for the Macintosh end their lines with a return alone; one at the very end may be half of a pair.

function lastLineEnd(bytes: Buffer): number {
  return bytes.lastIndexOf(0x0a) + 1 || bytes.lastIndexOf(0x0d, -2) + 1;
}

/** `plain` is where the byte of a plain letter stands in its pair. */
function lastWideLineEnd(bytes: Buffer, plain: 0 | 1): number {
  const whole = bytes.length & ~1;
  return lastWide(bytes, whole - 2, plain, 0x0a) || lastWide(bytes, whole - 4, plain, 0x0d);
}

function lastWide(bytes: Buffer, from: number, plain: 0 | 1, letter: number): number {
  for (let at = from; at >= 0; at -= 2) {
    if (bytes[at + plain] === letter && bytes[at + 1 - plain] === 0) return at + 2;
  }
  return 0;
}

/** Reads bytes as text, or says which line of them is in another encoding. */
function decoders(encoding: Encoding): (bytes: Buffer) => string | Misfit {
  if (encoding === 'utf-8') return decodeUtf8();
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return encoding === 'windows-1252'
    ? (bytes) => decodeWindows(bytes, decoder)
    : (bytes) => decodeWide(bytes, decoder);
}

function decodeUtf8(): (bytes: Buffer) => string | Misfit {
  let wasMore = false;
  return (bytes) => {
    if (isAscii(bytes)) return bytes.toString('latin1');
    if (!isUtf8(bytes)) {
      const { line, mixed } = notUtf8(bytes);
      return { line, mixed: mixed || wasMore };
    }
    wasMore = true;
    return bytes.toString('utf8');
  };
}

function decodeWindows(bytes: Buffer, decoder: TextDecoder): string | Misfit {
  if (isAscii(bytes)) return bytes.toString('latin1');
  // Every accented name would silently turn into two wrong letters.
  return lineInUtf8(bytes) ?? decoder.decode(bytes);
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

function misfit(encoding: Encoding, line: number, mixed: boolean): Refused {
  if (mixed)
    return new Refused(
      `Line ${line} is in another encoding than other lines: files were probably joined. Export them anew as CSV in UTF-8.`,
    );
  return new Refused(
    encoding === 'utf-8'
      ? `Line ${line} is not valid UTF-8. Save the file as CSV in UTF-8, or use a mapping that says \`encoding: windows-1252\`.`
      : `The mapping says Windows-1252, but line ${line} is UTF-8. Say \`encoding: utf-8\` in the mapping.`,
  );
}

/** Counted again only when it is needed for a message. */
async function linesBefore(path: string, end: number): Promise<number> {
  let lines = 0;
  let read = 0;
  for await (const chunk of readChunks(path)) {
    const part = chunk.subarray(0, end - read);
    for (let at = part.indexOf(0x0a); at >= 0; at = part.indexOf(0x0a, at + 1)) lines += 1;
    read += chunk.length;
    if (read >= end) break;
  }
  return lines;
}

/** Two files written one after the other begin with two byte order marks. */
function withoutMarks(text: string): string {
  return text.startsWith('\ufeff') ? text.replace(/^\ufeff+/, '') : text;
}

function oneLineEnd(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
