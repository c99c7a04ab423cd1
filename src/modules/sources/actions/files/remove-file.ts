import { sql } from 'kysely';
import type { TenantId, Tx } from '#db';
import type { FileId } from '../../../../db/generated/sources/File.ts';

/** Erases a file and its chunks; what was brought in from it only loses the way to it. */
export async function removeFile(tx: Tx, tenantId: TenantId, fileId: FileId): Promise<void> {
  await tx
    .updateTable('sources.upload')
    .set({ file_id: null, tried: null, draft: JSON.stringify({}) })
    .where('tenant_id', '=', tenantId)
    .where('file_id', '=', fileId)
    .execute();
  await tx.deleteFrom('sources.file').where('tenant_id', '=', tenantId).where('id', '=', fileId).execute();
}

/**
 * Erases files whose last byte never came: whoever sent them has gone.
 *
 * @param olderThan an interval of PostgreSQL; a single process that has just begun says `0 seconds`
 * @returns how many
 */
export async function removeUnfinished(tx: Tx, tenantId: TenantId, olderThan: string): Promise<number> {
  const { rows } = await sql`
    delete from sources.file f where f.tenant_id = ${tenantId} and f.sha256 is null and f.at < now() - ${olderThan}::interval
    returning f.id`.execute(tx);
  return rows.length;
}
