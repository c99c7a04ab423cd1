import { sql } from 'kysely';
import type { TenantId, Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import type { Upload, UploadId } from '../../queries/uploads.ts';
import { removeFile } from '../files/remove-file.ts';
import { about, changeable, move, refuseMovedOn, type Which } from './move.ts';

/** What `why` says of work that somebody stopped, and of work whose process ended first; pages have the words. */
export const STOPPED_BY_HAND = 'stopped';
export const CUT_SHORT = 'cut-short';

/** Asks what is under way to stop. It ends as stopped, or as done where it was done first. */
export async function askToStop(tx: Tx, actor: Actor, upload: Which): Promise<void> {
  await tx
    .updateTable('sources.upload')
    .set({ stop_asked: true })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', upload.id)
    .where('state', 'in', ['trying', 'confirmed', 'running'])
    .execute();
  await record(tx, actor, { act: 'import.stop_asked', subjectId: upload.id, why: about(upload) });
}

/** It has stopped and nothing of it was kept: a dry run is as if not tried, an import as if not confirmed. */
export async function stopped(
  tx: Tx,
  tenantId: TenantId,
  id: UploadId,
  why: typeof STOPPED_BY_HAND | typeof CUT_SHORT,
): Promise<void> {
  await move(tx, tenantId, id, ['trying'], 'mapped', { why });
  await move(tx, tenantId, id, ['confirmed', 'running'], 'tried', { why });
}

/** Somebody wants it no more: the file, and what was found in it, is erased at once. */
export async function throwAway(tx: Tx, actor: Actor, upload: Which & Pick<Upload, 'fileId'>): Promise<void> {
  refuseMovedOn(await move(tx, actor.tenantId, upload.id, changeable, 'called_off'));
  if (upload.fileId !== null) await removeFile(tx, actor.tenantId, upload.fileId);
  await record(tx, actor, { act: 'import.called_off', subjectId: upload.id, why: about(upload) });
}

/** Says that somebody works on it still, and how far. @returns whether it shall stop */
export async function hear(tx: Tx, tenantId: TenantId, id: UploadId, rows: number): Promise<boolean> {
  const { rows: found } = await sql<{ stop: boolean }>`
    update sources.upload u set heard_at = now(), rows_read = ${rows}
    where u.tenant_id = ${tenantId} and u.id = ${id} returning u.stop_asked as stop`.execute(tx);
  return found[0]?.stop ?? true;
}
