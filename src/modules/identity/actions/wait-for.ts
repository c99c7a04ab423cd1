import { sql } from 'kysely';
import { askPlanned, type TenantId, type Tx } from '#db';

/** Failures in a quarter of an hour before an account, or everybody at an address, has to wait. */
export const FAILURES_OF_ACCOUNT = 10;
export const FAILURES_AT_ADDRESS = 300;

/**
 * Minutes to wait before another attempt, or 0. Only failures count, so a school behind one address is not held up by
 * its own successes. The wait ends when the oldest failure that matters is a quarter of an hour old.
 */
export async function waitFor(
  tx: Tx,
  tenantId: TenantId,
  emailSha256: string,
  address: string,
): Promise<number> {
  const rows = await askPlanned(
    tx,
    sql<{ minutes: number }>`
    select ceil(extract(epoch from oldest.at + interval '15 minutes' - now()) / 60)::int as minutes from (
      (select attempt.at from identity.sign_in_attempt attempt
        where attempt.tenant_id = ${tenantId} and attempt.email_sha256 = ${emailSha256}
          and attempt.at > now() - interval '15 minutes' and not attempt.succeeded
        order by attempt.at desc offset ${FAILURES_OF_ACCOUNT - 1} limit 1)
      union all
      (select attempt.at from identity.sign_in_attempt attempt
        where attempt.tenant_id = ${tenantId} and attempt.address = ${address}
          and attempt.at > now() - interval '15 minutes' and not attempt.succeeded
        order by attempt.at desc offset ${FAILURES_AT_ADDRESS - 1} limit 1)
    ) oldest`,
  );
  return Math.max(0, ...rows.map((row) => Math.max(1, row.minutes)));
}
