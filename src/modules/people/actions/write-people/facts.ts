import type { PersonRow } from '#files';
import type { KnownPerson } from '../known-people.ts';

export type Facts = Omit<KnownPerson, 'id'>;

/**
 * What the person looks like after this row: the file's word where it has one, else what was known.
 *
 * @param fills only where nothing is known: a subsidiary registration does not speak over the main one
 */
export function factsOf(row: PersonRow, person: Facts | undefined, fills: boolean): Facts {
  const [first, second] = fills ? [person, saidIn(row)] : [saidIn(row), person];
  const pick = <Key extends keyof Facts>(key: Key) => (first?.[key] ?? second?.[key] ?? null) as Facts[Key];
  return {
    nc_year: pick('nc_year'),
    given_name: pick('given_name'),
    family_name: pick('family_name'),
    known_as: pick('known_as'),
    date_of_birth: pick('date_of_birth'),
    sex: pick('sex'),
    upn: pick('upn'),
    uln: pick('uln'),
  };
}

function saidIn(row: PersonRow): Facts {
  return {
    nc_year: row.ncYear,
    given_name: row.givenName,
    family_name: row.familyName,
    known_as: row.knownAs,
    date_of_birth: row.dateOfBirth,
    sex: row.sex,
    upn: row.upn,
    uln: row.uln,
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
