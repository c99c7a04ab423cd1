import type { PlainDate } from '#dates';
import type { AccountId, SettingId, TenantId, Tx } from '#db';
import type { Permission } from '#web';
import type { OrganisationId } from './organisations.ts';
import { permissionsOf } from './permissions.ts';
import { grantsByAccount } from './queries.ts';

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
  const byAccount = await grantsByAccount(tx, { tenantId, today });
  const among = (isThere: (at: SettingId | null) => boolean) =>
    [...byAccount].flatMap(([accountId, grants]) => {
      const may = grants.some(
        ({ role, settingId }) => isThere(settingId) && permissionsOf(role, settingId).includes(permission),
      );
      return may ? [accountId] : [];
    });
  const near = among((at) => at !== null && settingIds.includes(at));
  return (near.length > 0 ? near : among((at) => at === null)).sort();
}

/** Somebody with a role, and the organisation outside that they hold it for; null for our own. */
export type Holder = { accountId: AccountId; organisationId: OrganisationId | null };

/**
 * Everybody with a role for the whole organisation that allows something, once for each organisation they hold it for.
 *
 * @param tx with the reach of the whole organisation
 * @example await holdersOf(tx, 'panel.sit', { tenantId, today }) // [{ accountId: idris, organisationId: health }]
 */
export async function holdersOf(
  tx: Tx,
  permission: Permission,
  { tenantId, today }: Pick<Where, 'tenantId' | 'today'>,
): Promise<Holder[]> {
  const byAccount = await grantsByAccount(tx, { tenantId, today });
  return [...byAccount].flatMap(([accountId, grants]) => {
    const holding = grants.filter(({ role, settingId }) =>
      permissionsOf(role, settingId).includes(permission),
    );
    const organisations = new Set(holding.map(({ from }) => from?.id ?? null));
    return [...organisations].map((organisationId) => ({ accountId, organisationId }));
  });
}
