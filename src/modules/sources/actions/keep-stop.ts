import { type Database, newId, withActor } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';

/** The file that did not go in. */
export type StoppedFile = { kind: string; source: string; file: string; sha256: string | null };

/**
 * Keeps that a file did not go in and why, in a transaction of its own: that of the import is gone.
 *
 * @param rule `share` when it would have moved too much, `file` when it could not be read at all
 */
export async function keepStop(
  db: Database,
  actor: Actor,
  { kind, source, file, sha256 }: StoppedFile,
  rule: 'share' | 'file',
  message: string,
): Promise<void> {
  await withActor(db, actor, async (tx) => {
    const id = newId<never>();
    await tx
      .insertInto('sources.stop')
      .values({
        tenant_id: actor.tenantId,
        id,
        kind,
        source,
        file_name: file,
        file_sha256: sha256,
        account_id: actor.accountId,
        rule,
        message,
      })
      .execute();
    await record(tx, actor, { act: 'import.stopped', subjectId: id, why: `${kind} from ${source}` });
  });
}
