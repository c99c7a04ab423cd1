import { sql } from 'kysely';
import { type AccountId, newId, type TenantId, type Tx } from '#db';
import { record } from '#modules/audit';
import type { SessionId } from '../../../db/generated/identity/Session.ts';
import { newToken } from '../tokens.ts';

/** A stay is no longer than this whatever somebody's role; what is half begun is soon over. */
const LONGEST = { whole: '12 hours', half: '15 minutes' } as const;

/**
 * Begins a session and answers the value of its cookie, which is kept nowhere. Half of one is begun by the password of an account
 * that has a second step, and is good for that step only.
 *
 * @example const cookie = await openSession(tx, { tenantId, accountId }, { half: false });
 */
export async function openSession(
  tx: Tx,
  { tenantId, accountId }: { tenantId: TenantId; accountId: AccountId },
  {
    half,
    shared = false,
    how = 'password',
    elsewhere,
  }: {
    half: boolean;
    shared?: boolean | undefined;
    how?: string;
    /** A provider vouched for them, with a second step of its own that counts or not. */
    elsewhere?: { secondStep: boolean } | undefined;
  },
): Promise<string> {
  const { cookie, sha256 } = newToken(tenantId);
  const id = newId<SessionId>();
  await tx
    .insertInto('identity.session')
    .values({
      tenant_id: tenantId,
      id,
      account_id: accountId,
      token_sha256: sha256,
      expires_at: sql<string>`now() + ${half ? LONGEST.half : LONGEST.whole}::interval`,
      second_step_due: half,
      shared,
      is_federated: elsewhere !== undefined,
      second_step_elsewhere: elsewhere?.secondStep ?? false,
    })
    .execute();
  const act = half ? 'account.password_right' : 'account.signed_in';
  await record(tx, { tenantId, accountId }, { act, subjectId: id, why: how });
  return cookie;
}
