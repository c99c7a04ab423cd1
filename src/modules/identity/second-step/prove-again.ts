import { type Database, withSignIn } from '#db';
import { record } from '#modules/audit';
import { beginAttempt, decideAttempt } from '../actions/attempts.ts';
import { isPassword } from '../passwords.ts';
import { markProved, type Session } from '../sessions.ts';
import { checkShown } from './check-code.ts';
import type { Checked, Shown, Typed } from './shown.ts';

/**
 * Whoever sits in a session shows once more who they are: with a code or a passkey where the account has a second step, else with the
 * password. Wrong ones count as they do at sign-in.
 *
 * @example const answer = await proveAgain(db, session, { typed, address, at: Date.now() });
 */
export async function proveAgain(db: Database, session: Session, shown: Shown): Promise<Checked> {
  if ('typed' in shown && !session.hasSecondStep) return provePassword(db, session, shown);
  return withSignIn(db, session.tenantId, async (tx) => {
    const checked = await checkShown(tx, session, shown);
    if (checked.outcome === 'right') await markProved(tx, session);
    return checked;
  });
}

/** The password is worked out between two short transactions, as at sign-in, and counts with it. */
async function provePassword(db: Database, session: Session, { typed, address }: Typed): Promise<Checked> {
  const { tenantId, accountId } = session;
  const begun = await withSignIn(db, tenantId, async (tx) => {
    const account = await tx
      .selectFrom('identity.account')
      .select(['email', 'password_hash'])
      .where('tenant_id', '=', tenantId)
      .where('id', '=', accountId)
      .$narrowType<{ email: string; password_hash: string }>()
      .executeTakeFirstOrThrow();
    return { ...(await beginAttempt(tx, tenantId, account.email, address)), hash: account.password_hash };
  });
  if ('minutes' in begun) return { outcome: 'wait', minutes: begun.minutes };
  const right = await isPassword(typed, begun.hash);
  return withSignIn(db, tenantId, async (tx) => {
    await decideAttempt(tx, tenantId, begun.attemptId, address, right);
    if (right) {
      await markProved(tx, session);
      return { outcome: 'right' };
    }
    const doer = { tenantId, accountId: null };
    await record(tx, doer, { act: 'account.sign_in_failed', subjectId: accountId, why: 'wrong password' });
    return { outcome: 'wrong' };
  });
}
