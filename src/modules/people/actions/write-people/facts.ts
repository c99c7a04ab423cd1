import type { PersonRow } from '#files';
import { FACT_FIELDS, type Facts, type Word } from '../../rules/believed.ts';

/**
 * What a row says of who somebody is.
 *
 * @param word what its source says so far, where the row only fills what that leaves blank: a subsidiary registration does
 *   not speak over the main one
 */
export function saidIn(row: PersonRow, word: Word | undefined): Facts {
  const said: Facts = {
    nc_year: row.ncYear,
    given_name: row.givenName,
    family_name: row.familyName,
    known_as: row.knownAs,
    date_of_birth: row.dateOfBirth,
    sex: row.sex,
    upn: row.upn,
    uln: row.uln,
  };
  if (word)
    for (const field of FACT_FIELDS) if (word.facts[field] !== null) Object.assign(said, { [field]: null });
  return said;
}

/** The old values of what differs, or nothing when all is the same. */
export function difference(
  before: object,
  after: Readonly<Record<string, unknown>>,
): Record<string, unknown> | undefined {
  const old = Object.entries(before).filter(([key, value]) => key in after && !isSame(after[key], value));
  return old.length === 0 ? undefined : Object.fromEntries(old);
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other));
}
