import { sql } from 'kysely';
import { insertRows, newId, type PersonId, type SettingId, type TenantId, type Tx } from '#db';
import { type KeptChange, keepChanges } from '#modules/sources';
import { nameKeys } from '../../rules/names.ts';
import { presentAt } from '../../rules/present.ts';
import { nameKeyRows, renameKeys } from '../name-keys.ts';
import { settleDuplicates } from '../settle-duplicates.ts';
import { writeFacts } from '../settle-facts.ts';
import { keepSecondSettings, settlePlaces, yearAt } from '../settle-places.ts';
import { reachAsPeople, saidRow } from '../words.ts';
import { difference } from './facts.ts';
import type { Plan, PlannedPerson, PlannedStay, Writing } from './plan.ts';

type Changed = PlannedPerson & { before: NonNullable<PlannedPerson['before']> };
type Mended = PlannedStay & { before: NonNullable<PlannedStay['before']> };

/** Writes what a file comes to: who is new, what differs, and what it was before. */
export async function writePlan(tx: Tx, writing: Writing, plan: Plan): Promise<void> {
  const { tenantId, runId, source, today } = writing;
  const tenant = { tenant_id: tenantId };
  const people = [...plan.people.values()];
  const stays = [...plan.stays.values()];
  const placesOf = await addPeople(tx, writing, people, stays);
  const sources = plan.sources.map((row) => ({
    ...tenant,
    id: newId<never>(),
    ...row,
    source,
    run_id: runId,
  }));
  await insertRows(tx, 'people.person_source', sources);
  const begun = stays.flatMap(({ before, after }) => (before === null ? [after] : []));
  await insertRows(
    tx,
    'people.enrolment',
    begun.map((row) => ({ ...tenant, ...row, run_id: runId })),
  );
  const changed = people.filter(
    (person): person is Changed => person.before !== null && !!difference(person.before, person.after),
  );
  await mendPeople(tx, tenantId, changed);
  const mended = stays.filter((stay): stay is Mended => stay.before !== null);
  await mendStays(tx, tenantId, mended);
  const reworded = await writeWords(tx, writing, people, placesOf);
  await keepChanges(tx, tenantId, runId, [
    ...changed.map(({ id, before, after }) => changeOf('person', id, id, before, after)),
    ...reworded,
    ...mended.map(({ before, after }) => changeOf('enrolment', after.id, after.person_id, before, after)),
  ]);
  const old = new Set(stays.map(({ after }) => after.person_id));
  for (const { id, before } of people) if (before === null) old.delete(id);
  await settlePlaces(tx, { tenantId, today, runId }, [...old]);
  const told = [...people.filter(({ before }) => before === null), ...changed].map(({ id }) => id);
  await settleDuplicates(tx, tenantId, told);
}

function changeOf(
  entity: string,
  entityId: string,
  personId: PersonId,
  before: object,
  after: Readonly<Record<string, unknown>>,
): KeptChange {
  return { entity, entityId, personId, before: difference(before, after) ?? {}, after };
}

/** Whoever is new is written with where they are, so that a first file of a whole council is written once; answers where. */
async function addPeople(
  tx: Tx,
  { tenantId, runId, source, today }: Writing,
  people: readonly PlannedPerson[],
  stays: readonly PlannedStay[],
): Promise<Map<PersonId, SettingId[]>> {
  const staysOf = Map.groupBy(stays, ({ after }) => after.person_id);
  const added = people.flatMap(({ id, before, after, sourceKey }) => {
    if (before !== null) return [];
    const years = (staysOf.get(id) ?? []).map((stay) => yearAt(stay.after));
    return [{ id, facts: after, sourceKey, present: presentAt(years, today, null) }];
  });
  const tenant = { tenant_id: tenantId };
  await insertRows(
    tx,
    'people.person',
    added.map(({ id, facts, sourceKey, present }) => ({
      ...tenant,
      id,
      ...facts,
      setting_ids: present.all,
      setting_id: present.main,
      left_on: present.leftOn,
      source,
      source_key: sourceKey,
      run_id: runId,
    })),
  );
  await insertRows(
    tx,
    'people.name_key',
    added.flatMap(({ id, facts, present }) => nameKeyRows(tenantId, id, facts, present.all)),
  );
  await keepSecondSettings(tx, tenantId, added);
  return new Map(added.map(({ id, present }) => [id, present.all]));
}

async function mendPeople(tx: Tx, tenantId: TenantId, changed: readonly Changed[]): Promise<void> {
  if (changed.length === 0) return;
  await writeFacts(
    tx,
    tenantId,
    changed.map(({ id, after }) => ({ id, ...after })),
  );
  const renamed = changed.filter(({ before, after }) => nameKeys(before).join() !== nameKeys(after).join());
  await renameKeys(
    tx,
    tenantId,
    renamed.map(({ id }) => id),
  );
}

/** What the source of the file says now: new words are added, others put right, and what they were is answered. */
async function writeWords(
  tx: Tx,
  { tenantId }: Writing,
  people: readonly PlannedPerson[],
  placesOf: ReadonlyMap<PersonId, readonly SettingId[]>,
): Promise<KeptChange[]> {
  const spoken = people.flatMap(({ id, word: { before, after }, others }) => [
    ...(before?.id == null
      ? [{ ...saidRow(tenantId, id, after), setting_ids: [...(placesOf.get(id) ?? [])] }]
      : []),
    ...others.map((word) => saidRow(tenantId, id, word)),
  ]);
  await insertRows(tx, 'people.person_said', spoken);
  const reworded = people.flatMap(({ id, word: { before, after } }) => {
    if (before?.id == null) return [];
    const row = saidRow(tenantId, id, after);
    const old = difference(saidRow(tenantId, id, before), row);
    return old ? [{ row, old }] : [];
  });
  if (reworded.length > 0)
    await sql`update people.person_said as s
      set nc_year = n.nc_year, given_name = n.given_name, family_name = n.family_name, known_as = n.known_as,
          date_of_birth = n.date_of_birth, sex = n.sex, upn = n.upn, uln = n.uln, since = n.since
      from json_populate_recordset(null::people.person_said, ${JSON.stringify(reworded.map(({ row }) => row))}::json) as n
      where s.tenant_id = ${tenantId} and s.id = n.id`.execute(tx);
  const known = spoken.flatMap(({ person_id }) => (placesOf.has(person_id) ? [] : [person_id]));
  await reachAsPeople(tx, tenantId, known);
  return reworded.map(({ row, old: before }) => {
    const after = Object.fromEntries(Object.entries(row).filter(([name]) => name in before));
    return { entity: 'person_said', entityId: row.id, personId: row.person_id, before, after };
  });
}

async function mendStays(tx: Tx, tenantId: TenantId, mended: readonly Mended[]): Promise<void> {
  if (mended.length === 0) return;
  await sql`update people.enrolment as e
    set nc_year = n.nc_year, starts_on = n.starts_on, ends_on = n.ends_on, status = n.status, said_on = n.said_on, source = n.source,
        ended_source = n.ended_source, disputed_by = n.disputed_by, tutor_group_id = n.tutor_group_id, house_id = n.house_id
    from json_populate_recordset(null::people.enrolment, ${JSON.stringify(mended.map(({ after }) => after))}::json) as n
    where e.tenant_id = ${tenantId} and e.id = n.id`.execute(tx);
}
