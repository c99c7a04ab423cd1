import { sql } from 'kysely';
import type { SettingId, TenantId, Tx } from '#db';

export type NameOf = (settingId: SettingId) => Promise<string>;

/** The names of settings, read when the first is asked for: most imports have nothing to say about any. */
export function settingNames(tx: Tx, tenantId: TenantId): NameOf {
  let names: Map<SettingId, string> | undefined;
  return async (settingId) => {
    names ??= await readNames(tx, tenantId);
    return names.get(settingId) ?? '';
  };
}

async function readNames(tx: Tx, tenantId: TenantId): Promise<Map<SettingId, string>> {
  const { rows } = await sql<{ setting_id: SettingId; name: string }>`
    select setting_id, name from people.place where tenant_id = ${tenantId}`.execute(tx);
  return new Map(rows.map(({ setting_id, name }) => [setting_id, name]));
}
