import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import { insertRows, newId, type PersonId, type RunId, type SettingId, type TenantId, type Tx } from '#db';
import { type KeptChange, keepChanges, touchedBy } from '#modules/sources';
import { type ProposedMove, proposedMoves, type SaidYear } from '../rules/moves.ts';
import { type Present, presentAt } from '../rules/present.ts';
import type { KnownEnrolment } from './known-people.ts';
import { settleDuplicates } from './settle-duplicates.ts';
import { settleMoves } from './settle-moves.ts';
import { reachAsPeople } from './words.ts';

type Standing = {
  id: PersonId;
  setting_id: SettingId | null;
  setting_ids: SettingId[];
  left_on: PlainDate | null;
};
type Settling = { tenantId: TenantId; today: PlainDate; runId?: RunId | undefined };

/** What is kept of a change of place: read by those who look up what a run did. */
const ENTITY = 'place';
const AT_ONCE = 5_000;

/**
 * Works out again where some young people are, from their enrolments, and writes it wherever reach goes by it: the person,
 * their name keys and their second settings; which moves that suggests; and which settings see who may be a duplicate. Done after whatever adds, ends or takes back an enrolment. Whoever has no
 * enrolment at all stays as they are.
 *
 * @param mains the main setting to prefer, for those whose run is taken back; otherwise the one that stands
 * @example await settlePlaces(tx, { tenantId, today, runId }, [personId]);
 */
export async function settlePlaces(
  tx: Tx,
  settling: Settling,
  people: readonly PersonId[],
  mains: ReadonlyMap<PersonId, SettingId | null> = new Map(),
): Promise<void> {
  for (let start = 0; start < people.length; start += AT_ONCE)
    await settleSome(tx, settling, people.slice(start, start + AT_ONCE), mains);
}

async function settleSome(
  tx: Tx,
  { tenantId, today, runId }: Settling,
  ids: readonly PersonId[],
  mains: ReadonlyMap<PersonId, SettingId | null>,
): Promise<void> {
  const among = sql`${[...ids]}::uuid[]`;
  const people = await sql<Standing>`
    select id, setting_id, setting_ids, left_on from people.person
    where tenant_id = ${tenantId} and id = any(${among})`.execute(tx);
  const stays = await sql<KnownEnrolment>`
    select id, person_id, setting_id, academic_year, status, starts_on, ends_on, source, said_on from people.enrolment
    where tenant_id = ${tenantId} and person_id = any(${among})`.execute(tx);
  const staysOf = Map.groupBy(stays.rows, (row) => row.person_id);
  const proposed = new Map<PersonId, ProposedMove<SettingId>[]>();
  const moved = people.rows.flatMap((before) => {
    const years = staysOf.get(before.id)?.map(yearAt);
    if (!years) return [];
    const present = presentAt(years, today, mains.get(before.id) ?? before.setting_id);
    proposed.set(before.id, proposedMoves(years, present, today));
    return isSame(before, present) ? [] : [{ id: before.id, before, present }];
  });
  await settleMoves(tx, tenantId, proposed);
  if (moved.length === 0) return;
  await writePlaces(tx, tenantId, moved);
  await settleDuplicates(
    tx,
    tenantId,
    moved.map(({ id }) => id),
  );
  if (runId !== undefined) await keepChanges(tx, tenantId, runId, moved.map(changeOf));
}

type Moved = { id: PersonId; before: Standing; present: Present<SettingId> };

async function writePlaces(tx: Tx, tenantId: TenantId, moved: readonly Moved[]): Promise<void> {
  const rows = JSON.stringify(moved.map(({ id, present }) => ({ id, ...columnsOf(present) })));
  await sql`update people.person as p set setting_ids = n.setting_ids, setting_id = n.setting_id, left_on = n.left_on
    from json_populate_recordset(null::people.person, ${rows}::json) as n
    where p.tenant_id = ${tenantId} and p.id = n.id`.execute(tx);
  const ids = sql`${moved.map(({ id }) => id)}::uuid[]`;
  await sql`update people.name_key as k set setting_ids = p.setting_ids
    from people.person p
    where k.tenant_id = ${tenantId} and k.person_id = any(${ids}) and p.tenant_id = k.tenant_id and p.id = k.person_id`.execute(
    tx,
  );
  await reachAsPeople(
    tx,
    tenantId,
    moved.map(({ id }) => id),
  );
  await sql`delete from people.second_setting where tenant_id = ${tenantId} and person_id = any(${ids})`.execute(
    tx,
  );
  await keepSecondSettings(tx, tenantId, moved);
}

