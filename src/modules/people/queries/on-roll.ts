import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { PersonId, SettingId, TenantId, Who } from '#db';
import { nameKey } from '../rules/names.ts';

/** Which of the people somebody reaches. `unknown` finds those of whom the record does not say. */
export type RollFilter = {
  settingId?: SettingId | 'unknown' | undefined;
  ncYear?: number | 'unknown' | undefined;
  /** Words of a name, each from its beginning; capitals, accents and apostrophes do not matter. */
  name?: string | undefined;
  /** Only these, as far as they are reached. */
  personIds?: readonly PersonId[] | undefined;
};

/** Sorts after every key that begins with the same letters. */
const LAST = '\u{10FFFF}';

/**
 * Everybody an actor reaches and a filter lets through, as the condition of a query over `people.roll as roll`. Row
 * security says the tenant and the reach again; said here as well, they are found by index.
 *
 * @example sql`select count(*) from people.roll as roll where ${onRoll(actor, { ncYear: 9 })}`
 */
export function onRoll(who: Who, filter: RollFilter = {}): RawBuilder<SqlBool> {
  const conditions = [
    sql<SqlBool>`roll.tenant_id = ${who.tenantId}`,
    ...reached(who),
    ...filtered(who, filter),
  ];
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}

/**
 * Whoever is at one of some settings, whether it is their main one or another, as the condition of a query over
 * `people.roll as roll`. Two columns that are indexed each, because an overlap of arrays is found by no index here.
 *
 * @example sql`select count(*) from people.roll as roll where roll.tenant_id = ${tenantId} and ${atSettings(tenantId, [ashdale])}`
 */
export function atSettings(tenantId: TenantId, settings: readonly SettingId[]): RawBuilder<SqlBool> {
  const ids = sql`${[...settings]}::uuid[]`;
  return sql<SqlBool>`(roll.setting_id = any(${ids}) or roll.person_id = any(array(
    select second.person_id from people.second_setting as second
    where second.tenant_id = ${tenantId} and second.setting_id = any(${ids}))))`;
}

function reached({ tenantId, reach }: Who): RawBuilder<SqlBool>[] {
  if (reach === 'whole') return [];
  const [settings, people] = [[...reach.settings], [...reach.people]];
  if (settings.length === 0) return [sql`roll.person_id = any(${people}::uuid[])`];
  const at = atSettings(tenantId, settings);
  return people.length === 0 ? [at] : [sql`(${at} or roll.person_id = any(${people}::uuid[]))`];
}

function filtered({ tenantId }: Who, filter: RollFilter): RawBuilder<SqlBool>[] {
  const { settingId, ncYear, name, personIds } = filter;
  const conditions: RawBuilder<SqlBool>[] = [];
  if (settingId === 'unknown') conditions.push(sql`roll.setting_id is null`);
  else if (settingId !== undefined) conditions.push(atSettings(tenantId, [settingId]));
  if (ncYear === 'unknown') conditions.push(sql`roll.nc_year is null`);
  else if (ncYear !== undefined) conditions.push(sql`roll.nc_year = ${ncYear}`);
  if (personIds !== undefined) conditions.push(sql`roll.person_id = any(${[...personIds]}::uuid[])`);
  for (const key of wordsOf(name)) {
    conditions.push(sql`roll.person_id in (select named.person_id from people.name_key as named
      where named.tenant_id = ${tenantId} and named.key >= ${key} and named.key < ${key + LAST})`);
  }
  return conditions;
}

/** The keys looked for. A name without a letter or figure in it is nobody's. */
function wordsOf(name: string | undefined): string[] {
  if (name === undefined || name.trim() === '') return [];
  const keys = name
    .split(/[\s-]+/)
    .map(nameKey)
    .filter(Boolean);
  return keys.length > 0 ? keys.slice(0, 5) : [LAST];
}
