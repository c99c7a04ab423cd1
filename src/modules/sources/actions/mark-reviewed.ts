import { sql } from 'kysely';
import type { TenantId, Tx } from '#db';
import type { UnreviewedRun } from '../queries/unreviewed.ts';

/** Keeps that everybody whom these runs touched has been reviewed since. Runs that came in meanwhile are not among them. */
export async function markReviewed(
  tx: Tx,
  tenantId: TenantId,
  runs: readonly UnreviewedRun[],
): Promise<void> {
  const ids = runs.map(({ id }) => id);
  await sql`update sources.run set is_reviewed = true where tenant_id = ${tenantId} and id = any(${ids}::uuid[])`.execute(
    tx,
  );
}
