/** How commands name accounts, roles and settings. */
import type { SettingId, Tx } from '#db';
import { type Actor, isRole, type Role, roles, staffRoles } from '#modules/access';
import { type ManagedAccount, managedAccounts, plainEmail } from '#modules/identity';
import { settingNamed } from '#modules/people';
import { Refused } from '#outcome';
import { type Call, Misused, needed } from './command.ts';

/** The account with an e-mail address; refuses one that nobody has. */
export async function accountNamed(tx: Tx, { tenantId }: Actor, email: string): Promise<ManagedAccount> {
  const all = await managedAccounts(tx, tenantId);
  const found = all.find((account) => account.email === plainEmail(email));
  if (!found) throw new Refused(`Nobody signs in with ${email}.`);
  return found;
}

export function roleNamed(call: Call): Role {
  const role = needed(call, 'role');
  if (!isRole(role)) throw new Misused(`There is no role "${role}": ${staffRoles.join(', ')}`);
  return role;
}

/** The setting that a role is for: none, or the one that `--setting` names. */
export async function settingOf(
  tx: Tx,
  { tenantId }: Actor,
  named: string | undefined,
  role: Role,
): Promise<SettingId | null> {
  if (named !== undefined) return settingNamed(tx, tenantId, named);
  if (roles[role].reach === 'setting')
    throw new Misused(`The role ${role} works at one setting: say which with --setting`);
  return null;
}
