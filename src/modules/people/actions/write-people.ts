import { sql } from 'kysely';
import { insertRows, newId, type PersonId, type RunId, type SettingId, type TenantId, type Tx } from '#db';
import type { Fault, NamedSetting, PersonRow, RefusalList } from '#files';
import { type Counts, keepChanges, type KeptChange } from '#modules/sources';
import { nameKeys } from '../rules/names.ts';
import { groupFinder } from './groups.ts';
import { type KnownEnrolment, type KnownPerson, knownPeople } from './known-people.ts';

export type Writing = {
  tenantId: TenantId;
  runId: RunId;
  source: string;
  year: number;
  findSetting: (named: NamedSetting) => Promise<SettingId | Fault>;
  refused: RefusalList;
};

type Facts = Omit<KnownPerson, 'id' | 'setting_ids'>;

/** Adds who is new, mends what differs, leaves the rest; each row is one of added, changed, same or refused. */
export async function writePeople(tx: Tx, writing: Writing, rows: readonly PersonRow[]): Promise<Counts> {
  const { tenantId, runId, source, year, refused } = writing;
  const known = await knownPeople(tx, tenantId, source);
  const group = await groupFinder(tx, tenantId, year);
  const counts: Counts = { added: 0, changed: 0, same: 0, ended: 0 };
  const added: { id: PersonId; facts: Facts; settingId: SettingId; sourceKey: string }[] = [];
  const changed: { id: PersonId; before: object; after: Facts & { setting_ids: SettingId[] } }[] = [];
  const sources: { person_id: PersonId; setting_id: SettingId; source_key: string }[] = [];
  const enrolments: KnownEnrolment[] = [];
  const mended: { before: object; after: KnownEnrolment }[] = [];
  const met = new Map<PersonId, number>();

  for (const row of rows) {
    const settingId = await writing.findSetting(row.setting);
    if (typeof settingId !== 'string') {
      refused.add({ line: row.line, field: 'setting', found: row.setting.value, ...settingId });
      continue;
    }
    const match = known.match(row, settingId);
    if ('rule' in match) {
      refused.add({ line: row.line, field: 'identity', found: row.upn ?? row.sourceId ?? '', ...match });
      continue;
    }
    const id = match.person?.id ?? newId<PersonId>();
    const earlier = met.get(id);
    if (earlier !== undefined) {
      const message = `Line ${earlier} of this file is about the same young person: the first row is kept; remove one of the two.`;
      refused.add({ line: row.line, field: 'identity', rule: 'identity.twice', found: row.upn ?? row.sourceId ?? '', message });
      continue;
    }
    met.set(id, row.line);

    const facts = factsOf(row, settingId, match.person);
    const sourceKey = row.sourceId ?? row.upn ?? '';
    let differs = false;
    if (!match.person) {
      added.push({ id, facts, settingId, sourceKey });
      known.add(row, { id, setting_ids: [settingId], ...facts });
    } else {
      const before = difference(match.person, facts);
      const setting_ids = [...new Set([...match.person.setting_ids, settingId])];
      if (before || setting_ids.length > match.person.setting_ids.length) {
        changed.push({ id, before: { ...before, setting_ids: match.person.setting_ids }, after: { ...facts, setting_ids } });
        differs = true;
      }
    }
    if (!known.hasSource(sourceKey, settingId)) {
      sources.push({ person_id: id, setting_id: settingId, source_key: sourceKey });
      known.addSource(sourceKey, settingId, id);
      differs = true;
    }
    const enrolment = await enrolmentOf(row, id, settingId);
    const standing = known.enrolment(id, settingId, year);
    if (!standing) {
      enrolments.push(enrolment);
      differs = true;
    } else {
      const merged = keepKnown(enrolment, standing);
      const before = difference(standing, merged);
      if (before) {
        mended.push({ before, after: merged });
        differs = true;
      }
    }
    if (!match.person) counts.added += 1;
    else if (differs) counts.changed += 1;
    else counts.same += 1;
  }

  const tenant = { tenant_id: tenantId };
  await insertRows(tx, 'people.person', added.map(({ id, facts, settingId, sourceKey }) => ({
    ...tenant, id, ...facts, setting_ids: [settingId], source, source_key: sourceKey, run_id: runId,
  })));
  await insertRows(tx, 'people.person_source', sources.map((row) => ({ ...tenant, id: newId<never>(), ...row, source, run_id: runId })));
  await insertRows(tx, 'people.name_key', added.flatMap(({ id, facts, settingId }) =>
    nameKeys(facts).map((key) => ({ ...tenant, id: newId<never>(), person_id: id, setting_ids: [settingId], key }))));
  await insertRows(tx, 'people.enrolment', enrolments.map((row) => ({ ...tenant, ...row, academic_year: year, source, run_id: runId })));
  await mendPeople(tx, tenantId, changed);
  await mendEnrolments(tx, tenantId, mended.map((each) => each.after));
  await keepChanges(tx, tenantId, runId, [
    ...changed.map(({ id, before, after }): KeptChange => ({ entity: 'person', entityId: id, personId: id, before, after })),
    ...mended.map(({ before, after }): KeptChange => ({ entity: 'enrolment', entityId: after.id, personId: after.person_id, before, after })),
  ]);
  return counts;

  async function enrolmentOf(row: PersonRow, personId: PersonId, settingId: SettingId): Promise<KnownEnrolment> {
    return {
      id: newId<never>(),
      person_id: personId,
      setting_id: settingId,
      nc_year: row.ncYear,
      starts_on: row.startedOn,
      tutor_group_id: row.tutorGroup === null ? null : await group.tutorGroup(settingId, row.tutorGroup),
      house_id: row.house === null ? null : await group.house(settingId, row.house),
    };
  }
}

