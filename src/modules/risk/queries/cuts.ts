import { sql } from 'kysely';
import type { SettingId, TenantId, Tx } from '#db';
import { type Cut, cutsFor, type RuleSet, type Tier } from '../rules/index.ts';
import type { RuleSetId } from './rule-sets.ts';

/** How many places a setting says it has, by tier. */
export type Capacity = ReadonlyMap<SettingId, Partial<Record<Tier, number>>>;

/**
 * The places of every setting that has said how many there are and that the actor reaches.
 *
 * @example (await capacities(tx, tenantId)).get(ashdale)?.targeted // 24
 */
export async function capacities(tx: Tx, tenantId: TenantId): Promise<Capacity> {
  const { rows } = await sql<{ setting_id: SettingId; tier: Tier; places: number }>`
    select distinct on (setting_id, tier) setting_id, tier, places from risk.capacity
    where tenant_id = ${tenantId} order by setting_id, tier, set_at desc, id desc`.execute(tx);
  const found = new Map<SettingId, Partial<Record<Tier, number>>>();
  for (const { setting_id, tier, places } of rows)
    found.set(setting_id, { ...found.get(setting_id), [tier]: places });
  return found;
}

/**
 * The lines at which tiers begin, for every setting that has said how many places it has. Where a setting is not in
 * the answer the rules' own lines hold.
 *
 * @param only one setting, whether or not it has said anything
 * @example const cuts = await cutsOf(tx, tenantId, { id, ruleSet });
 */
export async function cutsOf(
  tx: Tx,
  tenantId: TenantId,
  { id, ruleSet }: { id: RuleSetId; ruleSet: RuleSet },
  only?: SettingId,
): Promise<Map<SettingId, Cut[]>> {
  const places = await capacities(tx, tenantId);
  const settings = only === undefined ? [...places.keys()] : [only];
  if (settings.length === 0) return new Map();
  const { rows } = await sql<{ setting_id: SettingId; points: number; people: number }>`
    select setting_id, points, count(*) as people from risk.profile
    where tenant_id = ${tenantId} and rule_set_id = ${id} and is_current and setting_id = any(${settings}::uuid[])
    group by setting_id, points`.execute(tx);
  const counts = Map.groupBy(rows, (row) => row.setting_id);
  return new Map(
    settings.map((settingId) => {
      const points = new Map((counts.get(settingId) ?? []).map((row) => [row.points, row.people]));
      return [settingId, cutsFor(points, ruleSet, places.get(settingId) ?? {})];
    }),
  );
}
