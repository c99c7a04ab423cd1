import { sql } from 'kysely';
import type { PersonId, TenantId, Tx } from '#db';
import { trustIn } from '#modules/sources';
import { believedFacts, contradictionsIn, FACT_FIELDS } from '../rules/believed.ts';
import type { BelievedFacts, KnownPerson } from './known-people.ts';
import { renameKeys } from './name-keys.ts';
import { wordsOf } from './words.ts';

/**
 * Works out again what is believed of who some people are, from what each source says, and writes it where it differs. Of
 * whom no source's word is kept, what stands stays.
 *
 * @returns those of whom something else is believed now
 * @example await settleFacts(tx, tenantId, [personId]);
 */
export async function settleFacts(
  tx: Tx,
  tenantId: TenantId,
  people: readonly PersonId[],
): Promise<PersonId[]> {
  if (people.length === 0) return [];
  const { rows } = await sql<KnownPerson>`
    select id, nc_year, given_name, family_name, known_as, date_of_birth, sex, upn, uln, contradicted
    from people.person where tenant_id = ${tenantId} and id = any(${[...people]}::uuid[])`.execute(tx);
  const words = await wordsOf(tx, tenantId, people);
  const trustOf = await trustIn(tx, tenantId, 'people');
  const changed = rows.flatMap((person) => {
    const said = words.get(person.id);
    if (!said) return [];
    const contradicted = contradictionsIn(said, trustOf).map(({ field }) => field);
    const after: BelievedFacts = { ...believedFacts(said, trustOf), contradicted };
    return isSame(person, after) ? [] : [{ id: person.id, ...after, before: person }];
  });
  await writeFacts(
    tx,
    tenantId,
    changed.map(({ before: _, ...after }) => after),
  );
  const ids = changed.map(({ id }) => id);
  await renameKeys(tx, tenantId, ids);
  return ids;
}

/** Writes what is believed of people. A UPN may pass from one to another of them, so it is let go first. */
export async function writeFacts(
  tx: Tx,
  tenantId: TenantId,
  people: readonly (BelievedFacts & { id: PersonId })[],
): Promise<void> {
  if (people.length === 0) return;
  const rows = JSON.stringify(people);
  await sql`update people.person as p set upn = null
    from json_populate_recordset(null::people.person, ${rows}::json) as n
    where p.tenant_id = ${tenantId} and p.id = n.id and p.upn is distinct from n.upn and p.upn is not null`.execute(
    tx,
  );
  await sql`update people.person as p
    set nc_year = n.nc_year, given_name = n.given_name, family_name = n.family_name, known_as = n.known_as,
        date_of_birth = n.date_of_birth, sex = n.sex, upn = n.upn, uln = n.uln, contradicted = n.contradicted
    from json_populate_recordset(null::people.person, ${rows}::json) as n
    where p.tenant_id = ${tenantId} and p.id = n.id`.execute(tx);
}

function isSame(one: BelievedFacts, other: BelievedFacts): boolean {
  return (
    FACT_FIELDS.every((field) => one[field] === other[field]) &&
    one.contradicted.join() === other.contradicted.join()
  );
}
