import { sql } from 'kysely';
import { academicYearName } from '#dates';
import type { PersonId, RunId, TenantId, Tx } from '#db';
import { NO_SESSION, REGISTER_LENGTH } from '../rules/index.ts';
import { packedMasks } from './import-registers/packed-masks.ts';
import type { RegisterChangeId, RegisterId } from './import-registers/standing.ts';
import { mendRegisters } from './import-registers/write-registers.ts';

/** What became of what a run wrote to registers and termly counts. */
export type Undone = {
  /** Registers and counts that are gone, because nothing but the run had said anything in them. */
  removed: number;
  /** Registers and counts that are as they were before the run. */
  restored: number;
  /** Registers that a later run changed in the same sessions: they are as they were before the undoing. */
  kept: { personId: PersonId; says: string }[];
};

type Whose = { tenantId: TenantId; runId: RunId };
type Span = { from_slot: number; before: string; after: string };
type Change = Span & {
  id: RegisterChangeId;
  register_id: RegisterId;
  person_id: PersonId;
  register_year: number;
  setting_name: string;
  marks: string;
  /** Changes of the same register by later runs that stand. */
  later: Span[];
};

const AT_ONCE = 2_000;

/**
 * Takes back exactly what a run wrote to registers and termly counts, register by register: every session that the run
 * changed is again as it was, unless a later run that stands changed one of them; then the whole register is kept and
 * named. A register without a mark left is removed together with its changes. Counts of the run are removed, and what
 * its source said before counts again.
 *
 * Runs must not be undone while one imports: whoever calls it holds the lock that imports hold. Done twice it does
 * nothing more the second time.
 *
 * @example const { removed, restored, kept } = await undoRegisters(tx, { tenantId, runId });
 */
export async function undoRegisters(tx: Tx, { tenantId, runId }: Whose): Promise<Undone> {
  const undone = await undoCounts(tx, { tenantId, runId });
  for (let last: RegisterChangeId | undefined; ; ) {
    const changes = await changesBefore(tx, { tenantId, runId }, last);
    last = changes.at(-1)?.id;
    if (last === undefined) break;
    const kept = changes.filter(isTouched);
    const undoable = changes.filter((change) => !isTouched(change));
    undone.kept.push(
      ...kept.map(({ person_id, ...change }) => ({ personId: person_id, says: says(change) })),
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
    undone.removed += empty.length;
    undone.restored += mended.length;
  }
  const whole = await undoWhole(tx, { tenantId, runId });
  return { ...undone, removed: undone.removed + whole.removed, kept: [...undone.kept, ...whole.kept] };
}

/** The sessions that a change really changed; its span holds others between them. */
function slotsOf({ from_slot, before, after }: Span): number[] {
  return [...after].flatMap((letter, at) => (letter === (before[at] ?? NO_SESSION) ? [] : [from_slot + at]));
}

/** Whether anything the run wrote has been changed since. */
function isTouched(change: Change): boolean {
  const slots = slotsOf(change);
  const later = new Set(change.later.flatMap(slotsOf));
  return slots.some(
    (slot) => later.has(slot) || change.marks[slot] !== change.after[slot - change.from_slot],
  );
}

function marksBefore(change: Change): string {
  const marks = [...change.marks];
  for (const slot of slotsOf(change)) marks[slot] = change.before[slot - change.from_slot] ?? NO_SESSION;
  return marks.join('');
}

function says({ setting_name, register_year }: Pick<Change, 'setting_name' | 'register_year'>): string {
  return `A later import changed the same sessions in the register of ${academicYearName(register_year)} at ${setting_name}, so that register is kept as it is.`;
}

/** The changes of a run that stand, newest first, with the registers as they are. */
async function changesBefore(
  tx: Tx,
  { tenantId, runId }: Whose,
  last: RegisterChangeId | undefined,
): Promise<Change[]> {
  const { rows } = await sql<Change>`
    select c.id, c.register_id, c.person_id, c.from_slot, c.before, c.after, r.register_year, r.marks,
           s.name as setting_name,
           coalesce((select json_agg(json_build_object('from_slot', l.from_slot, 'before', l.before, 'after', l.after))
                     from records.register_change l
                     where l.tenant_id = ${tenantId} and l.register_id = c.register_id and l.id > c.id
                       and l.run_id <> c.run_id and not l.undone), '[]') as later
    from records.register_change c
    join records.register r on r.tenant_id = c.tenant_id and r.id = c.register_id
    join people.place s on s.tenant_id = r.tenant_id and s.setting_id = r.setting_id
    where c.tenant_id = ${tenantId} and c.run_id = ${runId} and not c.undone
      ${last === undefined ? sql`` : sql`and c.id < ${last}`}
    order by c.id desc limit ${AT_ONCE}`.execute(tx);
  return rows;
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
 * changed them.
 */
async function undoWhole(tx: Tx, { tenantId, runId }: Whose): Promise<Pick<Undone, 'removed' | 'kept'>> {
  const gone = await sql`delete from records.register as r
    where r.tenant_id = ${tenantId} and r.run_id = ${runId} and not exists (
      select from records.register_change c where c.tenant_id = ${tenantId} and c.register_id = r.id)
    returning r.id`.execute(tx);
  const left = await sql<Pick<Change, 'person_id' | 'register_year' | 'setting_name'>>`
    select r.person_id, r.register_year, s.name as setting_name from records.register r
    join people.place s on s.tenant_id = r.tenant_id and s.setting_id = r.setting_id
    where r.tenant_id = ${tenantId} and r.run_id = ${runId} and not exists (
      select from records.register_change c
      where c.tenant_id = ${tenantId} and c.register_id = r.id and c.run_id = ${runId})`.execute(tx);
  const kept = left.rows.map((register) => ({ personId: register.person_id, says: says(register) }));
  return { removed: gone.rows.length, kept };
}

async function markUndone(tx: Tx, tenantId: TenantId, changes: readonly RegisterChangeId[]): Promise<void> {
  if (changes.length === 0) return;
  await sql`update records.register_change set undone = true
    where tenant_id = ${tenantId} and id = any(${[...changes]}::uuid[])`.execute(tx);
}

/** What the source said before, if anything, is the newest again. */
async function undoCounts(tx: Tx, { tenantId, runId }: Whose): Promise<Undone> {
  const { rows } = await sql<{ gone: number; restored: number }>`
    with gone as (
      delete from records.register_count where tenant_id = ${tenantId} and run_id = ${runId}
      returning id, person_id, setting_id, register_year, term, source)
    select count(*) as gone, count(*) filter (where exists (
      select from records.register_count c
      where c.tenant_id = ${tenantId} and c.person_id = g.person_id and c.setting_id = g.setting_id
        and c.register_year = g.register_year and c.term = g.term and c.source = g.source and c.id < g.id)) as restored
    from gone g`.execute(tx);
  const { gone, restored } = rows[0] ?? { gone: 0, restored: 0 };
  return { removed: gone - restored, restored, kept: [] };
}
