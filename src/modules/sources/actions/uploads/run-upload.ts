import { sql } from 'kysely';
import type { RunId, TenantId, Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import type { Tried, Upload, UploadId } from '../../queries/uploads.ts';
import type { Policy } from '../../rules/share.ts';
import { removeFile } from '../files/remove-file.ts';
import { about, move, refuseMovedOn, type Which } from './move.ts';

const begun = () => ({ rows_read: 0, stop_asked: false, heard_at: sql<string>`now()`, why: null });

/** A dry run begins, under a policy for this file alone or, with null, the one settled for its source. */
export async function beginTrying(tx: Tx, actor: Actor, upload: Which, policy: Policy | null): Promise<void> {
  const set = { ...begun(), policy, tried: null };
  refuseMovedOn(await move(tx, actor.tenantId, upload.id, ['mapped', 'tried', 'failed'], 'trying', set));
  await record(tx, actor, { act: 'import.tried', subjectId: upload.id, why: about(upload) });
}

/** What a dry run found. */
export async function keepTried(tx: Tx, tenantId: TenantId, id: UploadId, tried: Tried): Promise<void> {
  await move(tx, tenantId, id, ['trying'], 'tried', { tried: JSON.stringify(tried) });
}

/** Somebody wants it in. A second press of the button finds that it was pressed. @returns whether this was the first */
export async function confirmUpload(tx: Tx, actor: Actor, upload: Which): Promise<boolean> {
  const first = await move(tx, actor.tenantId, upload.id, ['tried'], 'confirmed', begun());
  if (first) await record(tx, actor, { act: 'import.confirmed', subjectId: upload.id, why: about(upload) });
  return first;
}

/** Its turn has come. @returns whether it is still wanted */
export function beginRunning(tx: Tx, tenantId: TenantId, id: UploadId): Promise<boolean> {
  return move(tx, tenantId, id, ['confirmed'], 'running', { heard_at: sql<string>`now()` });
}

/** It is in. Said in the transaction of the import itself, so that neither is without the other; the file goes with it. */
export async function finishUpload(
  tx: Tx,
  tenantId: TenantId,
  { id, fileId }: Pick<Upload, 'id' | 'fileId'>,
  runId: RunId,
): Promise<void> {
  await move(tx, tenantId, id, ['running'], 'done', { run_id: runId });
  if (fileId !== null) await removeFile(tx, tenantId, fileId);
}

/** It could not be, and why. The file stays: read in another way it may do. */
export async function failUpload(tx: Tx, tenantId: TenantId, id: UploadId, why: string): Promise<void> {
  await move(tx, tenantId, id, ['trying', 'confirmed', 'running'], 'failed', { why });
}
