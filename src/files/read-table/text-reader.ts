import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { Refused } from '#outcome';
import type { Block } from './blocks.ts';
import { type Encoding, lineInUtf8, type Misfit, notUtf8 } from './encoding.ts';
import type { Inspection } from './inspect.ts';
import { readChunks } from './standing-file.ts';

const LINE_END = 0x0a;
const RETURN = 0x0d;

/** Reads the blocks of one file as text, every line ending written as one newline. */
export type TextReader = {
  /** The text of a block. Refuses bytes that are not in the encoding of the file, naming the line. */
  textOf(block: Pick<Block, 'bytes' | 'at'>): Promise<string>;
  /**
   * Whether line ends and delimiters of a block can be found byte by byte: it is sound, and begins no letter with the
   * byte of a plain one. A return alone ends a line too, and is rare.
   */
  isPlain(bytes: Buffer): boolean;
  /** The text of some lines of a plain block. */
  plainText(bytes: Buffer): string;
};

export function textReader(path: string, { encoding, either }: Inspection): TextReader {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  /** Lines before were UTF-8 with more than plain letters. */
  let wasMore = false;

  return {
    async textOf({ bytes, at }) {
      const decoded = decode(bytes);
      if (typeof decoded === 'string') return oneLineEnd(decoded);
      throw misfit(encoding, (await linesBefore(path, at)) + decoded.line, decoded.mixed);
    },
    isPlain(bytes) {
      if (!isAscii(bytes)) {
        if (encoding !== 'utf-8' || !isUtf8(bytes)) return false;
        wasMore = true;
      } else if (encoding.startsWith('utf-16')) return false;
      for (let at = bytes.indexOf(RETURN); at >= 0; at = bytes.indexOf(RETURN, at + 1)) {
        if (bytes[at + 1] !== LINE_END) return false;
      }
      return true;
    },
    plainText: (bytes) => oneLineEnd(bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8')),
  };

  function decode(bytes: Buffer): string | Misfit {
    if (encoding.startsWith('utf-16')) return decodeWide(bytes, decoder);
    if (isAscii(bytes)) return bytes.toString('latin1');
    // Every accented name would silently turn into two wrong letters. Where the bytes decided, some line is not UTF-8, and
    // those that happen to be say nothing.
    if (encoding === 'windows-1252') return (either ? undefined : lineInUtf8(bytes)) ?? decoder.decode(bytes);
    if (!isUtf8(bytes)) {
      const { line, mixed } = notUtf8(bytes);
      return { line, mixed: mixed || wasMore };
    }
    wasMore = true;
    return bytes.toString('utf8');
  }
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
    for (let at = part.indexOf(LINE_END); at >= 0; at = part.indexOf(LINE_END, at + 1)) lines += 1;
    read += chunk.length;
    if (read >= end) break;
  }
  return lines;
}

function oneLineEnd(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
