import { sql } from 'kysely';
import type { TenantId, Tx } from '#db';
import { record } from '#modules/audit';
import type { Upload, UploadId } from '../../queries/uploads.ts';
import { removeFile, removeUnfinished } from '../files/remove-file.ts';
import { about, changeable, move } from './move.ts';
import { CUT_SHORT, stopped } from './stop-upload.ts';

export type Sweep = {
  /** Whether no other process can be at work on this database: then whatever is under way was cut short. */
  alone: boolean;
  /** What this process has in hand itself. */
  inHand: readonly UploadId[];
};

/** How long somebody may be silent and still be taken to be at work, and how long a file may lie about. */
const SILENT = '1 minute';
const UNFINISHED = '1 day';
const KEPT = '30 days';

/**
 * Tidies up: what was under way in a process that is no more is as it was before, files that never came whole are erased,
 * and so is what has lain about for thirty days.
 *
 * @returns how many files were erased
 */
export async function sweepUploads(tx: Tx, tenantId: TenantId, { alone, inHand }: Sweep): Promise<number> {
  const silent = await sql<{ id: UploadId }>`
    select u.id from sources.upload u where u.tenant_id = ${tenantId} and u.state in ('trying', 'confirmed', 'running')
      and not u.id = any(${inHand}::uuid[])
      and (${alone}::boolean or u.heard_at < now() - ${SILENT}::interval)`.execute(tx);
  for (const { id } of silent.rows) await stopped(tx, tenantId, id, CUT_SHORT);
  const unfinished = await removeUnfinished(tx, tenantId, alone ? '0 seconds' : UNFINISHED);
  const old = await sql<Pick<Upload, 'id' | 'kind' | 'source' | 'fileId'>>`
    select u.id, u.kind, u.source, u.file_id as "fileId" from sources.upload u
    where u.tenant_id = ${tenantId} and u.at < now() - ${KEPT}::interval and u.state = any(${changeable}::text[])`.execute(
    tx,
  );
  for (const upload of old.rows) {
    await move(tx, tenantId, upload.id, changeable, 'called_off');
    if (upload.fileId !== null) await removeFile(tx, tenantId, upload.fileId);
    const doer = { tenantId, accountId: null, name: 'server' };
    await record(tx, doer, { act: 'import.swept', subjectId: upload.id, why: about(upload) });
  }
  return unfinished + old.rows.length;
}
