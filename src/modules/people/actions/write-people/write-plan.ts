import { sql } from 'kysely';
import { insertRows, newId, type PersonId, type TenantId, type Tx } from '#db';
import { type KeptChange, keepChanges } from '#modules/sources';
import { nameKeys } from '../../rules/names.ts';
import { presentAt } from '../../rules/present.ts';
import { nameKeyRows, renameKeys } from '../name-keys.ts';
import { settleDuplicates } from '../settle-duplicates.ts';
import { keepSecondSettings, settlePlaces, yearAt } from '../settle-places.ts';
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
  await addPeople(tx, writing, people, stays);
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
  await keepChanges(tx, tenantId, runId, [
    ...changed.map(({ id, before, after }) => changeOf('person', id, id, before, after)),
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

/** Whoever is new is written with where they are, so that a first file of a whole council is written once. */
async function addPeople(
  tx: Tx,
  { tenantId, runId, source, today }: Writing,
  people: readonly PlannedPerson[],
  stays: readonly PlannedStay[],
): Promise<void> {
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
}

async function mendPeople(tx: Tx, tenantId: TenantId, changed: readonly Changed[]): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map(({ id, after }) => ({ id, ...after }));
  await sql`update people.person as p
    set nc_year = n.nc_year, given_name = n.given_name, family_name = n.family_name, known_as = n.known_as,
        date_of_birth = n.date_of_birth, sex = n.sex, upn = n.upn, uln = n.uln
    from json_populate_recordset(null::people.person, ${JSON.stringify(rows)}::json) as n
    where p.tenant_id = ${tenantId} and p.id = n.id`.execute(tx);
  const renamed = changed.filter(({ before, after }) => nameKeys(before).join() !== nameKeys(after).join());
  await renameKeys(
    tx,
    tenantId,
    renamed.map(({ id }) => id),
  );
}

async function mendStays(tx: Tx, tenantId: TenantId, mended: readonly Mended[]): Promise<void> {
  if (mended.length === 0) return;
  await sql`update people.enrolment as e
    set nc_year = n.nc_year, starts_on = n.starts_on, ends_on = n.ends_on, status = n.status, said_on = n.said_on, source = n.source,
        ended_source = n.ended_source, disputed_by = n.disputed_by, tutor_group_id = n.tutor_group_id, house_id = n.house_id
    from json_populate_recordset(null::people.enrolment, ${JSON.stringify(mended.map(({ after }) => after))}::json) as n
    where e.tenant_id = ${tenantId} and e.id = n.id`.execute(tx);
}
