import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, Tx } from '#db';
import { onRoll, type RollFilter } from '#modules/people';
import { type Actor, MANY } from '#web';
import type { Domain, Mark, Tier } from '../rules/index.ts';
import { isWaitingSql, type Lines } from './lines.ts';
import { marksOf } from './marks.ts';
import { type KeptReason, type ProfileDetail, readDetail } from './profile.ts';
import type { RuleSetInUse } from './rule-sets.ts';

/** Somebody who waits in one of the lists of Today. */
export type Waiting = {
  personId: PersonId;
  given_name: string | null;
  family_name: string | null;
  known_as: string | null;
  source: string;
  source_key: string;
  settingName: string | null;
  leftOn: PlainDate | null;
  ncYear: number | null;
  marks: Record<Domain, Mark> | undefined;
  /** Why there are points now, the heaviest first. */
  reasons: readonly KeptReason[];
  points: number | null;
  /** The day from which the profile has come to this. */
  since: PlainDate;
  decided: { tier: Tier; on: PlainDate; reviewOn: PlainDate; author: string } | undefined;
  /** As the profile before was. */
  before: { points: number; reasons: readonly KeptReason[] } | undefined;
};

export type TodayQuery = {
  actor: Actor;
  /** Only whoever is at this setting and in this year. */
  at: Pick<RollFilter, 'settingId' | 'ncYear'>;
  inUse: RuleSetInUse;
  lines: Lines;
  most: number;
};
type Found = { people: Waiting[]; total: number };

/** The decision in force about whom a profile is of, if there is one. */
const withDecision = sql`left join lateral (
  select d.tier, d.suggested, d.review_on from risk.decision as d
  where d.tenant_id = profile.tenant_id and d.person_id = profile.person_id
  order by d.decided_at desc, d.id desc limit 1) as decision on true`;

/** Of all that is new in a county so many are held against what was before. */
const LATEST = 2_000;

/**
 * Those whom records raised and about whom nobody has decided since. It is a queue: who has waited longest comes first.
 * Whoever may not decide, but only say what they see, sees those of whom they have not said it since.
 */
export function noticedFor(tx: Tx, query: TodayQuery): Promise<Found> {
  const { actor, lines } = query;
  const isOpen = actor.may.has('tier.decide')
    ? sql<SqlBool>`true`
    : sql<SqlBool>`not exists (select from risk.staff_mark as mine
        where mine.tenant_id = roll.tenant_id and mine.person_id = roll.person_id
          and mine.account_id = ${actor.accountId} and mine.on_date >= profile.since)`;
  const isUp = sql<SqlBool>`profile.points > 0 and ${isWaitingSql(lines, actor.today)}
    and (decision.review_on is null or decision.review_on > ${actor.today}::date) and ${isOpen}`;
  return find(tx, query, { such: isUp, order: sql`profile.since, profile.person_id` });
}

/** Those about whom somebody decided until a day that has come, or comes by the day given; the longest past first. */
export function dueFor(tx: Tx, query: TodayQuery & { until: PlainDate }): Promise<Found> {
  const from = sql`risk.decision as decision
    join risk.profile as profile on profile.tenant_id = decision.tenant_id and profile.person_id = decision.person_id`;
  const isDue = sql<SqlBool>`decision.tenant_id = ${query.actor.tenantId} and decision.review_on <= ${query.until}::date
    and not exists (select from risk.decision as later
      where later.tenant_id = decision.tenant_id and later.person_id = decision.person_id
        and (later.decided_at, later.id) > (decision.decided_at, decision.id))`;
  return find(tx, query, { from, such: isDue, order: sql`decision.review_on, decision.person_id` });
}

/**
 * Those whose points are other than on the day given, unless they stand in another list of Today. Only where a profile
 * stood on that day: somebody new has not changed.
 */
export function changedFor(tx: Tx, query: TodayQuery & { since: PlainDate }): Promise<Found> {
  const { actor, lines, since } = query;
  const from = sql`(${isNarrow(query) ? newOnRoll(query) : newOfAll(query)}) as profile ${withDecision}`;
  const isOther = sql<SqlBool>`before.points <> profile.points
    and (decision.review_on is null or decision.review_on > ${actor.today}::date)
    and not (profile.points > 0 and ${isWaitingSql(lines, actor.today)})`;
  const order = sql`profile.since desc, profile.person_id desc`;
  return find(tx, query, { from, such: isOther, order, comparedWith: since });
}

/** So many settings at most are read person by person. With more, the latest of all are sooner found by their day. */
const FEW_SETTINGS = 3;

function isNarrow({ actor: { reach }, at }: TodayQuery): boolean {
  return at.settingId !== undefined || (reach !== 'whole' && reach.settings.length <= FEW_SETTINGS);
}

/** What is new of those on a short roll: of an index by day, row security would let one row in fifty through. */
function newOnRoll({ actor, at, inUse, since }: TodayQuery & { since: PlainDate }): RawBuilder<unknown> {
  return sql`
    select p.* from people.roll as roll
    join risk.profile as p on p.tenant_id = roll.tenant_id and p.person_id = roll.person_id
      and p.rule_set_id = ${inUse.id} and p.is_current and p.since >= ${since}::date
    where ${onRoll(actor, at)}
    order by p.since desc, p.person_id desc limit ${LATEST}`;
}

