import { sql } from 'kysely';
import { insertRows, newId, type PersonId, type SettingId, type TenantId, type Tx } from '#db';
import { nameKeys } from '../rules/names.ts';

/** Somebody as they are found by name. */
export type Named = {
  id: PersonId;
  setting_ids: SettingId[];
  given_name: string | null;
  family_name: string | null;
  known_as: string | null;
};

/** Lets people be found by their names for the first time. */
export async function addNameKeys(tx: Tx, tenantId: TenantId, people: readonly Named[]): Promise<void> {
  await insertRows(
    tx,
    'people.name_key',
    people.flatMap((person) =>
      nameKeys(person).map((key) => ({
        tenant_id: tenantId,
        id: newId<never>(),
        person_id: person.id,
        setting_ids: person.setting_ids,
        key,
      })),
    ),
  );
}

/** Lets people be found by the names and at the settings they have now, and by no others. */
export async function replaceNameKeys(tx: Tx, tenantId: TenantId, people: readonly Named[]): Promise<void> {
  // One array, not one parameter each: a whole council changes at once on 1 September, and 65,535 is the most there can be.
  await sql`delete from people.name_key
    where tenant_id = ${tenantId} and person_id = any(${people.map(({ id }) => id)}::uuid[])`.execute(tx);
  await addNameKeys(tx, tenantId, people);
}

/** The same for people whose names were put back as they were. */
export async function nameAgain(tx: Tx, tenantId: TenantId, people: readonly PersonId[]): Promise<void> {
  if (people.length === 0) return;
  const { rows } = await sql<Named>`
    select id, setting_ids, given_name, family_name, known_as from people.person
    where tenant_id = ${tenantId} and id = any(${[...people]}::uuid[])`.execute(tx);
  await replaceNameKeys(tx, tenantId, rows);
}
