import { sql } from 'kysely';
import { DatabaseError, newId, type RunId, type TenantId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Refused } from '#outcome';
import type { ImportKind, KeptBack, Undone } from '../import-kind.ts';
import { oneAtATime } from './with-run.ts';

/**
 * Takes a run back: exactly what it wrote goes or becomes what it was; what a later run touched since is kept and named.
 * What an earlier undoing had to keep for the sake of this run goes with it, so that the order in which runs are taken
 * back does not matter. The run itself stays on record, with who took it back, when and why.
 *
 * Refuses a run there is not, one that was taken back already, and one of a kind that cannot be.
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
  const kind = await standingKind(tx, tenantId, kinds, runId);
  const undone = await takeBack(tx, actor, kind, runId).catch(refuseTaken);
  const { removed, restored, kept } = undone;
  const id = newId<never>();
  await tx
    .insertInto('sources.undoing')
    .values({
      tenant_id: tenantId,
      id,
      run_id: runId,
      account_id: actor.accountId,
      reason,
      removed,
      restored,
      kept: JSON.stringify(kept),
    })
    .execute();
  await freeKept(tx, actor, kinds, id).catch(refuseTaken);
  await sql`update sources.run set is_reviewed = false where tenant_id = ${tenantId} and id = ${runId}`.execute(
    tx,
  );
  await record(tx, actor, {
    act: 'import.undone',
    subjectId: runId,
    why: reason,
    number: removed + restored,
  });
  return undone;
}

async function takeBack(
  tx: Tx,
  { tenantId, today }: Actor,
  kind: ImportKind,
  runId: RunId,
  only?: ReadonlySet<string>,
): Promise<Undone> {
  const undone: { removed: number; restored: number; kept: KeptBack[] } = {
    removed: 0,
    restored: 0,
    kept: [],
  };
  for (const undo of kind.undo) {
    const { removed, restored, kept } = await undo(tx, { tenantId, runId, today, ...(only ? { only } : {}) });
    undone.removed += removed;
    undone.restored += restored;
    undone.kept.push(...kept);
  }
  return undone;
}

/** What runs taken back before had to keep, newest run first: what nothing stands in the way of any more goes now. */
async function freeKept(tx: Tx, actor: Actor, kinds: readonly ImportKind[], undoing: string): Promise<void> {
  const { rows } = await sql<{ run_id: RunId; kind: string; kept: KeptBack[] }>`
    select u.run_id, r.kind, u.kept from sources.undoing u
    join sources.run r on r.tenant_id = u.tenant_id and r.id = u.run_id
    where u.tenant_id = ${actor.tenantId} and u.id <> ${undoing} and u.kept <> '[]'
    order by r.id desc`.execute(tx);
  for (const { run_id: runId, kind: name, kept } of rows) {
    const kind = kinds.find((each) => each.kind === name);
    const only = new Set(
      kept.flatMap(({ personId, entityId }) => (entityId ? [entityId, personId ?? entityId] : [])),
    );
    if (kind && only.size > 0) await takeBack(tx, actor, kind, runId, only);
  }
}

async function standingKind(
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
  if (!kind || kind.undo.length === 0) throw new Refused(`A run of ${run.kind} cannot be taken back.`);
  return kind;
}

const UNIQUE_VIOLATION = '23505';

/** What somebody was called before may be somebody else's by now. */
function refuseTaken(error: unknown): never {
  if (error instanceof DatabaseError && error.code === UNIQUE_VIOLATION)
    throw new Refused(
      'This run cannot be taken back: something that it changed, such as a UPN, belongs to somebody else by now. Take back the run that gave it to them first.',
    );
  throw error;
}
