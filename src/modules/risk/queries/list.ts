import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, SettingId, Tx, Who } from '#db';
import { onRoll, type RollFilter } from '#modules/people';
import type { Domain, Mark, Tier } from '../rules/index.ts';
import { marksOf } from './marks.ts';
import type { RuleSetId } from './rule-sets.ts';

/** Whom to list: `domain` finds those with a tick or two in it. */
export type ListFilter = RollFilter & { domain?: Domain | undefined };

export const LIST_ORDERS = ['name', 'points', 'setting', 'year'] as const;
export type ListOrder = (typeof LIST_ORDERS)[number];

/** Somebody in a list, with the marks of the profile that is kept; null when none is. */
export type Listed = {
  personId: PersonId;
  given_name: string | null;
  family_name: string | null;
  known_as: string | null;
  source: string;
  source_key: string;
  settingName: string | null;
  /** The day they left the last setting; null while they are at one, and when none is known. */
  leftOn: PlainDate | null;
  ncYear: number | null;
  profile: ListedProfile | null;
};

export type ListedProfile = {
  marks: Record<Domain, Mark>;
  points: { known: number; highest: number };
  tier: Tier;
  asOf: PlainDate;
};

export type ListAsk = {
  /** The rule set in use; without one nobody has a profile. */
  ruleSetId: RuleSetId | undefined;
  filter: ListFilter;
  order: ListOrder;
  offset: number;
  /** Everybody from the offset on, when left out. */
  limit?: number | undefined;
};

type Row = Omit<Listed, 'personId' | 'settingName' | 'leftOn' | 'ncYear' | 'profile'> & {
  left_on: PlainDate | null;
  person_id: PersonId;
  setting_id: SettingId | null;
  setting_name: string | null;
  nc_year: number | null;
  points: number | null;
  highest: number;
  tier: Tier;
  as_of: PlainDate;
} & Record<Domain, number | null>;

/**
 * One stretch of the list. By points, the most come first and people without a profile last, because nothing is known
 * of them; there is no rank, and equal points stand in no order that means anything.
 *
 * @example await listPeople(tx, actor, { ruleSetId, filter: { ncYear: 9 }, order: 'name', offset: 0, limit: 25 })
 */
export async function listPeople(tx: Tx, who: Who, ask: ListAsk): Promise<Listed[]> {
  const rows =
    ask.order === 'points' && ask.ruleSetId
      ? await byPoints(tx, who, ask, ask.ruleSetId)
      : await inOrder(tx, who, ask);
  return rows.map(listedOf);
}

