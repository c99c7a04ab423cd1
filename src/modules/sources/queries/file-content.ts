import { sql } from 'kysely';
import { type Database, type TenantId, type Tx, type Who, withActor } from '#db';
import type { FileId } from '../../../db/generated/sources/File.ts';

/**
 * The bytes of a file, a chunk in each short transaction: never hold one open while somebody reads.
 *
 * @param most chunks at most; all of them unless given
 * @example for await (const chunk of contentOf(db, actor, fileId)) await out.write(chunk);
 */
export async function* contentOf(
  db: Database,
  who: Who,
  fileId: FileId,
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array> {
  for (let number = 0; number < most; number += 1) {
    const chunk = await withActor(db, who, (tx) => chunkOf(tx, who.tenantId, fileId, number));
    if (chunk === undefined) return;
    yield chunk;
  }
}

async function chunkOf(
  tx: Tx,
  tenantId: TenantId,
  fileId: FileId,
  number: number,
): Promise<Uint8Array | undefined> {
  const { rows } = await sql<{ content: Uint8Array }>`
    select content from sources.file_chunk
    where tenant_id = ${tenantId} and file_id = ${fileId} and number = ${number}`.execute(tx);
  return rows[0]?.content;
}
