import { type AccountId, type Database, type TenantId, type Tx, withSignIn } from '#db';
import { record } from '#modules/audit';
import { isPassword } from '../passwords.ts';
import { tenantsOf } from '../queries.ts';
import { plainEmail } from '../rules.ts';
import { hasSecondStep } from '../second-step/ways.ts';
import { sha256 } from '../tokens.ts';
import { beginAttempt, decideAttempt } from './attempts.ts';
import { openSession } from './open-session.ts';
import { waitFor } from './wait-for.ts';

export type SignIn = {
  email: string;
  password: string;
  /** May be left out when the installation has one organisation. */
  tenantId?: string | undefined;
  /** Where the request came from. */
  address: string;
  /** Others use this browser as well. */
  shared?: boolean | undefined;
};

/** `wrong` never says what was wrong; `wait` holds for unknown e-mail addresses as well. With a second step, the session is good for that only. */
export type SignedIn =
  | { outcome: 'signed_in'; tenantId: TenantId; accountId: AccountId; cookie: string; half: boolean }
  | { outcome: 'wrong' }
  | { outcome: 'wait'; minutes: number };

type Account = { id: AccountId; password_hash: string };

/**
 * Signs somebody in with e-mail and password: a new session, whose cookie value is answered once and kept nowhere.
 * The password is worked out between two short transactions, never inside one.
 *
 * @example const answer = await signIn(db, { email, password, address });
 */
export async function signIn(db: Database, form: SignIn): Promise<SignedIn> {
  const tenantId = await chosenTenant(db, form.tenantId);
  if (tenantId === undefined) return { outcome: 'wrong' };
  const email = plainEmail(form.email);

  const begun = await withSignIn(db, tenantId, async (tx) => ({
    ...(await beginAttempt(tx, tenantId, email, form.address)),
    account: await findAccount(tx, tenantId, email),
  }));
  if ('minutes' in begun) return { outcome: 'wait', minutes: begun.minutes };

  const { attemptId, account } = begun;
  const right = await isPassword(form.password, account?.password_hash);
  return withSignIn(db, tenantId, async (tx) => {
    await decideAttempt(tx, tenantId, attemptId, form.address, right);
    if (right && account) {
      const half = await hasSecondStep(tx, { tenantId, accountId: account.id });
      const cookie = openSession(tx, { tenantId, accountId: account.id }, { half, shared: form.shared });
      return { outcome: 'signed_in', tenantId, accountId: account.id, cookie, half };
    }
    await keepOut(tx, tenantId, account?.id, email, form.address);
    return { outcome: 'wrong' };
  });
}

async function chosenTenant(db: Database, wanted: string | undefined): Promise<TenantId | undefined> {
  const tenants = await tenantsOf(db);
  if (wanted === undefined) return tenants.length === 1 ? tenants[0]?.id : undefined;
  return tenants.find((tenant) => tenant.id === wanted)?.id;
}

async function findAccount(tx: Tx, tenantId: TenantId, email: string): Promise<Account | undefined> {
  return tx
    .selectFrom('identity.account')
    .select(['id', 'password_hash'])
    .where('tenant_id', '=', tenantId)
    .where('email', '=', email)
    .where('closed_at', 'is', null)
    .$narrowType<{ password_hash: string }>()
    .executeTakeFirst();
}

async function keepOut(
  tx: Tx,
  tenantId: TenantId,
  accountId: AccountId | undefined,
  email: string,
  address: string,
): Promise<void> {
  const doer = { tenantId, accountId: null };
  const why = accountId ? 'wrong password' : 'no such account';
  await record(tx, doer, { act: 'account.sign_in_failed', subjectId: accountId, why });
  const minutes = await waitFor(tx, tenantId, sha256(email), address);
  if (minutes > 0)
    await record(tx, doer, {
      act: 'account.locked',
      subjectId: accountId,
      why: 'too many failures',
      number: minutes,
    });
}