/** Keeps where people are beside their main setting, for those of whom nothing is kept yet. */
export async function keepSecondSettings(
  tx: Tx,
  tenantId: TenantId,
  people: readonly { id: PersonId; present: Present<SettingId> }[],
): Promise<void> {
  const rows = people.flatMap(({ id, present: { main, all } }) =>
    all.flatMap((setting_id) =>
      setting_id === main ? [] : [{ tenant_id: tenantId, id: newId<never>(), person_id: id, setting_id }],
    ),
  );
  await insertRows(tx, 'people.second_setting', rows);
}

/**
 * Settles those whose last day at a setting has come since they were settled, so that a leaving date that a file gave
 * beforehand holds from its day on.
 *
 * @returns how many young people were settled
 */
export async function settleEnded(
  tx: Tx,
  { tenantId, today }: { tenantId: TenantId; today: PlainDate },
): Promise<number> {
  const { rows } = await sql<{ person_id: PersonId }>`
    select distinct e.person_id from people.enrolment e
    join people.person p on p.tenant_id = e.tenant_id and p.id = e.person_id and e.setting_id = any(p.setting_ids)
    where e.tenant_id = ${tenantId} and e.ends_on <= ${today}
      and not exists (select from people.enrolment later where later.tenant_id = e.tenant_id
        and later.person_id = e.person_id and later.setting_id = e.setting_id and later.academic_year > e.academic_year)`.execute(
    tx,
  );
  await settlePlaces(
    tx,
    { tenantId, today },
    rows.map(({ person_id }) => person_id),
  );
  return rows.length;
}

/** An enrolment as the rule of who is where reads it. */
export function yearAt(row: KnownEnrolment): SaidYear<SettingId> {
  return {
    id: row.id,
    settingId: row.setting_id,
    academicYear: row.academic_year,
    status: row.status,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    source: row.source,
    saidOn: row.said_on,
  };
}

function columnsOf({ main, all, leftOn }: Present<SettingId>) {
  return { setting_ids: all, setting_id: main, left_on: leftOn };
}

function isSame(before: Standing, { main, all, leftOn }: Present<SettingId>): boolean {
  return before.setting_id === main && before.left_on === leftOn && before.setting_ids.join() === all.join();
}

function changeOf({ id, before, present }: Moved): KeptChange {
  const { setting_ids, setting_id, left_on } = before;
  return {
    entity: ENTITY,
    entityId: id,
    personId: id,
    before: { setting_ids, setting_id, left_on },
    after: columnsOf(present),
  };
}

/**
 * After a run was taken back: everybody whom it had touched is settled anew, from what stands now; somebody merged since is
 * whom they were merged into. Where two settings claim to be the main one, it is again the one that it was before the run.
 *
 * @param about others who have to be settled too
 */
export async function settleAgain(
  tx: Tx,
  { tenantId, runId, today }: { tenantId: TenantId; runId: RunId; today: PlainDate },
  about: readonly PersonId[],
): Promise<PersonId[]> {
  const touched = await touchedBy(tx, { tenantId, runId }, ENTITY);
  const mains = new Map<PersonId, SettingId | null>();
  for (const { personId, before } of touched) {
    const main = before?.['setting_id'];
    if (typeof main === 'string') mains.set(personId, main as SettingId); // as the run kept it
  }
  const ids = [...new Set([...about, ...touched.map(({ personId }) => personId)])];
  const { rows: merged } = await sql<{ person_id: PersonId }>`
    select distinct person_id from people.merging where tenant_id = ${tenantId} and from_id = any(${ids}::uuid[])`.execute(
    tx,
  );
  const people = [...new Set([...ids, ...merged.map(({ person_id }) => person_id)])];
  await settlePlaces(tx, { tenantId, today }, people, mains);
  return people;
}
