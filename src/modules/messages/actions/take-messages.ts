import { sql } from 'kysely';
import type { AccountId, TenantId, Tx } from '#db';
import { record } from '#modules/audit';
import { addressesOf } from '#modules/identity';
import type { Actor } from '#web';

export type MessageId = string & { __brand: 'messages.message' };

/** A message that is to be sent now, to an address. */
export type Waiting = { id: MessageId; kind: string; address: string };

/** So many at a time, so that whoever stops the server does not wait for a county. */
const AT_ONCE = 50;
/** After a minute, then twice as long each time: the last try is a day after the first. */
const MOST_TRIES = 11;

/**
 * Takes what waits to be sent, so that nobody else sends it meanwhile: until the next try is due it counts as under way. A server that is
 * killed in between sends it again then, under the same message id. Whose account is closed or has no address is told nothing.
 *
 * @example const waiting = await takeMessages(tx, actor.tenantId);
 */
export async function takeMessages(tx: Tx, tenantId: TenantId): Promise<Waiting[]> {
  const { rows } = await sql<{ id: MessageId; kind: string; account_id: AccountId }>`
    update messages.message as message
    set tries = message.tries + 1, next_try_at = now() + interval '1 minute' * 2 ^ message.tries
    where message.tenant_id = ${tenantId} and message.id in (
      select due.id from messages.message as due
      where due.tenant_id = ${tenantId} and due.sent_at is null and due.given_up_at is null and due.next_try_at <= now()
      order by due.next_try_at, due.id limit ${AT_ONCE} for update skip locked)
    returning message.id, message.kind, message.account_id`.execute(tx);
  const addresses = await addressesOf(
    tx,
    tenantId,
    rows.map(({ account_id }) => account_id),
  );
  const unreachable = rows.filter(({ account_id }) => !addresses.has(account_id)).map(({ id }) => id);
  await sql`update messages.message set given_up_at = now(), fault = 'no address'
    where tenant_id = ${tenantId} and id = any(${unreachable}::uuid[])`.execute(tx);
  return rows.flatMap(({ id, kind, account_id }) => {
    const address = addresses.get(account_id);
    return address === undefined ? [] : [{ id, kind, address }];
  });
}

/** Keeps that a message was sent, with an entry in the audit. */
export async function markSent(
  tx: Tx,
  actor: Actor,
  { id, kind }: Pick<Waiting, 'id' | 'kind'>,
): Promise<void> {
  const { numAffectedRows } = await sql`
    update messages.message set sent_at = now(), fault = null
    where tenant_id = ${actor.tenantId} and id = ${id} and sent_at is null`.execute(tx);
  if (numAffectedRows === 0n) return;
  await record(tx, actor, { act: 'message.sent', subjectId: id, why: kind });
}

/** Keeps what the mail server said; after the last try nobody tries again. */
export async function markFailed(
  tx: Tx,
  { tenantId }: Actor,
  { id }: Pick<Waiting, 'id'>,
  fault: string,
): Promise<void> {
  await sql`
    update messages.message set fault = ${fault.slice(0, 300)},
      given_up_at = case when tries >= ${MOST_TRIES} then now() end
    where tenant_id = ${tenantId} and id = ${id} and sent_at is null`.execute(tx);
}
