import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, SettingId, Tx, Who } from '#db';
import { onRoll, type RollFilter } from '#modules/people';
import { type Domain, type Mark, TIERS, type Tier } from '../rules/index.ts';
import { isWaitingSql, type Lines, rankOf, suggestedRank } from './lines.ts';
import { marksOf } from './marks.ts';
import type { RuleSetId } from './rule-sets.ts';

/**
 * Whom to list: `domain` finds those with a tick or two in it, `tier` those whose level of help it is (as decided, else as
 * suggested), `waiting` those whom nobody has looked at since records raised them.
 */
export type ListFilter = RollFilter & {
  domain?: Domain | undefined;
  tier?: Tier | undefined;
  waiting?: boolean | undefined;
};

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
  /** The level of help that somebody decided. */
  decided: { tier: Tier; reviewOn: PlainDate } | null;
  settingId: SettingId | null;
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
  /** Where tiers begin, needed to find people by tier or by waiting. */
  lines?: Lines | undefined;
  today: PlainDate;
  filter: ListFilter;
  order: ListOrder;
  offset: number;
  /** Everybody from the offset on, when left out. */
  limit?: number | undefined;
};

type Row = Omit<
  Listed,
  'personId' | 'settingName' | 'leftOn' | 'ncYear' | 'profile' | 'decided' | 'settingId'
> & {
  left_on: PlainDate | null;
  person_id: PersonId;
  setting_id: SettingId | null;
  setting_name: string | null;
  nc_year: number | null;
  points: number | null;
  highest: number;
  tier: Tier;
  as_of: PlainDate;
  decided_tier: Tier | null;
  review_on: PlainDate | null;
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
  ask: Pick<ListAsk, 'ruleSetId' | 'filter' | 'lines' | 'today'>,
): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select count(*) as number from people.roll as roll
    where ${onRoll(who, ask.filter)} and ${marked(who, ask)}`.execute(tx);
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
async function inOrder(tx: Tx, who: Who, ask: ListAsk): Promise<Row[]> {
  const { ruleSetId, filter, order, offset, limit } = ask;
  const sorted = orders[order === 'points' ? 'name' : order];
  const { rows } = await sql<Row>`
    with chosen as materialized (
      select roll.person_id from people.roll as roll
      where ${onRoll(who, filter)} and ${marked(who, ask)}
      order by ${sorted} limit ${limit ?? null}::bigint offset ${offset})
    select ${columns} from chosen
    cross join lateral (
      select * from people.roll as one
      where one.tenant_id = ${who.tenantId} and one.person_id = chosen.person_id limit 1) as roll
    left join lateral (
      select * from risk.profile as kept
      where kept.tenant_id = ${who.tenantId} and kept.rule_set_id = ${ruleSetId ?? null}
        and kept.person_id = chosen.person_id and kept.is_current limit 1) as profile on true
    ${withDecision}
    order by ${sorted}`.execute(tx);
  return rows;
}

/** Those with a profile in the order of its index, then those without one by name. */
async function byPoints(tx: Tx, who: Who, ask: ListAsk, ruleSetId: RuleSetId): Promise<Row[]> {
  const { filter, offset, limit } = ask;
  const { rows } = await sql<Row>`
    select ${columns} from risk.profile as profile
    join people.roll as roll on roll.tenant_id = profile.tenant_id and roll.person_id = profile.person_id
    ${withDecision}
    where profile.tenant_id = ${who.tenantId} and profile.rule_set_id = ${ruleSetId} and profile.is_current
      and ${inDomain(filter.domain)} and ${helped(ask)} and ${onRoll(who, filter)}
    order by profile.points desc, profile.person_id limit ${limit ?? null}::bigint offset ${offset}`.execute(
    tx,
  );
  const needsProfile = filter.domain !== undefined || filter.tier !== undefined || filter.waiting;
  if (needsProfile || (limit !== undefined && rows.length === limit)) return rows;
  const profiled = rows.length > 0 ? offset + rows.length : await countProfiled(tx, who, filter, ruleSetId);
  const { rows: others } = await sql<Row>`
    select ${columns} from people.roll as roll
    left join risk.profile as profile on false
    ${withDecision}
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
  profile.personal, profile.family, profile.social, profile.institutional, profile.structural,
  decision.tier as decided_tier, decision.review_on`;

/** The decision in force, for a query over `people.roll as roll`. */
const withDecision = sql`left join lateral (
  select d.tier, d.suggested, d.review_on from risk.decision as d
  where d.tenant_id = roll.tenant_id and d.person_id = roll.person_id
  order by d.decided_at desc, d.id desc limit 1) as decision on true`;

function marked(
  who: Who,
  ask: Pick<ListAsk, 'ruleSetId' | 'filter' | 'lines' | 'today'>,
): RawBuilder<SqlBool> {
  const { domain, tier, waiting } = ask.filter;
  if (domain === undefined && tier === undefined && !waiting) return sql`true`;
  const such = sql<SqlBool>`${inDomain(domain)} and ${helped(ask)}`;
  return sql`exists (select from risk.profile as profile ${withDecision}
    where profile.tenant_id = ${who.tenantId} and profile.rule_set_id = ${ask.ruleSetId ?? null}
      and profile.person_id = roll.person_id and profile.is_current and ${such})`;
}

/** Level of help and waiting, over `profile` and `decision`. */
function helped({
  filter: { tier, waiting },
  lines,
  today,
}: Pick<ListAsk, 'filter' | 'lines' | 'today'>): RawBuilder<SqlBool> {
  if (!lines || (tier === undefined && !waiting)) return sql`true`;
  const conditions: RawBuilder<SqlBool>[] = [];
  if (tier !== undefined)
    conditions.push(
      sql`coalesce(${rankOf(sql`decision.tier`)}, ${suggestedRank(lines)}) = ${TIERS.indexOf(tier)}`,
    );
  if (waiting) conditions.push(isWaitingSql(lines, today));
  return sql`${sql.join(conditions, sql` and `)}`;
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
  const { decided_tier, review_on: reviewOn, setting_id: settingId } = row;
  const decided = decided_tier === null || reviewOn === null ? null : { tier: decided_tier, reviewOn };
  const named = {
    personId,
    given_name,
    family_name,
    known_as,
    source,
    source_key,
    settingName,
    settingId,
    leftOn,
    ncYear,
  };
  return { ...named, profile, decided };
}
