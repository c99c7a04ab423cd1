import { sql } from 'kysely';
import { insertRows, newId, type PersonId, type SettingId, type TenantId, type Tx } from '#db';
import { nameKeys } from '../rules/names.ts';

type Named = Parameters<typeof nameKeys>[0];
type Row = Named & { id: PersonId; setting_ids: SettingId[]; keys: string[] };

/** The keys of one young person's name as rows. */
export function nameKeyRows(
  tenantId: TenantId,
  personId: PersonId,
  name: Named,
  settingIds: readonly SettingId[],
) {
  return nameKeys(name).map((key) => ({
    tenant_id: tenantId,
    id: newId<never>(),
    person_id: personId,
    setting_ids: [...settingIds],
    key,
  }));
}

/** Makes the keys of some people's names again where they are no longer those of the name that stands. */
export async function renameKeys(tx: Tx, tenantId: TenantId, people: readonly PersonId[]): Promise<void> {
  if (people.length === 0) return;
  // One array, not one parameter each: a whole council changes at once on 1 September, and 65,535 is the most there can be.
  const { rows } = await sql<Row>`
    select p.id, p.setting_ids, p.given_name, p.family_name, p.known_as,
      coalesce((select array_agg(k.key order by k.key) from people.name_key k
        where k.tenant_id = p.tenant_id and k.person_id = p.id), '{}') as keys
    from people.person p where p.tenant_id = ${tenantId} and p.id = any(${[...people]}::uuid[])`.execute(tx);
  const renamed = rows.filter((row) => nameKeys(row).sort().join(' ') !== row.keys.join(' '));
  if (renamed.length === 0) return;
  await sql`delete from people.name_key
    where tenant_id = ${tenantId} and person_id = any(${renamed.map(({ id }) => id)}::uuid[])`.execute(tx);
  const keys = renamed.flatMap((row) => nameKeyRows(tenantId, row.id, row, row.setting_ids));
  await insertRows(tx, 'people.name_key', keys);
}
