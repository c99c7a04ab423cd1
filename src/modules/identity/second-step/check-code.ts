import { sql } from 'kysely';
import { type AccountId, type Database, type TenantId, type Tx, withSignIn } from '#db';
import { record } from '#modules/audit';
import type { AuthenticatorId } from '../../../db/generated/identity/Authenticator.ts';
import { beginAttempt, decideAttempt } from '../actions/attempts.ts';
import { openSession } from '../actions/open-session.ts';
import type { Session } from '../sessions.ts';
import { counterOf, recoveryHash } from './codes.ts';
import { isFromPasskey } from './passkeys.ts';
import type { Checked, Shown } from './shown.ts';

type Whose = { tenantId: TenantId; accountId: AccountId };

/**
 * Takes the second step of a half session: it ends, and a whole one with a token of its own begins (OWASP ASVS 5.0, 7.2.4).
 *
 * @example const taken = await takeSecondStep(db, session, { typed, address, at: Date.now() });
 */
export function takeSecondStep(
  db: Database,
  session: Session,
  shown: Shown,
): Promise<Checked | { outcome: 'signed_in'; cookie: string }> {
  const { id, tenantId, shared, isFederated } = session;
  return withSignIn(db, tenantId, async (tx) => {
    const checked = await checkShown(tx, session, shown);
    if (checked.outcome !== 'right') return checked;
    await tx
      .updateTable('identity.session')
      .set({ ended_at: sql<string>`now()` })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute();
    const elsewhere = isFederated ? { secondStep: false } : undefined;
    const step = 'answer' in shown ? 'passkey' : 'second step';
    const how = isFederated ? `signed in elsewhere, and ${step}` : `password and ${step}`;
    const cookie = openSession(tx, session, { half: false, shared, how, elsewhere });
    return { outcome: 'signed_in', cookie };
  });
}

/**
 * Looks at a code of an app, a recovery code or what a passkey has answered, within a transaction of the role that signs people in. Ten wrong
 * ones within a quarter of an hour have to wait. A code of an app is taken once, and so is what a passkey was asked; a recovery code is spent.
 */
export async function checkShown(tx: Tx, session: Session, shown: Shown): Promise<Checked> {
  const { tenantId, accountId } = session;
  const begun = await beginAttempt(tx, tenantId, `second step ${accountId}`, shown.address);
  if ('minutes' in begun) return { outcome: 'wait', minutes: begun.minutes };
  const right =
    'answer' in shown
      ? await isFromPasskey(tx, session, shown)
      : (await isFromApp(tx, session, shown.typed, shown.at)) || (await spend(tx, session, shown.typed));
  await decideAttempt(tx, tenantId, begun.attemptId, shown.address, right);
  if (right) return { outcome: 'right' };
  const doer = { tenantId, accountId: null };
  const why = 'answer' in shown ? 'wrong passkey' : 'wrong code';
  await record(tx, doer, { act: 'account.sign_in_failed', subjectId: accountId, why });
  return { outcome: 'wrong' };
}

async function isFromApp(
  tx: Tx,
  { tenantId, accountId }: Whose,
  typed: string,
  at: number,
): Promise<boolean> {
  const { rows } = await sql<{ id: AuthenticatorId; secret: string; lastCounter: number | null }>`
    select authenticator.id, authenticator.secret, authenticator.last_counter::float8 as "lastCounter"
    from identity.authenticator as authenticator
    where authenticator.tenant_id = ${tenantId} and authenticator.account_id = ${accountId}
      and authenticator.confirmed_at is not null and authenticator.removed_at is null
    for update`.execute(tx);
  for (const { id, secret, lastCounter } of rows) {
    const counter = counterOf({ secret, typed, at, lastCounter });
    if (counter === undefined) continue;
    await tx
      .updateTable('identity.authenticator')
      .set({ last_counter: counter, last_used_at: sql<string>`now()` })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute();
    return true;
  }
  return false;
}

async function spend(tx: Tx, { tenantId, accountId }: Whose, typed: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('identity.recovery_code')
    .set({ used_at: sql<string>`now()` })
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('code_sha256', '=', recoveryHash(typed))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  const doer = { tenantId, accountId };
  await record(tx, doer, { act: 'account.recovery_code_used', subjectId: accountId, why: 'second step' });
  return true;
}
