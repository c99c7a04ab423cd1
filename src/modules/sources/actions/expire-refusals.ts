import { sql } from 'kysely';
import type { Expiring } from '#web';

/** Refused rows of runs of so long ago. How many there were stays with the run. */
export const sourcesExpiring: readonly Expiring[] = [
  {
    what: 'refused-rows',
    async expire(tx, { tenantId, days }) {
      const { numAffectedRows } = await sql`
        delete from sources.refusal as refusal using sources.run as run
        where refusal.tenant_id = ${tenantId} and run.tenant_id = refusal.tenant_id and run.id = refusal.run_id
          and run.at < now() - make_interval(days => ${days})`.execute(tx);
      return Number(numAffectedRows ?? 0);
    },
  },
];