/** What the person looks like after this row: the file's word where it has one, else what was known. */
function factsOf(row: PersonRow, settingId: SettingId, person: KnownPerson | undefined): Facts {
  return {
    setting_id: person?.setting_ids.includes(settingId) ? person.setting_id : settingId,
    nc_year: row.ncYear ?? person?.nc_year ?? null,
    given_name: row.givenName ?? person?.given_name ?? null,
    family_name: row.familyName ?? person?.family_name ?? null,
    known_as: row.knownAs ?? person?.known_as ?? null,
    date_of_birth: row.dateOfBirth ?? person?.date_of_birth ?? null,
    sex: row.sex ?? person?.sex ?? null,
    upn: row.upn ?? person?.upn ?? null,
  };
}

function keepKnown(row: KnownEnrolment, standing: KnownEnrolment): KnownEnrolment {
  return {
    ...standing,
    nc_year: row.nc_year ?? standing.nc_year,
    starts_on: row.starts_on ?? standing.starts_on,
    tutor_group_id: row.tutor_group_id ?? standing.tutor_group_id,
    house_id: row.house_id ?? standing.house_id,
  };
}

/** The old values of what differs, or nothing when all is the same. */
function difference(before: object, after: object): Record<string, unknown> | undefined {
  const old = Object.entries(before).filter(([key, value]) => key in after && (after as Record<string, unknown>)[key] !== value);
  return old.length === 0 ? undefined : Object.fromEntries(old);
}

async function mendPeople(tx: Tx, tenantId: TenantId, changed: readonly { id: PersonId; after: Facts & { setting_ids: SettingId[] } }[]): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map(({ id, after }) => ({ id, ...after }));
  await sql`update people.person as p
    set setting_ids = n.setting_ids, setting_id = n.setting_id, nc_year = n.nc_year, given_name = n.given_name, family_name = n.family_name,
        known_as = n.known_as, date_of_birth = n.date_of_birth, sex = n.sex, upn = n.upn
    from json_populate_recordset(null::people.person, ${JSON.stringify(rows)}::json) as n
    where p.tenant_id = ${tenantId} and p.id = n.id`.execute(tx);
  await tx.deleteFrom('people.name_key').where('tenant_id', '=', tenantId).where('person_id', 'in', changed.map((each) => each.id)).execute();
  await insertRows(tx, 'people.name_key', changed.flatMap(({ id, after }) =>
    nameKeys(after).map((key) => ({ tenant_id: tenantId, id: newId<never>(), person_id: id, setting_ids: after.setting_ids, key }))));
}

async function mendEnrolments(tx: Tx, tenantId: TenantId, enrolments: readonly KnownEnrolment[]): Promise<void> {
  if (enrolments.length === 0) return;
  await sql`update people.enrolment as e
    set nc_year = n.nc_year, starts_on = n.starts_on, tutor_group_id = n.tutor_group_id, house_id = n.house_id
    from json_populate_recordset(null::people.enrolment, ${JSON.stringify(enrolments)}::json) as n
    where e.tenant_id = ${tenantId} and e.id = n.id`.execute(tx);
}
