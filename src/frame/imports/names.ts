import { sql } from 'kysely';
import type { PersonId, TenantId, Tx } from '#db';
import { nameOnPage } from '#modules/people';
import type { Say } from '#web';

type Named = Parameters<typeof nameOnPage>[1] & { personId: PersonId };

/** What young people are called, as far as the actor of the transaction reaches them. */
export async function namesOf(
  tx: Tx,
  tenantId: TenantId,
  ids: readonly (string | null)[],
  say: Say,
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<Named>`
    select r.person_id as "personId", r.given_name, r.family_name, r.known_as, r.source, r.source_key
    from people.roll r where r.tenant_id = ${tenantId} and r.person_id = any(${wanted}::uuid[])`.execute(tx);
  return new Map(rows.map((person) => [person.personId, nameOnPage(say, person)]));
}
