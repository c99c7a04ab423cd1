import { createHash } from 'node:crypto';
import { Refused } from '#outcome';
import { refuseOtherKinds } from '../kinds/index.ts';
import { byteOrderMark, type Encoding, type Mark, NUL_BYTES, refuseOtherEncoding } from './encoding.ts';
import { readChunks, refuseChanged, type Standing, standingFile } from './standing-file.ts';
import { eitherOf, validity } from './validity.ts';

/** What the bytes say before any of them is read as text. */
export type Inspection = {
  sha256: string;
  bytes: number;
  encoding: Encoding;
  /** Both UTF-8 and Windows-1252 were possible. */
  either: boolean;
  /** Bytes of the byte order mark. */
  bom: number;
  standing: Standing;
};

/**
 * Reads the bytes once: their SHA-256, their number and the encoding that a byte order mark or the mapping gives.
 * Where both UTF-8 and Windows-1252 are possible, the bytes decide.
 * Refuses what is not a file, an empty one, one of another kind (a workbook, an archive, a Common Transfer File: each by
 * its name) and anything else that is not text, before a row is looked at.
 */
export async function inspectBytes(
  path: string,
  possible: Encoding | readonly Encoding[] | undefined,
): Promise<Inspection> {
  const wanted = [possible ?? 'utf-8'].flat();
  const [first = 'utf-8'] = wanted;
  const asks = wanted.includes('windows-1252');
  const utf8 = validity();
  const standing = await standingFile(path);
  const hash = createHash('sha256');
  let bytes = 0;
  let mark: Mark | undefined;
  let wide = false;
  for await (const chunk of readChunks(path)) {
    if (bytes === 0) {
      await refuseOtherKinds(path, chunk);
      mark = byteOrderMark(chunk);
      if (!asks) refuseOtherEncoding(chunk, mark, first);
      wide = (mark?.encoding ?? first).startsWith('utf-16');
    }
    if (!wide && chunk.includes(0)) throw new Refused(NUL_BYTES);
    if (asks && !mark) utf8.add(chunk);
    hash.update(chunk);
    bytes += chunk.length;
  }
  if (bytes <= (mark?.bom ?? 0)) throw empty();
  await refuseChanged(path, standing);
  const encoding = mark?.encoding ?? (asks ? eitherOf(wanted, utf8.says()) : first);
  const either = asks && wanted.includes('utf-8');
  return { sha256: hash.digest('hex'), bytes, encoding, either, bom: mark?.bom ?? 0, standing };
}

export function empty(): Refused {
  return new Refused('This file is empty: it needs at least a line of column names.');
}
