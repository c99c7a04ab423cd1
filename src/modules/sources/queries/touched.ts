import { sql } from 'kysely';
import type { PersonId, RunId, TenantId, Tx } from '#db';

/** Somebody about whom a run changed something, and what one sort of thing was before its first change. */
export type Touched = { personId: PersonId; before: Record<string, unknown> | null };

/**
 * Everybody about whom a run changed something.
 *
 * @param entity the sort of thing of which to say what it was before; null where the run did not change it
 * @example await touchedBy(tx, { tenantId, runId }, 'place')
 */
export async function touchedBy(
  tx: Tx,
  { tenantId, runId }: { tenantId: TenantId; runId: RunId },
  entity: string,
): Promise<Touched[]> {
  const { rows } = await sql<Touched>`
    select person_id as "personId", (array_agg(before order by id) filter (where entity = ${entity}))[1] as before
    from sources.change where tenant_id = ${tenantId} and run_id = ${runId} and person_id is not null
    group by person_id order by person_id`.execute(tx);
  return rows;
}
