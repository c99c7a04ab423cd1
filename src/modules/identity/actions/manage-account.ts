import { sql } from 'kysely';
import { type AccountId, type Database, type Tx, withSignIn } from '#db';
import { type Doer, record } from '#modules/audit';
import { Problems } from '#outcome';
import { isPassword, newPassword, type PasswordHash } from '../passwords.ts';
import type { Session } from '../sessions.ts';

/**
 * Gives an account another password that somebody else knows: whoever signs in with it is asked for one of their own first.
 * Every session of the account ends.
 *
 * @example await replacePassword(tx, actor, accountId, await newPassword(typed, email));
 */
export async function replacePassword(
  tx: Tx,
  doer: Doer,
  accountId: AccountId,
  password: PasswordHash,
): Promise<void> {
  await tx
    .updateTable('identity.account')
    .set({ password_hash: password, must_change_password: true })
    .where('tenant_id', '=', doer.tenantId)
    .where('id', '=', accountId)
    .execute();
  await endSessions(tx, doer, { accountId, why: 'a new password' });
  await record(tx, doer, { act: 'account.password_replaced', subjectId: accountId, why: 'asked for' });
}

/**
 * Somebody chooses their own password. Their other sessions end; the one they are in goes on.
 * Throws `Problems` for `current` where the password they have is another, and for `password` where the new one is unfit.
 *
 * @example await changePassword(db, session, { current, password });
 */
export async function changePassword(
  db: Database,
  { id, tenantId, accountId }: Pick<Session, 'id' | 'tenantId' | 'accountId'>,
  { current, password }: { current: string; password: string },
): Promise<void> {
  const account = await withSignIn(db, tenantId, (tx) =>
    tx
      .selectFrom('identity.account')
      .select(['email', 'password_hash'])
      .where('tenant_id', '=', tenantId)
      .where('id', '=', accountId)
      .where('kind', '=', 'staff')
      .$narrowType<{ email: string; password_hash: string }>()
      .executeTakeFirstOrThrow(),
  );
  if (!(await isPassword(current, account.password_hash)))
    throw new Problems([{ field: 'current', message: 'This is not the password you have now' }]);
  if (password === current)
    throw new Problems([{ field: 'password', message: 'Choose another one than you have now' }]);
  const hash = await newPassword(password, account.email);
  await withSignIn(db, tenantId, async (tx) => {
    const doer = { tenantId, accountId };
    await tx
      .updateTable('identity.account')
      .set({ password_hash: hash, must_change_password: false })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', accountId)
      .execute();
    await endSessions(tx, doer, { accountId, but: id, why: 'a new password' });
    await record(tx, doer, { act: 'account.password_changed', subjectId: accountId, why: 'by its owner' });
  });
}

/**
 * Ends sessions of an account at once: all of them, only one, or all but one.
 *
 * @returns how many there were
 * @example await endSessions(tx, actor, { accountId, why: 'a lost laptop' });
 */
export async function endSessions(
  tx: Tx,
  doer: Doer,
  { accountId, only, but, why }: { accountId: AccountId; only?: string; but?: string; why: string },
): Promise<number> {
  const { rows } = await sql`
    update identity.session as session set ended_at = now()
    where session.tenant_id = ${doer.tenantId} and session.account_id = ${accountId} and session.ended_at is null
      and session.expires_at > now() and (${only ?? null}::uuid is null or session.id = ${only ?? null}::uuid)
      and (${but ?? null}::uuid is null or session.id <> ${but ?? null}::uuid)
    returning session.id`.execute(tx);
  if (rows.length > 0)
    await record(tx, doer, { act: 'account.sessions_ended', subjectId: accountId, why, number: rows.length });
  return rows.length;
}

/** Closes an account and ends its sessions; closed already, nothing happens. Who may is decided by access. */
export async function closeAccount(tx: Tx, doer: Doer, accountId: AccountId): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('identity.account')
    .set({ closed_at: sql<string>`now()` })
    .where('tenant_id', '=', doer.tenantId)
    .where('id', '=', accountId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await endSessions(tx, doer, { accountId, why: 'the account was closed' });
  await record(tx, doer, { act: 'account.closed', subjectId: accountId, why: 'asked for' });
}

/** Opens an account that was closed, with the password and the roles it had. */
export async function reopenAccount(tx: Tx, doer: Doer, accountId: AccountId): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('identity.account')
    .set({ closed_at: null })
    .where('tenant_id', '=', doer.tenantId)
    .where('id', '=', accountId)
    .where('closed_at', 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n)
    await record(tx, doer, { act: 'account.reopened', subjectId: accountId, why: 'asked for' });
}
