/** How commands name accounts, roles and settings. */
import type { SettingId, Tx } from '#db';
import {
  type Actor,
  type ClusterId,
  clusterNamed,
  isRole,
  type OrganisationId,
  organisationNamed,
  type Role,
  roles,
  staffRoles,
} from '#modules/access';
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

/** What a role is for: the whole organisation, or what `--setting` or `--cluster` names; and from whom, which `--from-organisation` names. */
export async function placeOf(
  tx: Tx,
  { tenantId }: Actor,
  call: Call,
  role: Role,
): Promise<{
  settingId: SettingId | null;
  clusterId: ClusterId | null;
  organisationId: OrganisationId | null;
}> {
  const named = call.option('from-organisation');
  const organisationId = named === undefined ? null : (await organisationNamed(tx, tenantId, named)).id;
  const [setting, cluster] = [call.option('setting'), call.option('cluster')];
  if (setting !== undefined && cluster !== undefined)
    throw new Misused('Say --setting or --cluster, not both');
  const nowhere = { settingId: null, clusterId: null, organisationId };
  if (setting !== undefined) return { ...nowhere, settingId: await settingNamed(tx, tenantId, setting) };
  if (cluster !== undefined) return { ...nowhere, clusterId: (await clusterNamed(tx, tenantId, cluster)).id };
  if (roles[role].reach === 'setting')
    throw new Misused(`The role ${role} works at some setting: say which with --setting or --cluster`);
  return nowhere;
}
