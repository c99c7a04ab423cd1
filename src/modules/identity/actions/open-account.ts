import { type AccountId, newId, type Tx } from '#db';
import { type Doer, record } from '#modules/audit';
import { type Problem, Problems } from '#outcome';
import type { PasswordHash } from '../passwords.ts';
import { isEmail, plainEmail } from '../rules.ts';

export type NewAccount = {
  /** A new one unless given; made-up people keep theirs. */
  id?: AccountId;
  email: string;
  name: string;
  job?: string | null | undefined;
  password: PasswordHash;
  /** Somebody else knows the password: its owner has to choose another first. */
  mustChange?: boolean;
};

/**
 * Opens an account. It may then sign in and sees nobody until a role is granted.
 * Throws `Problems` for an e-mail address that is none or is taken, and for a missing name.
 *
 * @example const id = await openAccount(tx, actor, { email, name, job: 'Head of Year 9', password: await newPassword(typed, email) });
 */
export async function openAccount(tx: Tx, doer: Doer, account: NewAccount): Promise<AccountId> {
  const email = plainEmail(account.email);
  const name = account.name.trim();
  const problems: Problem[] = [];
  if (!isEmail(email))
    problems.push({ field: 'email', message: 'Enter an e-mail address, like name@school.example' });
  else if (await isTaken(tx, doer, email))
    problems.push({ field: 'email', message: 'Somebody already signs in with this e-mail address' });
  if (name === '') problems.push({ field: 'name', message: 'Enter a name' });
  if (problems.length > 0) throw new Problems(problems);

  const { id = newId<AccountId>() } = account;
  await tx
    .insertInto('identity.account')
    .values({
      tenant_id: doer.tenantId,
      id,
      email,
      name,
      job: account.job ?? null,
      password_hash: account.password,
      must_change_password: account.mustChange ?? false,
    })
    .execute();
  await record(tx, doer, { act: 'account.opened', subjectId: id, why: 'a new account' });
  return id;
}

async function isTaken(tx: Tx, doer: Doer, email: string): Promise<boolean> {
  const found = await tx
    .selectFrom('identity.account')
    .select('id')
    .where('tenant_id', '=', doer.tenantId)
    .where('email', '=', email)
    .executeTakeFirst();
  return found !== undefined;
}
