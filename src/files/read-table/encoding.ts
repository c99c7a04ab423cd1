import { isAscii, isUtf8 } from 'node:buffer';
import { Refused } from '#outcome';

export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

/** What a byte order mark says, and how many bytes it has: two files written one after the other begin with two. */
export type Mark = { encoding: Encoding; bom: number };

const MARKS: readonly [hex: string, encoding: Encoding][] = [
  ['efbbbf', 'utf-8'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
];
const UTF_32 = ['fffe0000', '0000feff'];

/** The byte order mark at the beginning of a file. Refuses UTF-32, which nobody should write. */
export function byteOrderMark(head: Buffer): Mark | undefined {
  const hex = head.subarray(0, 4).toString('hex');
  if (UTF_32.includes(hex)) throw new Refused('This file is UTF-32. Save it as CSV in UTF-8.');
  const found = MARKS.find(([starts]) => hex.startsWith(starts));
  if (!found) return undefined;
  const [starts, encoding] = found;
  const mark = Buffer.from(starts, 'hex');
  let bom = mark.length;
  while (head.subarray(bom, bom + mark.length).equals(mark)) bom += mark.length;
  return { encoding, bom };
}

/** UTF-16 by the zeros beside its plain letters, when no mark and no mapping says so; nothing when it is not. */
export function withoutMark(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  let [even, odd] = [0, 0];
  const length = Math.min(head.length, 1024) & ~1;
  for (let at = 0; at < length; at += 2) {
    if (head[at] === 0) even += 1;
    if (head[at + 1] === 0) odd += 1;
  }
  const most = length / 4;
  if (odd > most && even === 0) return 'utf-16le';
  return even > most && odd === 0 ? 'utf-16be' : undefined;
}

/**
 * Refuses a beginning that is not in the encoding the mapping says; later bytes are looked at as they are read.
 * A UTF-16 file always has a zero byte: its separators and line ends are plain letters.
 */
export function refuseOtherEncoding(
  head: Buffer,
  mark: Mark | undefined,
  wanted: Encoding | undefined,
): void {
  const encoding = mark?.encoding ?? wanted ?? 'utf-8';
  const hasZero = head.includes(0);
  if (encoding.startsWith('utf-16')) {
    if (mark || hasZero) return;
    throw new Refused('The mapping says UTF-16, but this file is not. Say `encoding: utf-8` in the mapping.');
  }
  if (!hasZero) return;
  const wide = mark ? undefined : withoutMark(head);
  throw new Refused(
    wide
      ? `This file looks like UTF-16 without a byte order mark. Save it as CSV in UTF-8, or use a mapping that says \`encoding: ${wide}\`.`
      : NUL_BYTES,
  );
}

export const NUL_BYTES = 'This file is not text: it holds NUL bytes. Save it as CSV in UTF-8.';

/** A stretch of whole lines that is not in its encoding: `line` counts from its first; `mixed` when others are. */
export type Misfit = { line: number; mixed: boolean };

/** The first line that is not UTF-8, and whether other lines with more than plain letters are. */
export function notUtf8(bytes: Buffer): Misfit {
  let first = 0;
  let mixed = false;
  let line = 0;
  for (const part of linesOf(bytes)) {
    line += 1;
    if (!isUtf8(part)) first ||= line;
    else if (!isAscii(part)) mixed = true;
  }
  return { line: first || 1, mixed };
}

/** The first line with more than plain letters that is UTF-8: in Windows-1252 no real text is. */
export function lineInUtf8(bytes: Buffer): Misfit | undefined {
  let first = 0;
  let mixed = false;
  let line = 0;
  for (const part of linesOf(bytes)) {
    line += 1;
    if (isAscii(part)) continue;
    if (isUtf8(part)) first ||= line;
    else mixed = true;
  }
  return first > 0 ? { line: first, mixed } : undefined;
}

function* linesOf(bytes: Buffer): Generator<Buffer> {
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(0x0a, start);
    yield bytes.subarray(start, end < 0 ? bytes.length : end);
    if (end < 0) return;
    start = end + 1;
  }
}
