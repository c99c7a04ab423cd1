import { sql } from 'kysely';
import type { SettingId, TenantId, Tx } from '#db';

/** A setting as a list has it; null is not known. */
export type ListedSetting = {
  id: SettingId;
  name: string;
  kind: string;
  urn: string | null;
  laestab: string | null;
  status: string | null;
  town: string | null;
  /** Null for one that was added by hand. */
  source: string | null;
};

/**
 * Settings by name, all of them or those with some words in their name; capitals do not matter.
 *
 * @example await settingsOf(tx, tenantId, "st mary's")
 */
export async function settingsOf(tx: Tx, tenantId: TenantId, words = ''): Promise<ListedSetting[]> {
  const { rows } = await sql<ListedSetting>`
    select s.id, s.name, s.kind, s.urn, s.laestab, s.status, s.town, s.source from people.setting s
    where s.tenant_id = ${tenantId} and position(lower(${words}) in lower(s.name)) > 0
    order by s.name collate "und-x-icu", s.urn`.execute(tx);
  return rows;
}
