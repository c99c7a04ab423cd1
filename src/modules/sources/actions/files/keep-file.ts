import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type Database, newId, type TenantId, type Tx, withActor } from '#db';
import type { Actor } from '#modules/access';
import { Refused } from '#outcome';
import type { FileId } from '../../../../db/generated/sources/File.ts';
import { removeFile } from './remove-file.ts';

/** A file that is here to its last byte. */
export type KeptFile = { fileId: FileId; name: string; length: number; sha256: string };

export type IncomingFile = {
  name: string;
  content: AsyncIterable<Uint8Array>;
  /** In bytes. */
  most: number;
};

/** As the database holds it: at most 256 kB a row (docs/decisions/0006). */
const CHUNK = 256 * 1024;

/**
 * Keeps a file as it comes, a chunk in each short transaction, so that a slow line holds up nobody. It is there for
 * others only with its last byte: `show` runs in the transaction that makes it so. Whatever goes wrong before, nothing
 * of it stays.
 *
 * Refuses a file that is empty or longer than it may be.
 *
 * @example await keepFile(db, actor, { name, content, most }, (tx, file) => openUpload(tx, actor, { kind, source, file }))
 */
export async function keepFile<T>(
  db: Database,
  actor: Actor,
  { name, content, most }: IncomingFile,
  show: (tx: Tx, file: KeptFile) => Promise<T>,
): Promise<T> {
  const { tenantId } = actor;
  const fileId = newId<FileId>();
  const hash = createHash('sha256');
  let length = 0;
  await withActor(db, actor, (tx) =>
    tx
      .insertInto('sources.file')
      .values({ tenant_id: tenantId, id: fileId, name, length: 0, account_id: actor.accountId })
      .execute(),
  );
  try {
    let number = 0;
    for await (const chunk of chunksOf(content)) {
      length += chunk.length;
      if (length > most)
        throw new Refused(`The file is longer than ${sizeInWords(most)}, the most that is taken.`);
      hash.update(chunk);
      await withActor(db, actor, (tx) => addChunk(tx, tenantId, fileId, number, chunk));
      number += 1;
    }
    if (length === 0) throw new Refused('The file is empty.');
    const file: KeptFile = { fileId, name, length, sha256: hash.digest('hex') };
    return await withActor(db, actor, async (tx) => {
      await tx
        .updateTable('sources.file')
        .set({ length, sha256: file.sha256 })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', fileId)
        .execute();
      return show(tx, file);
    });
  } catch (error) {
    // Where even that fails the sweep does it later; what went wrong first is what somebody has to hear.
    await withActor(db, actor, (tx) => removeFile(tx, tenantId, fileId)).catch(() => undefined);
    throw error;
  }
}

/** Bytes as people say them. @example sizeInWords(1_073_741_824) // '1 GB' */
export function sizeInWords(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size >= 10 || Number.isInteger(size) ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

function addChunk(tx: Tx, tenantId: TenantId, fileId: FileId, number: number, content: Uint8Array) {
  return sql`insert into sources.file_chunk (tenant_id, file_id, number, content)
    values (${tenantId}, ${fileId}, ${number}, ${content})`.execute(tx);
}

/** The same bytes in pieces of one size, the last one shorter. */
async function* chunksOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (let piece of content) {
    while (size + piece.length >= CHUNK) {
      const rest = CHUNK - size;
      yield Buffer.concat([...held, piece.subarray(0, rest)]);
      piece = piece.subarray(rest);
      held = [];
      size = 0;
    }
    if (piece.length > 0) held.push(piece);
    size += piece.length;
  }
  if (size > 0) yield Buffer.concat(held);
}
