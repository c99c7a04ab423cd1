import { sql } from 'kysely';
import type { AccountId, TenantId, Tx } from '#db';
import { accountsById } from '#modules/identity';

/** A message as those see it who manage accounts. */
export type OutboxRow = {
  id: string;
  kind: string;
  /** Whom it is to. */
  name: string;
  writtenAt: string;
  sentAt: string | null;
  isGivenUp: boolean;
  tries: number;
  fault: string | null;
};

/** The newest messages, the latest first. */
export async function outboxOf(tx: Tx, tenantId: TenantId, most: number): Promise<OutboxRow[]> {
  const { rows } = await sql<Omit<OutboxRow, 'name'> & { accountId: AccountId }>`
    select message.id, message.kind, message.account_id as "accountId", message.written_at as "writtenAt",
      message.sent_at as "sentAt", message.given_up_at is not null as "isGivenUp", message.tries, message.fault
    from messages.message as message
    where message.tenant_id = ${tenantId}
    order by message.written_at desc, message.id desc limit ${most}`.execute(tx);
  const accounts = await accountsById(
    tx,
    tenantId,
    rows.map(({ accountId }) => accountId),
  );
  return rows.map(({ accountId, ...row }) => ({ ...row, name: accounts.get(accountId)?.name ?? '' }));
}
