import { sql } from 'kysely';
import { type AccountId, newId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Refused } from '#outcome';

export type DownloadRequestId = string & { __brand: 'people.download_request' };

/** As many young people as one adult may take in a file alone: about a year group of a large school. */
export const MOST_ALONE = 300;

/** A file that somebody wants, and what somebody else said to it. */
export type DownloadRequest = {
  id: DownloadRequestId;
  accountId: AccountId;
  author: string;
  /** The list by its address, such as `?year=9`. */
  list: string;
  number: number;
  reason: string;
  askedAt: string;
  state: 'waiting' | 'approved' | 'declined' | 'used' | 'over';
  decider: string | null;
};

const GOOD_FOR = '7 days';

/** Requests of the last month, those that wait first. */
export async function downloadRequests(
  tx: Tx,
  { tenantId }: Pick<Actor, 'tenantId'>,
  only: DownloadRequestId | null = null,
): Promise<DownloadRequest[]> {
  const { rows } = await sql<DownloadRequest>`
    select asked.id, asked.account_id as "accountId", asked.author, asked.list, asked.number, asked.reason,
      asked.asked_at as "askedAt", asked.decider,
      case when asked.used_at is not null then 'used' when not asked.approved then 'declined'
        when coalesce(asked.decided_at, asked.asked_at) < now() - ${GOOD_FOR}::interval then 'over'
        when asked.approved then 'approved' else 'waiting' end as state
    from people.download_request as asked
    where asked.tenant_id = ${tenantId} and (${only}::uuid is null or asked.id = ${only}::uuid)
      and asked.asked_at > now() - interval '31 days'
    order by asked.decided_at is not null, asked.asked_at desc, asked.id`.execute(tx);
  return rows;
}

/** Asks for a file of a list: what it is for, and how many are on it. */
export async function askDownload(
  tx: Tx,
  actor: Actor,
  { list, number, reason }: Pick<DownloadRequest, 'list' | 'number' | 'reason'>,
): Promise<DownloadRequestId> {
  const { tenantId, accountId, name: author } = actor;
  if (accountId === null) throw new Refused('A file is asked for by somebody who has signed in.');
  const id = newId<DownloadRequestId>();
  await tx
    .insertInto('people.download_request')
    .values({ tenant_id: tenantId, id, account_id: accountId, author, list, number, reason })
    .execute();
  await record(tx, actor, { act: 'download.asked', subjectId: id, why: 'a file of many', number });
  return id;
}

/**
 * Approves or declines a file that somebody else wants. Decided once, it stands.
 *
 * Refuses whoever asked for it, and whoever does not reach everybody on the list themselves.
 *
 * @param reached how many of the list whoever decides reaches
 */
export async function decideDownload(
  tx: Tx,
  actor: Actor,
  { id, accountId, number }: Pick<DownloadRequest, 'id' | 'accountId' | 'number'>,
  { approved, reached }: { approved: boolean; reached: number },
): Promise<boolean> {
  if (actor.accountId === accountId)
    throw new Refused('You asked for this file yourself. Somebody else has to approve it.');
  if (reached < number)
    throw new Refused('You do not reach everybody on this list, so somebody else has to decide about it.');
  const { numUpdatedRows } = await tx
    .updateTable('people.download_request')
    .set({ approved, decided_by: actor.accountId, decider: actor.name, decided_at: sql<string>`now()` })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where('decided_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await record(tx, actor, {
    act: 'download.decided',
    subjectId: id,
    why: approved ? 'approved' : 'declined',
    number,
  });
  return true;
}

/** Uses up an approval of this list, by whoever asked for it: one file for each. @returns whether there was one */
export async function useApproval(tx: Tx, { tenantId, accountId }: Actor, list: string): Promise<boolean> {
  const { rows } = await sql`
    update people.download_request as asked set used_at = now()
    where asked.tenant_id = ${tenantId} and asked.id = (
      select one.id from people.download_request as one
      where one.tenant_id = ${tenantId} and one.account_id = ${accountId} and one.list = ${list} and one.approved
        and one.used_at is null and one.decided_at > now() - ${GOOD_FOR}::interval
      order by one.decided_at limit 1 for update)
    returning asked.id`.execute(tx);
  return rows.length > 0;
}
