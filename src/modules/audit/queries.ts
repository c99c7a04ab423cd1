import { sql } from 'kysely';
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
