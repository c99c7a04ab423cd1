import { type RawBuilder, sql } from 'kysely';
import type { AccountId, PersonId, TenantId, Tx } from '#db';

/** What one person did about one young person on one day for one reason, and how often. */
export type ActsOfDay = {
  /** As plain date in London: the day on which somebody there would say it was. */
  day: string;
  accountId: AccountId | null;
  /** Who it was, where it was no account. */
  by: string | null;
  act: string;
  why: string;
  times: number;
};

type Whose = { tenantId: TenantId; personId: PersonId };

/**
 * Everything on record about one young person, the latest day first: every look and every change, with who and why. Looks of one
 * day are one line. Reading it takes the reach of the whole organisation.
 *
 * @example await actsAbout(tx, { tenantId, personId }, { limit: 50, offset: 0 })
 */
export async function actsAbout(
  tx: Tx,
  { tenantId, personId }: Whose,
  { limit, offset }: { limit: number; offset: number },
): Promise<ActsOfDay[]> {
  const { rows } = await sql<ActsOfDay>`
    ${grouped({ tenantId, personId })}
    order by day desc, max(entry.at) desc, min(entry.id::text) limit ${limit} offset ${offset}`.execute(tx);
  return rows;
}

/** How many lines `actsAbout` has in all. */
export async function countActsAbout(tx: Tx, whose: Whose): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select count(*)::int as number from (${grouped(whose)}) as line`.execute(tx);
  return rows[0]?.number ?? 0;
}

function grouped({ tenantId, personId }: Whose) {
  return sql`select to_char(entry.at at time zone 'Europe/London', 'YYYY-MM-DD') as day,
      entry.account_id as "accountId", entry.by, entry.act, entry.why, count(*)::int as times
    from audit.entry as entry where entry.tenant_id = ${tenantId} and entry.person_id = ${personId}
    group by 1, entry.account_id, entry.by, entry.act, entry.why`;
}

/** How much one account has looked in the last four weeks. */
export type LookingOf = {
  accountId: AccountId;
  /** Different young people. */
  people: number;
  /** The most different young people on one day, and which day that was. */
  most: number;
  mostOn: string;
  /** Looks between ten at night and six in the morning. */
  night: number;
  lastAt: string;
};

/** What a page about looking goes by: the last four weeks, by the clock of the database as entries are. */
const LOOKS = (tenantId: TenantId, among: RawBuilder<unknown>) => sql`
  select entry.account_id, entry.person_id, entry.at, entry.why, entry.at at time zone 'Europe/London' as local
  from audit.entry as entry where entry.tenant_id = ${tenantId} and entry.act in ('person.seen', 'referral.seen')
    and entry.at >= now() - interval '28 days' and entry.account_id is not null and entry.person_id in (${among})`;

/**
 * How much each account has looked at some young people in the last four weeks, whoever looked at the most on one day first.
 *
 * @param among a query for the ids of those young people
 * @example await lookingByAccount(tx, tenantId, ofThisSetting)
 */
export async function lookingByAccount(
  tx: Tx,
  tenantId: TenantId,
  among: RawBuilder<unknown>,
): Promise<LookingOf[]> {
  const { rows } = await sql<LookingOf>`
    with looked as materialized (${LOOKS(tenantId, among)}),
    days as (select account_id, local::date as day, count(distinct person_id) as people from looked group by 1, 2),
    busiest as (select distinct on (account_id) account_id, day, people from days order by account_id, people desc, day desc)
    select looked.account_id as "accountId", count(distinct looked.person_id)::int as people,
      max(busiest.people)::int as most, max(busiest.day)::text as "mostOn", max(looked.at) as "lastAt",
      (count(*) filter (where extract(hour from local) >= 22 or extract(hour from local) < 6))::int as night
    from looked join busiest using (account_id)
    group by looked.account_id order by most desc, people desc, looked.account_id`.execute(tx);
  return rows;
}

/** One young person whom an account looked at on one day, for one reason. */
export type LookedAt = { day: string; personId: PersonId; why: string; times: number; lastAt: string };

/**
 * Whom an account looked at in the last four weeks, of some young people, the latest day first.
 *
 * @example await lookedAtBy(tx, tenantId, accountId, among, { limit: 50, offset: 0 })
 */
export async function lookedAtBy(
  tx: Tx,
  tenantId: TenantId,
  accountId: AccountId,
  among: RawBuilder<unknown>,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ looks: LookedAt[]; total: number }> {
  const { rows } = await sql<LookedAt & { total: number }>`
    select local::date::text as day, person_id as "personId", why, count(*)::int as times, max(at) as "lastAt",
      (count(*) over ())::int as total
    from (${LOOKS(tenantId, among)}) as looked where account_id = ${accountId}
    group by local::date, person_id, why order by local::date desc, max(at) desc, person_id
    limit ${limit} offset ${offset}`.execute(tx);
  return { looks: rows.map(({ total: _, ...look }) => look), total: rows[0]?.total ?? 0 };
}

/** An act that is on record: what it was about and when it was done. */
export type RecentAct = { id: string; act: string; subjectId: string | null };

/**
 * Acts of some kinds since a moment, for those who are told of them.
 *
 * @example await recentActs(tx, tenantId, { acts: ['account.locked'], since })
 */
export async function recentActs(
  tx: Tx,
  tenantId: TenantId,
  { acts, since }: { acts: readonly string[]; since: string },
): Promise<RecentAct[]> {
  const { rows } = await sql<RecentAct>`
    select entry.id, entry.act, entry.subject_id as "subjectId" from audit.entry as entry
    where entry.tenant_id = ${tenantId} and entry.at > ${since}::timestamptz and entry.act = any(${[...acts]}::text[])
    order by entry.id`.execute(tx);
  return rows;
}