/** How many the filter finds, page or no page. */
export async function countPeople(
  tx: Tx,
  who: Who,
  { ruleSetId, filter }: Pick<ListAsk, 'ruleSetId' | 'filter'>,
): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select count(*) as number from people.roll as roll
    where ${onRoll(who, filter)} and ${marked(who, ruleSetId, filter)}`.execute(tx);
  return rows[0]?.number ?? 0;
}

const byName = sql`roll.family_name collate "und-x-icu", roll.given_name collate "und-x-icu", roll.person_id`;
const orders: Record<Exclude<ListOrder, 'points'>, RawBuilder<unknown>> = {
  name: byName,
  setting: sql`roll.setting_name collate "und-x-icu", ${byName}`,
  year: sql`roll.nc_year, ${byName}`,
};

/**
 * Who it is first, by index where there is one, and what is shown of them after: only as many as are shown. `limit 1`
 * keeps the planner from reading every profile there is, as it does where it has no statistics yet.
 */
async function inOrder(
  tx: Tx,
  who: Who,
  { ruleSetId, filter, order, offset, limit }: ListAsk,
): Promise<Row[]> {
  const sorted = orders[order === 'points' ? 'name' : order];
  const { rows } = await sql<Row>`
    with chosen as materialized (
      select roll.person_id from people.roll as roll
      where ${onRoll(who, filter)} and ${marked(who, ruleSetId, filter)}
      order by ${sorted} limit ${limit ?? null}::bigint offset ${offset})
    select ${columns} from chosen
    cross join lateral (
      select * from people.roll as one
      where one.tenant_id = ${who.tenantId} and one.person_id = chosen.person_id limit 1) as roll
    left join lateral (
      select * from risk.profile as kept
      where kept.tenant_id = ${who.tenantId} and kept.rule_set_id = ${ruleSetId ?? null}
        and kept.person_id = chosen.person_id and kept.is_current limit 1) as profile on true
    order by ${sorted}`.execute(tx);
  return rows;
}

/** Those with a profile in the order of its index, then those without one by name. */
async function byPoints(tx: Tx, who: Who, ask: ListAsk, ruleSetId: RuleSetId): Promise<Row[]> {
  const { filter, offset, limit } = ask;
  const { rows } = await sql<Row>`
    select ${columns} from risk.profile as profile
    join people.roll as roll on roll.tenant_id = profile.tenant_id and roll.person_id = profile.person_id
    where profile.tenant_id = ${who.tenantId} and profile.rule_set_id = ${ruleSetId} and profile.is_current
      and ${inDomain(filter.domain)} and ${onRoll(who, filter)}
    order by profile.points desc, profile.person_id limit ${limit ?? null}::bigint offset ${offset}`.execute(
    tx,
  );
  if (filter.domain !== undefined || (limit !== undefined && rows.length === limit)) return rows;
  const profiled = rows.length > 0 ? offset + rows.length : await countProfiled(tx, who, filter, ruleSetId);
  const { rows: others } = await sql<Row>`
    select ${columns} from people.roll as roll
    left join risk.profile as profile on false
    where ${onRoll(who, filter)} and not ${hasProfile(who, ruleSetId)}
    order by ${byName} limit ${limit === undefined ? null : limit - rows.length}::bigint offset ${Math.max(0, offset - profiled)}`.execute(
    tx,
  );
  return [...rows, ...others];
}

async function countProfiled(tx: Tx, who: Who, filter: ListFilter, ruleSetId: RuleSetId): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select count(*) as number from people.roll as roll
    where ${onRoll(who, filter)} and ${hasProfile(who, ruleSetId)}`.execute(tx);
  return rows[0]?.number ?? 0;
}

const columns = sql`roll.person_id, roll.given_name, roll.family_name, roll.known_as, roll.source, roll.source_key,
  roll.setting_id, roll.setting_name, roll.left_on, roll.nc_year, profile.points, profile.highest, profile.tier, profile.as_of,
  profile.personal, profile.family, profile.social, profile.institutional, profile.structural`;

function marked(who: Who, ruleSetId: RuleSetId | undefined, { domain }: ListFilter): RawBuilder<SqlBool> {
  if (domain === undefined) return sql`true`;
  return hasProfile(who, ruleSetId, inDomain(domain));
}

function hasProfile(
  { tenantId }: Who,
  ruleSetId: RuleSetId | undefined,
  such: RawBuilder<SqlBool> = sql`true`,
): RawBuilder<SqlBool> {
  return sql`exists (select from risk.profile as profile where profile.tenant_id = ${tenantId}
    and profile.rule_set_id = ${ruleSetId ?? null} and profile.person_id = roll.person_id and profile.is_current and ${such})`;
}

function inDomain(domain: Domain | undefined): RawBuilder<SqlBool> {
  return domain === undefined ? sql`true` : sql`${sql.ref(`profile.${domain}`)} >= 1`;
}

function listedOf(row: Row): Listed {
  const { person_id: personId, setting_name: settingName, nc_year: ncYear, points } = row;
  const { given_name, family_name, known_as, source, source_key, highest, tier } = row;
  const { as_of: asOf, left_on: leftOn } = row;
  const profile =
    points === null ? null : { marks: marksOf(row), points: { known: points, highest }, tier, asOf };
  const names = { given_name, family_name, known_as, source, source_key };
  return { personId, ...names, settingName, leftOn, ncYear, profile };
}
