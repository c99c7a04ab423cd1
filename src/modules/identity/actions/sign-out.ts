import { sql } from 'kysely';
import { type Database, withSignIn } from '#db';
import { record } from '#modules/audit';
import { readToken } from '../tokens.ts';

/**
 * Ends the session of a cookie, at once and everywhere. A cookie without a session is no fault: nothing happens.
 *
 * @example await signOut(db, request.session);
 */
export async function signOut(db: Database, cookie: string | undefined): Promise<void> {
  const token = readToken(cookie);
  if (!token) return;
  const { tenantId } = token;
  await withSignIn(db, tenantId, async (tx) => {
    const ended = await tx
      .updateTable('identity.session')
      .set({ ended_at: sql<string>`now()` })
      .where('tenant_id', '=', tenantId)
      .where('token_sha256', '=', token.sha256)
      .where('ended_at', 'is', null)
      .returning(['id', 'account_id'])
      .executeTakeFirst();
    if (!ended) return;
    const doer = { tenantId, accountId: ended.account_id };
    await record(tx, doer, { act: 'account.signed_out', subjectId: ended.id, why: 'asked to' });
  });
}
