import { open } from 'node:fs/promises';
import { Refused } from '#outcome';
import type { Encoding } from './encoding.ts';
import type { Inspection } from './inspect.ts';
import { CHUNK, changed, refuseChanged, unreadable } from './standing-file.ts';

/** A run of whole lines as they stand in the file, and at which byte of it they begin. */
export type Block = { bytes: Buffer; at: number; last: boolean };

/** A line (or a quoted cell) longer than this is a fault in the file, and would otherwise fill the memory. */
export const LONGEST_ROW = 1_000_000;

/**
 * Reads a file in blocks that end at a line end, so that no character and no line is cut in two. Blocks share one piece
 * of memory, whatever the size of the file: the bytes of one are gone with the next.
 */
export async function* readBlocks(path: string, file: Inspection): AsyncGenerator<Block> {
  const cutAfter = lineEnds[file.encoding];
  try {
    await using opened = await open(path);
    let buffer: Buffer = Buffer.allocUnsafe(2 * CHUNK);
    let filled = 0;
    let read = file.bom;
    for (;;) {
      if (filled + CHUNK > buffer.length) buffer = Buffer.concat([buffer], 2 * buffer.length);
      const { bytesRead } = await opened.read(buffer, filled, CHUNK, read);
      if (bytesRead === 0) break;
      read += bytesRead;
      // Otherwise a file that somebody writes to all the while would be read without end.
      if (read > file.bytes) throw changed();
      filled += bytesRead;
      const end = cutAfter(buffer.subarray(0, filled));
      if (filled - end > LONGEST_ROW * 2) throw tooLong();
      if (end > 0) yield { bytes: buffer.subarray(0, end), at: read - filled, last: false };
      buffer.copyWithin(0, end, filled);
      filled -= end;
    }
    if (read !== file.bytes) throw changed();
    await refuseChanged(path, file.standing);
    yield { bytes: buffer.subarray(0, filled), at: read - filled, last: true };
  } catch (error) {
    throw unreadable(path, error);
  }
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
