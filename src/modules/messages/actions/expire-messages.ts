import { sql } from 'kysely';
import type { Expiring } from '#web';

/** Messages written so long ago, sent or not. That one was sent stays in the record. */
export const messagesExpiring: readonly Expiring[] = [
  {
    what: 'messages',
    async expire(tx, { tenantId, days }) {
      const { numAffectedRows } = await sql`
        delete from messages.message as message
        where message.tenant_id = ${tenantId} and message.written_at < now() - make_interval(days => ${days})`.execute(
        tx,
      );
      return Number(numAffectedRows ?? 0);
    },
  },
];
