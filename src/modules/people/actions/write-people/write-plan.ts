import { sql } from 'kysely';
import { insertRows, newId, type TenantId, type Tx } from '#db';
import { type KeptChange, keepChanges } from '#modules/sources';
import { addNameKeys, replaceNameKeys } from '../name-keys.ts';
import type { Plan, Writing } from './plan.ts';

/** Writes what a file comes to: who is new, what differs, and what it was before. */
export async function writePlan(
  tx: Tx,
  { tenantId, runId, source, year }: Writing,
  plan: Plan,
): Promise<void> {
  const { added, changed, sources, enrolments, mended } = plan;
  const tenant = { tenant_id: tenantId };
  const origin = { source, run_id: runId };
  await insertRows(
    tx,
    'people.person',
    added.map(({ id, facts, settingId, sourceKey }) => ({
      ...tenant,
      id,
      ...facts,
      setting_ids: [settingId],
      ...origin,
      source_key: sourceKey,
    })),
  );
  await insertRows(
    tx,
    'people.person_source',
    sources.map((row) => ({ ...tenant, id: newId<never>(), ...row, ...origin })),
  );
  await addNameKeys(
    tx,
    tenantId,
    added.map(({ id, facts, settingId }) => ({ ...facts, id, setting_ids: [settingId] })),
  );
  await insertRows(
    tx,
    'people.enrolment',
    enrolments.map((row) => ({ ...tenant, ...row, academic_year: year, ...origin })),
  );
  await mendPeople(tx, tenantId, changed);
  await mendEnrolments(tx, tenantId, mended);
  await keepChanges(tx, tenantId, runId, [
    ...changed.map(
      ({ id, before, after }): KeptChange => ({
        entity: 'person',
        entityId: id,
        personId: id,
        before,
        after,
      }),
    ),
    ...mended.map(
      ({ before, after }): KeptChange => ({
        entity: 'enrolment',
        entityId: after.id,
        personId: after.person_id,
        before,
        after,
      }),
    ),
  ]);
}

async function mendPeople(tx: Tx, tenantId: TenantId, changed: Plan['changed']): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map(({ id, after }) => ({ id, ...after }));
  await sql`update people.person as p
    set setting_ids = n.setting_ids, setting_id = n.setting_id, nc_year = n.nc_year, given_name = n.given_name, family_name = n.family_name,
        known_as = n.known_as, date_of_birth = n.date_of_birth, sex = n.sex, upn = n.upn
    from json_populate_recordset(null::people.person, ${JSON.stringify(rows)}::json) as n
    where p.tenant_id = ${tenantId} and p.id = n.id`.execute(tx);
  await replaceNameKeys(
    tx,
    tenantId,
    changed.map(({ id, after }) => ({ ...after, id })),
  );
}

async function mendEnrolments(tx: Tx, tenantId: TenantId, mended: Plan['mended']): Promise<void> {
  if (mended.length === 0) return;
  await sql`update people.enrolment as e
    set nc_year = n.nc_year, starts_on = n.starts_on, tutor_group_id = n.tutor_group_id, house_id = n.house_id
    from json_populate_recordset(null::people.enrolment, ${JSON.stringify(mended.map(({ after }) => after))}::json) as n
    where e.tenant_id = ${tenantId} and e.id = n.id`.execute(tx);
}
