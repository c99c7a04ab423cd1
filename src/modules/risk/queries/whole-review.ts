import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { TenantId, Tx } from '#db';
import { ruleSetInUse } from './rule-sets.ts';

/**
 * Whether everybody has been reviewed on this day by the rule set in use. Only then is it enough to review those about
 * whom something came in: on another day every window has moved on, whether or not anything came.
 */
export async function isReviewedWhole(tx: Tx, tenantId: TenantId, asOf: PlainDate): Promise<boolean> {
  const inUse = await ruleSetInUse(tx, tenantId);
  if (!inUse) return false;
  const { rows } = await sql`
    select from risk.whole_review
    where tenant_id = ${tenantId} and rule_set_id = ${inUse.id} and as_of = ${asOf}`.execute(tx);
  return rows.length > 0;
}
