import { sql } from 'kysely';
import { type AccountId, newId, type TenantId, type Tx, writeAtCommit } from '#db';
import { recording } from '#modules/audit';
import type { SessionId } from '../../../db/generated/identity/Session.ts';
import { newToken } from '../tokens.ts';

/** A stay is no longer than this whatever somebody's role; what is half begun is soon over. */
const LONGEST = { whole: '12 hours', half: '15 minutes' } as const;

/**
 * Begins a session and answers the value of its cookie, which is kept nowhere. Half of one is begun by the password of an account
 * that has a second step, and is good for that step only. Written with the commit.
 *
 * @example const cookie = openSession(tx, { tenantId, accountId }, { half: false });
 */
export function openSession(
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
): string {
  const { cookie, sha256 } = newToken(tenantId);
  const id = newId<SessionId>();
  const act = half ? 'account.password_right' : 'account.signed_in';
  writeAtCommit(
    tx,
    sql`${recording({ tenantId, accountId }, { act, subjectId: id, why: how })}
    insert into identity.session (tenant_id, id, account_id, token_sha256, expires_at, second_step_due, shared, is_federated, second_step_elsewhere)
    values (${tenantId}, ${id}, ${accountId}, ${sha256}, now() + ${half ? LONGEST.half : LONGEST.whole}::interval, ${half}, ${shared},
      ${elsewhere !== undefined}, ${elsewhere?.secondStep ?? false})`,
  );
  return cookie;
}
