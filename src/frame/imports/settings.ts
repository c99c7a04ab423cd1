import { sql } from 'kysely';
import type { SettingId, TenantId, Tx } from '#db';

export type KnownSetting = { id: SettingId; name: string; urn: string | null };

/** Every setting there is, by name. */
export async function settingsOf(tx: Tx, tenantId: TenantId): Promise<KnownSetting[]> {
  const { rows } = await sql<KnownSetting>`
    select p.setting_id as id, p.name, p.urn from people.place p
    where p.tenant_id = ${tenantId} order by p.name collate "und-x-icu"`.execute(tx);
  return rows;
}
