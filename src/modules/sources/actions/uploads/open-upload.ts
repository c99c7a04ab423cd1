import { newId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Refused } from '#outcome';
import type { UploadId } from '../../queries/uploads.ts';
import type { KeptFile } from '../files/keep-file.ts';

/**
 * Begins an import by page: a file is here, of a kind, from a source. Refuses whoever has no account, because a file that
 * lies here has to be somebody's.
 *
 * @example const uploadId = await openUpload(tx, actor, { kind: 'people', source: 'school-mis', file });
 */
export async function openUpload(
  tx: Tx,
  actor: Actor,
  { kind, source, file }: { kind: string; source: string; file: KeptFile },
): Promise<UploadId> {
  const { tenantId, accountId } = actor;
  if (accountId === null) throw new Refused('Only somebody with an account brings files by page.');
  const id = newId<UploadId>();
  await tx
    .insertInto('sources.upload')
    .values({
      tenant_id: tenantId,
      id,
      account_id: accountId,
      kind,
      source,
      file_id: file.fileId,
      file_name: file.name,
      file_length: file.length,
      file_sha256: file.sha256,
    })
    .execute();
  await record(tx, actor, { act: 'import.uploaded', subjectId: id, why: `${kind} from ${source}` });
  return id;
}
