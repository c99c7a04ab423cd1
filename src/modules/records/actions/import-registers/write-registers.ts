import { type Insertable, sql } from 'kysely';
import { insertRows, newId, type RunId, type Tables, type TenantId, type Tx } from '#db';
import { type Masks, mergeRegister, NO_SESSION, type RegisterSlice } from '../../rules/index.ts';
import type { Register } from './join-namings.ts';
import { packedMasks } from './packed-masks.ts';
import type { RegisterChangeId, RegisterId, Standing } from './standing.ts';

export type Origin = { tenantId: TenantId; source: string; runId: RunId };

/** What became of marks, and how many stood before in the registers they were laid over. */
export type MarkCounts = { added: number; changed: number; standing: number };

/** What becomes of the marks of some registers, and the rows that say so. */
export type PreparedRegisters = MarkCounts & {
  /** Writes the rows: new registers, mended ones, and what both were before. */
  write(tx: Tx): Promise<void>;
};

/**
 * Lays the registers of a file over those that stand, and keeps what was there before. `laid` is told of each.
 */
export function prepareRegisters(
  { tenantId, source, runId }: Origin,
  registers: readonly Register[],
  standing: readonly Standing[],
  laid: (register: Register, before: string | null) => void,
): PreparedRegisters {
  const byKey = new Map(
    standing.map((each) => [`${each.person_id} ${each.register_year} ${each.setting_id}`, each]),
  );
  const counts = { added: 0, changed: 0, standing: 0 };
  const added: Insertable<Tables['records.register']>[] = [];
  const mended: (Masks & { id: RegisterId; marks: string })[] = [];
  const changes: Insertable<Tables['records.register_change']>[] = [];
  for (const register of registers) {
    const { personId, settingId, year } = register;
    const before = byKey.get(`${personId} ${year} ${settingId}`);
    laid(register, before?.marks ?? null);
    const merged = mergeRegister(before?.marks ?? null, register.marks);
    counts.added += merged.added;
    counts.changed += merged.changed;
    counts.standing += before ? marksIn(before.marks) : 0;
    if (merged.changes.length === 0) continue;
    const id = before?.id ?? newId<RegisterId>();
    const row = { id, marks: merged.marks, ...packedMasks(merged.marks) };
    const about = { tenant_id: tenantId, person_id: personId, setting_id: settingId };
    if (before) mended.push(row);
    else added.push({ ...about, register_year: year, source, run_id: runId, ...row });
    const span = spanOf(merged.changes, before?.marks, merged.marks);
    changes.push({ ...about, id: newId<RegisterChangeId>(), run_id: runId, register_id: id, ...span });
  }
  return {
    ...counts,
    async write(tx) {
      await insertRows(tx, 'records.register', added);
      await mendRegisters(tx, tenantId, mended);
      await insertRows(tx, 'records.register_change', changes);
    },
  };
}

function marksIn(marks: string): number {
  let found = 0;
  for (let slot = 0; slot < marks.length; slot += 1) if (marks[slot] !== NO_SESSION) found += 1;
  return found;
}

/** Puts other marks, and the masks that belong to them, into registers. */
export async function mendRegisters(
  tx: Tx,
  tenantId: TenantId,
  rows: readonly (Masks & { id: RegisterId; marks: string })[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`update records.register as r
    set marks = n.marks, possible = n.possible, absent = n.absent, unauthorised = n.unauthorised, late = n.late
    from json_populate_recordset(null::records.register, ${JSON.stringify(rows)}::json) as n
    where r.tenant_id = ${tenantId} and r.id = n.id`.execute(tx);
}

/**
 * From the first session that changed to the last, as it was and as it is: one row a register, however scattered. What a
 * new register was before is empty text rather than so many spaces.
 */
function spanOf(changes: readonly RegisterSlice[], before: string | undefined, after: string) {
  const [first, last] = [changes[0], changes.at(-1)];
  const from = first?.at ?? 0;
  const to = last ? last.at + last.after.length : from;
  return { from_slot: from, before: (before ?? '').slice(from, to), after: after.slice(from, to) };
}
