import { sql } from 'kysely';
import { type AccountId, type Database, newId, type TenantId, type Tx, withSignIn } from '#db';
import { record } from '#modules/audit';
import type { SessionId } from '../../../db/generated/identity/Session.ts';
import type { SignInAttemptId } from '../../../db/generated/identity/SignInAttempt.ts';
import { isPassword } from '../passwords.ts';
import { tenantsOf } from '../queries.ts';
import { plainEmail } from '../rules.ts';
import { newToken, sha256 } from '../tokens.ts';
import { waitFor } from './wait-for.ts';

export type SignIn = {
  email: string;
  password: string;
  /** May be left out when the installation has one organisation. */
  tenantId?: string | undefined;
  /** Where the request came from. */
  address: string;
};

/** `wrong` never says what was wrong; `wait` holds for unknown e-mail addresses as well. */
export type SignedIn =
  | { outcome: 'signed_in'; tenantId: TenantId; accountId: AccountId; cookie: string }
  | { outcome: 'wrong' }
  | { outcome: 'wait'; minutes: number };

type Begun = { attemptId: SignInAttemptId; account: { id: AccountId; password_hash: string } | undefined };

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

  const begun = await withSignIn(db, tenantId, (tx) => begin(tx, tenantId, email, form.address));
  if ('minutes' in begun) return { outcome: 'wait', minutes: begun.minutes };

  const right = await isPassword(form.password, begun.account?.password_hash);
  return withSignIn(db, tenantId, async (tx) => {
    await decide(tx, tenantId, begun.attemptId, form.address, right);
    if (right && begun.account) return letIn(tx, tenantId, begun.account.id);
    await keepOut(tx, tenantId, begun.account?.id, email, form.address);
    return { outcome: 'wrong' };
  });
}

async function chosenTenant(db: Database, wanted: string | undefined): Promise<TenantId | undefined> {
  const tenants = await tenantsOf(db);
  if (wanted === undefined) return tenants.length === 1 ? tenants[0]?.id : undefined;
  return tenants.find((tenant) => tenant.id === wanted)?.id;
}

/** Keeps the attempt as a failure before the password is looked at: a hundred guesses at once are a hundred guesses. */
async function begin(
  tx: Tx,
  tenantId: TenantId,
  email: string,
  address: string,
): Promise<Begun | { minutes: number }> {
  const emailSha256 = sha256(email);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${tenantId} ${emailSha256}`}, 0))`.execute(tx);
  const minutes = await waitFor(tx, tenantId, emailSha256, address);
  if (minutes > 0) return { minutes };
  const attemptId = newId<SignInAttemptId>();
  await tx
    .insertInto('identity.sign_in_attempt')
    // Without its address it counts against the account only: 1,500 pupils on their way in are not 1,500 failures.
    .values({ tenant_id: tenantId, id: attemptId, email_sha256: emailSha256, address: '', succeeded: false })
    .execute();
  const account = await tx
    .selectFrom('identity.account')
    .select(['id', 'password_hash'])
    .where('tenant_id', '=', tenantId)
    .where('email', '=', email)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return { attemptId, account };
}

async function decide(
  tx: Tx,
  tenantId: TenantId,
  id: SignInAttemptId,
  address: string,
  succeeded: boolean,
): Promise<void> {
  await tx
    .updateTable('identity.sign_in_attempt')
    .set({ address, succeeded })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

async function letIn(tx: Tx, tenantId: TenantId, accountId: AccountId): Promise<SignedIn> {
  const { cookie, sha256: tokenSha256 } = newToken(tenantId);
  const id = newId<SessionId>();
  await tx
    .insertInto('identity.session')
    .values({
      tenant_id: tenantId,
      id,
      account_id: accountId,
      token_sha256: tokenSha256,
      expires_at: sql<string>`now() + interval '12 hours'`,
    })
    .execute();
  await record(tx, { tenantId, accountId }, { act: 'account.signed_in', subjectId: id, why: 'password' });
  return { outcome: 'signed_in', tenantId, accountId, cookie };
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
