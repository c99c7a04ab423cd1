import { sql } from 'kysely';
import type { TenantId, Tx } from '#db';
import type { KeptBack, Undone } from '#modules/sources';
import { packedMasks } from '../import-registers/packed-masks.ts';
import type { RegisterChangeId, RegisterId } from '../import-registers/standing.ts';
import { mendRegisters } from '../import-registers/write-registers.ts';
import { type Change, changesBefore, isTouched, marksBefore, says, stands, type Whose } from './changes.ts';
import { undoCounts } from './undo-counts.ts';

/**
 * Takes back exactly what a run wrote to registers and termly counts, register by register: every session that the run
 * changed is again as it was, unless a later run that stands changed one of them; then the whole register is kept and
 * named. A register without a mark left is removed together with its changes. Counts of the run are removed, and what
 * its source said before counts again.
 *
 * Counted are registers and termly counts: removed are those in which nothing but the run had said anything, restored
 * those that are as they were before it.
 *
 * Runs must not be undone while one imports: whoever calls it holds the lock that imports hold. Done again it takes back
 * what nothing stands in the way of any more, and else nothing.
 *
 * @example const { removed, restored, kept } = await undoRegisters(tx, { tenantId, runId });
 */
export async function undoRegisters(tx: Tx, { tenantId, runId }: Whose): Promise<Undone> {
  const undone = { ...(await undoCounts(tx, { tenantId, runId })), kept: [] as KeptBack[] };
  for (let last: RegisterChangeId | undefined; ; ) {
    const changes = await changesBefore(tx, { tenantId, runId }, last);
    last = changes.at(-1)?.id;
    if (last === undefined) break;
    const kept = changes.filter(isTouched);
    const undoable = changes.filter((change) => !isTouched(change));
    undone.kept.push(
      ...kept.map((change) => ({
        personId: change.person_id,
        says: says(change),
        entityId: change.register_id,
      })),
    );
    const before = undoable.map((change) => ({ change, marks: marksBefore(change) }));
    const empty = before.filter(({ marks }) => marks.trim() === '').map(({ change }) => change.register_id);
    const mended = before.filter(({ marks }) => marks.trim() !== '');
    await removeRegisters(tx, tenantId, empty);
    await mendRegisters(
      tx,
      tenantId,
      mended.map(({ change, marks }) => ({ id: change.register_id, marks, ...packedMasks(marks) })),
    );
    await markUndone(
      tx,
      tenantId,
      mended.map(({ change }) => change.id),
    );
    await passToNext(
      tx,
      tenantId,
      mended.map(({ change }) => change.register_id),
    );
    undone.removed += empty.length;
    undone.restored += mended.length;
  }
  const whole = await undoWhole(tx, { tenantId, runId });
  return { ...undone, removed: undone.removed + whole.removed, kept: [...undone.kept, ...whole.kept] };
}

/** A register whose beginning was taken back was begun by whoever says the oldest of what is left. */
async function passToNext(tx: Tx, tenantId: TenantId, registers: readonly RegisterId[]): Promise<void> {
  if (registers.length === 0) return;
  await sql`update records.register r set source = n.source
    from (select distinct on (c.register_id) c.register_id, s.source from records.register_change c
      join sources.brought_by s on s.tenant_id = c.tenant_id and s.run_id = c.run_id
      where c.tenant_id = ${tenantId} and c.register_id = any(${[...registers]}::uuid[]) and not c.undone
      order by c.register_id, c.id) n
    where r.tenant_id = ${tenantId} and r.id = n.register_id and r.source <> n.source
      and exists (select from records.register_change own
        where own.tenant_id = r.tenant_id and own.register_id = r.id and own.run_id = r.run_id and own.undone)`.execute(
    tx,
  );
}

async function removeRegisters(tx: Tx, tenantId: TenantId, registers: readonly RegisterId[]): Promise<void> {
  if (registers.length === 0) return;
  await sql`delete from records.register_change
    where tenant_id = ${tenantId} and register_id = any(${[...registers]}::uuid[])`.execute(tx);
  await sql`delete from records.register
    where tenant_id = ${tenantId} and id = any(${[...registers]}::uuid[])`.execute(tx);
}

/**
 * Registers that came whole with a run, as those of the demo do, have no change of that run: they go, unless a later run
 * that stands changed them.
 */
async function undoWhole(tx: Tx, { tenantId, runId }: Whose): Promise<Pick<Undone, 'removed' | 'kept'>> {
  const { rows } = await sql<Whole>`
    select r.id, r.person_id, r.register_year, s.name as setting_name, exists (
      select from records.register_change c
      where c.tenant_id = ${tenantId} and c.register_id = r.id and ${stands('c')}) as is_changed
    from records.register r
    join people.place s on s.tenant_id = r.tenant_id and s.setting_id = r.setting_id
    where r.tenant_id = ${tenantId} and r.run_id = ${runId} and not exists (
      select from records.register_change c
      where c.tenant_id = ${tenantId} and c.register_id = r.id and c.run_id = ${runId})`.execute(tx);
  const gone = rows.filter(({ is_changed }) => !is_changed).map(({ id }) => id);
  await removeRegisters(tx, tenantId, gone);
  const kept = rows
    .filter(({ is_changed }) => is_changed)
    .map((register) => ({ personId: register.person_id, says: says(register), entityId: register.id }));
  return { removed: gone.length, kept };
}

type Whole = Pick<Change, 'person_id' | 'register_year' | 'setting_name'> & {
  id: RegisterId;
  is_changed: boolean;
};

async function markUndone(tx: Tx, tenantId: TenantId, changes: readonly RegisterChangeId[]): Promise<void> {
  if (changes.length === 0) return;
  await sql`update records.register_change set undone = true
    where tenant_id = ${tenantId} and id = any(${[...changes]}::uuid[])`.execute(tx);
}
