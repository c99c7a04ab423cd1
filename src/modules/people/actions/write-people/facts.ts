import type { SettingId } from '#db';
import type { PersonRow } from '#files';
import type { KnownEnrolment, KnownPerson } from '../known-people.ts';

export type Facts = Omit<KnownPerson, 'id' | 'setting_ids'>;

/** What the person looks like after this row: the file's word where it has one, else what was known. */
export function factsOf(row: PersonRow, settingId: SettingId, person: KnownPerson | undefined): Facts {
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

/** The enrolment after this row: what the row leaves blank stands as it was. */
export function keepKnown(row: KnownEnrolment, standing: KnownEnrolment): KnownEnrolment {
  return {
    ...standing,
    nc_year: row.nc_year ?? standing.nc_year,
    starts_on: row.starts_on ?? standing.starts_on,
    tutor_group_id: row.tutor_group_id ?? standing.tutor_group_id,
    house_id: row.house_id ?? standing.house_id,
  };
}

/** The old values of what differs, or nothing when all is the same. */
export function difference(
  before: object,
  after: Readonly<Record<string, unknown>>,
): Record<string, unknown> | undefined {
  const old = Object.entries(before).filter(([key, value]) => key in after && after[key] !== value);
  return old.length === 0 ? undefined : Object.fromEntries(old);
}
