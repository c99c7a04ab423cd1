import { sql } from 'kysely';
import { insertRows, newId, type PersonId, type RunId, type SettingId, type TenantId, type Tx } from '#db';
import type { Counts } from '#modules/sources';
import { EMPTY_REGISTER, mergeRegister, NO_SESSION, type RegisterSlice } from '../../rules/index.ts';
import type { Register } from './join-namings.ts';
import { packedMasks } from './packed-masks.ts';

type RegisterId = string & { __brand: 'records.register' };
type Standing = {
  id: RegisterId;
  person_id: PersonId;
  setting_id: SettingId;
  register_year: number;
  marks: string;
  source: string;
};
type Origin = { tenantId: TenantId; source: string; runId: RunId };

const AT_ONCE = 2_000;

/** Lays the registers of a file over those that stand, each mark of the file one of added, changed or same. */
export async function writeRegisters(
  tx: Tx,
  origin: Origin,
  registers: readonly Register[],
): Promise<Counts & { standing: number }> {
  const counts = { added: 0, changed: 0, same: 0, ended: 0, standing: 0 };
  for (let start = 0; start < registers.length; start += AT_ONCE) {
    await writeChunk(tx, origin, registers.slice(start, start + AT_ONCE), counts);
  }
  return counts;
}

async function writeChunk(
  tx: Tx,
  { tenantId, source, runId }: Origin,
  registers: readonly Register[],
  counts: Counts & { standing: number },
): Promise<void> {
  const standing = await standingOf(
    tx,
    tenantId,
    registers.map(({ personId }) => personId),
  );
  const begun = Map.groupBy(standing.values(), (each) => `${each.person_id} ${each.register_year}`);
  const added = [];
  const mended = [];
  const changes = [];
  for (const register of registers) {
    const { personId, year, marks: incoming } = register;
    const settingId = settingOf(register, begun, source);
    const before = standing.get(`${personId} ${year} ${settingId}`);
    const merged = mergeRegister(before?.marks ?? null, incoming);
    counts.added += merged.added;
    counts.changed += merged.changed;
    counts.same += merged.same;
    counts.standing += before ? marksIn(before.marks) : 0;
    if (merged.changes.length === 0) continue;
    const id = before?.id ?? newId<RegisterId>();
    const row = { id, marks: merged.marks, ...packedMasks(merged.marks) };
    if (before) mended.push(row);
    else
      added.push({
        tenant_id: tenantId,
        person_id: personId,
        setting_id: settingId,
        register_year: year,
        source,
        ...row,
      });
    const span = spanOf(merged.changes, before?.marks ?? EMPTY_REGISTER, merged.marks);
    changes.push({
      tenant_id: tenantId,
      id: newId<never>(),
      run_id: runId,
      register_id: id,
      person_id: personId,
      setting_id: settingId,
      ...span,
    });
  }
  await insertRows(tx, 'records.register', added);
  if (mended.length > 0) {
    await sql`update records.register as r
      set marks = n.marks, possible = n.possible, absent = n.absent, unauthorised = n.unauthorised, late = n.late
      from json_populate_recordset(null::records.register, ${JSON.stringify(mended)}::json) as n
      where r.tenant_id = ${tenantId} and r.id = n.id`.execute(tx);
  }
  await insertRows(tx, 'records.register_change', changes);
}

/**
 * A file that does not say where somebody was goes on with the register its source has begun for the year, wherever they
 * have moved since: the same file again must find its own marks.
 */
function settingOf(register: Register, begun: ReadonlyMap<string, Standing[]>, source: string): SettingId {
  if (register.saysSetting) return register.settingId;
  const here = begun.get(`${register.personId} ${register.year}`) ?? [];
  const [only, another] = here.filter((each) => each.source === source);
  return only && !another ? only.setting_id : register.settingId;
}

function marksIn(marks: string): number {
  let found = 0;
  for (let slot = 0; slot < marks.length; slot += 1) if (marks[slot] !== NO_SESSION) found += 1;
  return found;
}

/** From the first session that changed to the last, as it was and as it is: one row a register, however scattered. */
function spanOf(changes: readonly RegisterSlice[], before: string, after: string) {
  const [first, last] = [changes[0], changes.at(-1)];
  const from = first?.at ?? 0;
  const to = last ? last.at + last.after.length : from;
  return { from_slot: from, before: before.slice(from, to), after: after.slice(from, to) };
}

async function standingOf(
  tx: Tx,
  tenantId: TenantId,
  people: readonly PersonId[],
): Promise<Map<string, Standing>> {
  const { rows } = await sql<Standing>`
    select id, person_id, setting_id, register_year, marks, source from records.register
    where tenant_id = ${tenantId} and person_id = any(${[...new Set(people)]}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [`${row.person_id} ${row.register_year} ${row.setting_id}`, row]));
}
