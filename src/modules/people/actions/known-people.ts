import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, SettingId, TenantId, Tx } from '#db';
import type { Fault, PersonRow } from '#files';
import { checkUpn } from '../rules/index.ts';

export type KnownPerson = {
  id: PersonId;
  setting_ids: SettingId[];
  setting_id: SettingId | null;
  nc_year: number | null;
  given_name: string | null;
  family_name: string | null;
  known_as: string | null;
  date_of_birth: PlainDate | null;
  sex: string | null;
  upn: string | null;
};

export type KnownEnrolment = {
  id: string & { __brand: 'people.enrolment' };
  person_id: PersonId;
  setting_id: SettingId;
  nc_year: number | null;
  starts_on: PlainDate | null;
  tutor_group_id: (string & { __brand: 'people.tutor_group' }) | null;
  house_id: (string & { __brand: 'people.house' }) | null;
};

/** Everybody the tenant knows and their enrolments of one academic year, kept up to date while an import goes through its rows. */
export async function knownPeople(tx: Tx, tenantId: TenantId, source: string, year: number) {
  const people = await sql<KnownPerson>`
    select id, setting_ids, setting_id, nc_year, given_name, family_name, known_as, date_of_birth, sex, upn
    from people.person where tenant_id = ${tenantId}`.execute(tx);
  const keys = await sql<{ person_id: PersonId; setting_id: SettingId; source_key: string }>`
    select person_id, setting_id, source_key from people.person_source
    where tenant_id = ${tenantId} and source = ${source}`.execute(tx);
  const enrolled = await sql<KnownEnrolment>`
    select id, person_id, setting_id, nc_year, starts_on, tutor_group_id, house_id
    from people.enrolment where tenant_id = ${tenantId} and academic_year = ${year}`.execute(tx);

  const byId = new Map(people.rows.map((person) => [person.id, person]));
  const byUpn = new Map(
    people.rows.flatMap((person) => (person.upn === null ? [] : [[person.upn, person] as const])),
  );
  const bySource = new Map(keys.rows.map((row) => [`${row.setting_id} ${row.source_key}`, row.person_id]));
  const enrolments = new Map(enrolled.rows.map((row) => [`${row.person_id} ${row.setting_id}`, row]));

  return {
    match,
    /** How many people this source had named before. */
    ofSource: new Set(keys.rows.map((row) => row.person_id)).size,
    /** A person as they are now: somebody new, or somebody this file has told more about, such as a UPN. */
    keep(person: KnownPerson): void {
      byId.set(person.id, person);
      if (person.upn !== null) byUpn.set(person.upn, person);
    },
    hasSource: (key: string, settingId: SettingId) => bySource.has(`${settingId} ${key}`),
    addSource: (key: string, settingId: SettingId, id: PersonId) =>
      void bySource.set(`${settingId} ${key}`, id),
    enrolment: (id: PersonId, settingId: SettingId) => enrolments.get(`${id} ${settingId}`),
  };

  /** The person a row means, nobody yet, or the reason why it cannot be told. */
  function match(row: PersonRow, settingId: SettingId): { person: KnownPerson | undefined } | Fault {
    const byKey =
      row.sourceId === null ? undefined : byId.get(bySource.get(`${settingId} ${row.sourceId}`) as PersonId);
    if (row.upn === null) return { person: byKey };
    const named = byUpn.get(row.upn);
    // A temporary UPN gives way to the permanent one; a permanent one never changes.
    if (byKey && byKey !== named && byKey.upn !== null && byKey.upn !== row.upn && !isTemporary(byKey.upn)) {
      return {
        rule: 'identity.conflict',
        message: `The identifier ${row.sourceId} belongs to a young person with another UPN (${byKey.upn}): mend one of the two.`,
      };
    }
    if (named && byKey && named !== byKey) {
      return {
        rule: 'identity.conflict',
        message: `The UPN ${row.upn} and the identifier ${row.sourceId} belong to two different young people here: they are not merged by an import.`,
      };
    }
    return { person: named ?? byKey };
  }
}

function isTemporary(upn: string): boolean {
  const checked = checkUpn(upn);
  return 'upn' in checked && checked.temporary;
}
