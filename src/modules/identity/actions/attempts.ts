/** Tries at a password or a code, counted before they are looked at: a hundred guesses at once are a hundred guesses. */
import { sql } from 'kysely';
import { askPlanned, newId, type TenantId, type Tx, writeAtCommit } from '#db';
import type { SignInAttemptId } from '../../../db/generated/identity/SignInAttempt.ts';
import { sha256 } from '../tokens.ts';
import { waitFor } from './wait-for.ts';

/**
 * Keeps a try as a failure, or answers how many minutes to wait. Tries at the same thing wait for each other.
 *
 * @param what what is tried: an e-mail address, or whose code
 */
export async function beginAttempt(
  tx: Tx,
  tenantId: TenantId,
  what: string,
  address: string,
): Promise<{ attemptId: SignInAttemptId } | { minutes: number }> {
  const whatSha256 = sha256(what);
  await askPlanned(
    tx,
    sql`select pg_advisory_xact_lock(hashtextextended(${`${tenantId} ${whatSha256}`}, 0))`,
  );
  const minutes = await waitFor(tx, tenantId, whatSha256, address);
  if (minutes > 0) return { minutes };
  const attemptId = newId<SignInAttemptId>();
  // Without its address it counts against the account only: 1,500 pupils on their way in are not 1,500 failures.
  await askPlanned(
    tx,
    sql`insert into identity.sign_in_attempt (tenant_id, id, email_sha256, address, succeeded)
      values (${tenantId}, ${attemptId}, ${whatSha256}, '', false)`,
  );
  return { attemptId };
}

/** What came of a try. That it was right is written with the commit; a failure counts at once, for whoever looks how many there were. */
export async function decideAttempt(
  tx: Tx,
  tenantId: TenantId,
  id: SignInAttemptId,
  address: string,
  succeeded: boolean,
): Promise<void> {
  const decided = sql`update identity.sign_in_attempt set address = ${address}, succeeded = ${succeeded} where tenant_id = ${tenantId} and id = ${id}`;
  if (succeeded) writeAtCommit(tx, decided);
  else await askPlanned(tx, decided);
}
