import { newId, type RunId, type TenantId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Refused } from '#outcome';
import type { ImportKind, Undone } from '../import-kind.ts';
import { oneAtATime } from './with-run.ts';

/**
 * Takes a run back: exactly what it wrote goes or becomes what it was; what a later run touched since is kept and named.
 * The run itself stays on record, with who took it back, when and why.
 *
 * Refuses a run there is not, and one that was taken back already.
 *
 * @param kinds every kind of import there is
 * @example const { removed, restored, kept } = await undoRun(tx, actor, importKinds, { runId, reason: 'Wrong school' });
 */
export async function undoRun(
  tx: Tx,
  actor: Actor,
  kinds: readonly ImportKind[],
  { runId, reason }: { runId: RunId; reason: string },
): Promise<Undone> {
  const { tenantId } = actor;
  await oneAtATime(tx, tenantId);
  const kind = await kindOf(tx, tenantId, kinds, runId);
  const undone: { removed: number; restored: number; kept: Undone['kept'][number][] } = {
    removed: 0,
    restored: 0,
    kept: [],
  };
  for (const undo of kind.undo) {
    const { removed, restored, kept } = await undo(tx, { tenantId, runId, today: actor.today });
    undone.removed += removed;
    undone.restored += restored;
    undone.kept.push(...kept);
  }
  const { removed, restored, kept } = undone;
  await tx
    .insertInto('sources.undoing')
    .values({
      tenant_id: tenantId,
      id: newId<never>(),
      run_id: runId,
      account_id: actor.accountId,
      reason,
      removed,
      restored,
      kept: JSON.stringify(kept),
    })
    .execute();
  await record(tx, actor, {
    act: 'import.undone',
    subjectId: runId,
    why: reason,
    number: removed + restored,
  });
  return undone;
}

async function kindOf(
  tx: Tx,
  tenantId: TenantId,
  kinds: readonly ImportKind[],
  runId: RunId,
): Promise<ImportKind> {
  const run = await tx
    .selectFrom('sources.run')
    .select('kind')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', runId)
    .executeTakeFirst();
  if (!run) throw new Refused('There is no such run.');
  const undone = await tx
    .selectFrom('sources.undoing')
    .select('at')
    .where('tenant_id', '=', tenantId)
    .where('run_id', '=', runId)
    .executeTakeFirst();
  if (undone) throw new Refused('This run was taken back already.');
  const kind = kinds.find((each) => each.kind === run.kind);
  if (!kind) throw new Refused(`A run of ${run.kind} cannot be taken back.`);
  return kind;
}
