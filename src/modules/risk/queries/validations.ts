import { sql } from 'kysely';
import type { TenantId, Tx } from '#db';
import type { KeptValidation } from '../actions/validate-rules.ts';

/** A validation that is kept, and when it was made. */
export type PastValidation = { result: KeptValidation; at: string };

/** The latest validation of each year of leavers, the newest year first. */
export async function latestValidations(tx: Tx, tenantId: TenantId): Promise<PastValidation[]> {
  const { rows } = await sql<PastValidation>`
    select distinct on (leavers_year) result, validated_at as at from risk.validation
    where tenant_id = ${tenantId} order by leavers_year desc, validated_at desc, id desc`.execute(tx);
  return rows;
}
