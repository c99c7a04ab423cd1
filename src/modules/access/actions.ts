import { type AccountId, newId, type SettingId, type Tx } from '#db';
import { record } from '#modules/audit';
import { Refused } from '#outcome';
import type { Actor } from '#web';
import type { RoleGrantId } from '../../db/generated/access/RoleGrant.ts';
import { isRole, roles } from './permissions.ts';

export type RoleGrant = {
  accountId: AccountId;
  role: string;
  /** Null for a role of the whole organisation, and for one that looks at its own young people. */
  settingId: SettingId | null;
  /** Why, in a few words without anybody's name. */
  reason: string;
};

/**
 * Grants a role to an account. Granting what is already granted changes nothing.
 *
 * Refuses an unknown role, a setting where none belongs or none where one does, anybody who may not manage accounts,
 * and a role for oneself: who manages accounts does not thereby see young people.
 *
 * @example await grantRole(tx, actor, { accountId, role: 'pastoral_lead', settingId, reason: 'Head of Year 9 from September' });
 */
export async function grantRole(tx: Tx, actor: Actor, grant: RoleGrant): Promise<void> {
  const { accountId, role, settingId, reason } = grant;
  if (!actor.may.has('accounts.manage')) throw new Refused('Only an administrator grants roles.');
  if (actor.accountId === accountId)
    throw new Refused('Nobody grants a role to themselves. Ask another administrator.');
  if (!isRole(role))
    throw new Refused(
      `There is no role ${JSON.stringify(role)}. The roles are ${Object.keys(roles).join(', ')}.`,
    );
  const { reach } = roles[role];
  if (reach === 'setting' && settingId === null)
    throw new Refused(`The role ${role} is granted for a setting. Say which.`);
  if (reach !== 'setting' && reach !== 'setting_or_whole' && settingId !== null) {
    throw new Refused(`The role ${role} is not for one setting. Leave the setting out.`);
  }
  const id = newId<RoleGrantId>();
  const { numInsertedOrUpdatedRows: added } = await tx
    .insertInto('access.role_grant')
    .values({
      tenant_id: actor.tenantId,
      id,
      account_id: accountId,
      role,
      setting_id: settingId,
      granted_by: actor.accountId,
      reason,
    })
    .onConflict((once) => once.constraint('role_grant_once').doNothing())
    .executeTakeFirst();
  if (added)
    await record(tx, actor, {
      act: 'role.granted',
      subjectId: accountId,
      why: settingId ? `${role} at setting ${settingId}` : role,
    });
}
