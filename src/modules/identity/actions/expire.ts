import { sql } from 'kysely';
import type { Expiring } from '#web';

/** What identity keeps for a while only. Counted in days of the real clock. */
export const identityExpiring: readonly Expiring[] = [
  {
    what: 'sign-in-attempts',
    async expire(tx, { tenantId, days }) {
      const { numAffectedRows } = await sql`
        delete from identity.sign_in_attempt as attempt
        where attempt.tenant_id = ${tenantId} and attempt.at < now() - make_interval(days => ${days})`.execute(
        tx,
      );
      return Number(numAffectedRows ?? 0);
    },
  },
  {
    what: 'ended-sessions',
    async expire(tx, { tenantId, days }) {
      const { numAffectedRows } = await sql`
        delete from identity.session as session
        where session.tenant_id = ${tenantId}
          and coalesce(session.ended_at, session.expires_at) < now() - make_interval(days => ${days})`.execute(
        tx,
      );
      return Number(numAffectedRows ?? 0);
    },
  },
];
