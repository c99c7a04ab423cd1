import type { PlainDate } from '#dates';
import type { AccountId, SettingId, TenantId, Tx } from '#db';
import type { Permission } from '#web';
import { isRole, permissionsOf } from './permissions.ts';
import { holdsOn } from './queries.ts';

type Where = { tenantId: TenantId; today: PlainDate; settingIds: readonly SettingId[] };

/**
 * Whose roles allow something at one of these settings; where nobody's do, those whose roles allow it in the whole organisation. For telling
 * people of what waits: whoever is nearest, and not a whole county.
 *
 * @param tx with the reach of the whole organisation: grants are not for those who look to read
 * @example await whoMayAt(tx, 'looks.see', { tenantId, today, settingIds: [ashdale] }) // its headteacher and safeguarding lead
 */
export async function whoMayAt(
  tx: Tx,
  permission: Permission,
  { tenantId, today, settingIds }: Where,
): Promise<AccountId[]> {
  const rows = await tx
    .selectFrom('access.role_grant')
    .select(['role', 'setting_id', 'account_id'])
    .where('tenant_id', '=', tenantId)
    .where(holdsOn(today))
    .where((either) =>
      either.or([
        either('setting_id', 'is', null),
        ...(settingIds.length > 0 ? [either('setting_id', 'in', [...settingIds])] : []),
      ]),
    )
    .orderBy('account_id')
    .execute();
  const allowed = rows.filter(
    ({ role, setting_id }) => isRole(role) && permissionsOf(role, setting_id).includes(permission),
  );
  const near = allowed.filter(({ setting_id }) => setting_id !== null);
  return [...new Set((near.length > 0 ? near : allowed).map(({ account_id }) => account_id))];
}
