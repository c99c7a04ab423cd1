import { sql } from 'kysely';
import { academicYearName } from '#dates';
import type { PersonId, RunId, TenantId, Tx } from '#db';
import { NO_SESSION } from '../../rules/index.ts';
import type { RegisterChangeId, RegisterId } from '../import-registers/standing.ts';

export type Whose = { tenantId: TenantId; runId: RunId };
type Span = { from_slot: number; before: string; after: string };
/** What a run did to a register, and the register as it is. */
export type Change = Span & {
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

/** The changes of a run that stand, newest first, with the registers as they are. */
export async function changesBefore(
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
                       and l.run_id <> c.run_id and ${stands('l')}), '[]') as later
    from records.register_change c
    join records.register r on r.tenant_id = c.tenant_id and r.id = c.register_id
    join people.place s on s.tenant_id = r.tenant_id and s.setting_id = r.setting_id
    where c.tenant_id = ${tenantId} and c.run_id = ${runId} and not c.undone
      ${last === undefined ? sql`` : sql`and c.id < ${last}`}
    order by c.id desc limit ${AT_ONCE}`.execute(tx);
  return rows;
}

/** Whether a change by some run stands: neither it nor its run was taken back. */
export function stands(change: 'c' | 'l') {
  const ref = (column: string) => sql.ref(`${change}.${column}`);
  return sql`not ${ref('undone')} and not exists (
    select from sources.undone u where u.tenant_id = ${ref('tenant_id')} and u.run_id = ${ref('run_id')})`;
}

/** The sessions that a change really changed; its span holds others between them. */
function slotsOf({ from_slot, before, after }: Span): number[] {
  return [...after].flatMap((letter, at) => (letter === (before[at] ?? NO_SESSION) ? [] : [from_slot + at]));
}

/** Whether anything the run wrote has been changed since. */
export function isTouched(change: Change): boolean {
  const slots = slotsOf(change);
  const later = new Set(change.later.flatMap(slotsOf));
  return slots.some(
    (slot) => later.has(slot) || change.marks[slot] !== change.after[slot - change.from_slot],
  );
}

/** The marks of the register without what the run did. */
export function marksBefore(change: Change): string {
  const marks = [...change.marks];
  for (const slot of slotsOf(change)) marks[slot] = change.before[slot - change.from_slot] ?? NO_SESSION;
  return marks.join('');
}

/** Why a register is kept. */
export function says({
  setting_name,
  register_year,
}: Pick<Change, 'setting_name' | 'register_year'>): string {
  return `A later import changed the same sessions in the register of ${academicYearName(register_year)} at ${setting_name}, so that register is kept as it is.`;
}
