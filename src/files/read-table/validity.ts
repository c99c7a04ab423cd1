import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { Refused } from '#outcome';
import type { Encoding } from './encoding.ts';

type Bytes = 'ascii' | 'utf-8' | 'neither';

/** Where both UTF-8 and Windows-1252 are possible: UTF-8 if all the bytes are valid in it, and Windows-1252 if not. */
export function eitherOf(wanted: readonly Encoding[], bytes: Bytes): Encoding {
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
export function validity() {
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