function newOfAll({ actor, inUse, since }: TodayQuery & { since: PlainDate }): RawBuilder<unknown> {
  return sql`
    select * from risk.profile as p
    where p.tenant_id = ${actor.tenantId} and p.rule_set_id = ${inUse.id} and p.is_current and p.since >= ${since}::date
    order by p.since desc, p.person_id desc limit ${LATEST}`;
}

type Row = Omit<Waiting, 'marks' | 'reasons' | 'decided' | 'before'> & {
  detail: unknown;
  decidedTier: Tier | null;
  decidedOn: PlainDate;
  reviewOn: PlainDate;
  author: string;
  pointsBefore: number | null;
  detailBefore: unknown;
  sensitive: unknown;
  sensitiveBefore: unknown;
} & Record<Domain, number | null>;

/** `comparedWith` the day of the profile `before`, when the condition speaks of it. */
type Wanted = {
  from?: RawBuilder<unknown>;
  such: RawBuilder<SqlBool>;
  order: RawBuilder<unknown>;
  comparedWith?: PlainDate;
};

/**
 * The first so many in an order that an index has, so that a whole county costs no more than what is looked at; counted
 * as far as anybody counts.
 */
async function find(
  tx: Tx,
  { actor, at, inUse, most }: TodayQuery,
  { from = sql`risk.profile as profile ${withDecision}`, such, order, comparedWith }: Wanted,
): Promise<Found> {
  const joined = comparedWith
    ? sql`left join lateral (${before(inUse, comparedWith)}) as before on true`
    : sql``;
  const joinedFewer = comparedWith
    ? sql`left join risk.sensitive_detail as fewer_before
        on fewer_before.tenant_id = profile.tenant_id and fewer_before.id = before.id`
    : sql``;
  const { rows } = await sql<Row & { total: number }>`
    with first as materialized (
      select profile.id, profile.person_id from ${from}
      join people.roll as roll on roll.tenant_id = profile.tenant_id and roll.person_id = profile.person_id
      ${joined}
      where profile.tenant_id = ${actor.tenantId} and profile.rule_set_id = ${inUse.id} and profile.is_current
        and ${onRoll(actor, at)} and ${such}
      order by ${order} limit ${MANY}),
    found as (select id, person_id, row_number() over () as place from first)
    select roll.person_id as "personId", roll.given_name, roll.family_name, roll.known_as, roll.source, roll.source_key,
      roll.setting_name as "settingName", roll.left_on as "leftOn", roll.nc_year as "ncYear", profile.points,
      profile.since, profile.personal, profile.family, profile.social, profile.institutional, profile.structural,
      profile.detail, fewer.detail as sensitive, decision.tier as "decidedTier", decision.decided_on as "decidedOn", decision.review_on as "reviewOn",
      decision.author, ${comparedWith ? sql`before.points` : sql`null::int`} as "pointsBefore",
      ${comparedWith ? sql`before.detail` : sql`null::jsonb`} as "detailBefore",
      ${comparedWith ? sql`fewer_before.detail` : sql`null::jsonb`} as "sensitiveBefore",
      (select count(*) from first)::int as total
    from found
    join risk.profile as profile on profile.tenant_id = ${actor.tenantId} and profile.id = found.id
    join people.roll as roll on roll.tenant_id = ${actor.tenantId} and roll.person_id = found.person_id
    left join risk.sensitive_detail as fewer on fewer.tenant_id = profile.tenant_id and fewer.id = profile.id
    left join lateral (
      select d.* from risk.decision as d
      where d.tenant_id = ${actor.tenantId} and d.person_id = found.person_id
      order by d.decided_at desc, d.id desc limit 1) as decision on true
    ${joined}
    ${joinedFewer}
    where found.place <= ${most} order by found.place`.execute(tx);
  return { people: rows.map(waitingOf), total: rows[0]?.total ?? 0 };
}

/** The profile that stood on a day, by the same rules, if it is not the current one. */
function before({ id }: RuleSetInUse, on: PlainDate): RawBuilder<unknown> {
  return sql`select earlier.id, earlier.points, earlier.detail from risk.profile as earlier
    where earlier.tenant_id = profile.tenant_id and earlier.person_id = profile.person_id
      and earlier.rule_set_id = ${id} and not earlier.is_current and earlier.since <= ${on}::date
    order by earlier.since desc, earlier.id desc limit 1`;
}

function waitingOf(row: Row): Waiting {
  const { detail, detailBefore, sensitive, sensitiveBefore } = row;
  const { pointsBefore, decidedTier, decidedOn, reviewOn, author, ...rest } = row;
  const { personId, given_name, family_name, known_as, source, source_key } = rest;
  const { settingName, leftOn, ncYear, points, since } = rest;
  const named = { personId, given_name, family_name, known_as, source, source_key };
  return {
    ...named,
    settingName,
    leftOn,
    ncYear,
    points,
    since,
    marks: marksOf(row),
    reasons: reasonsOf(readDetail(detail, sensitive)),
    decided: decidedTier === null ? undefined : { tier: decidedTier, on: decidedOn, reviewOn, author },
    before:
      pointsBefore === null
        ? undefined
        : { points: pointsBefore, reasons: reasonsOf(readDetail(detailBefore, sensitiveBefore)) },
  };
}

function reasonsOf(detail: ProfileDetail): KeptReason[] {
  return Object.values(detail)
    .flatMap(({ reasons }) => reasons)
    .sort((one, other) => other.points - one.points);
}
