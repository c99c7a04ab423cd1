/**
 * Most of what is known is known of many in the same words and on the same day. Read as one row for all of them it costs
 * a quarter of what a row each costs, and rows are most of what a review costs.
 */
import { type RawBuilder, sql } from 'kysely';
import type { PersonId } from '#db';

/** The column of a grouped query that names everybody a row is about. */
export const sharedBy: RawBuilder<string> = sql<string>`string_agg(person_id::text, ' ')`;

/** @example peopleOf(row.people) // ['0190…', '0191…'] */
export function peopleOf(people: string): PersonId[] {
  return people.split(' ') as PersonId[]; // the database wrote them from its own ids
}
