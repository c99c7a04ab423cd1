import type { PlainDate } from '#dates';
import type { AccountId, SettingId, TenantId, Tx } from '#db';
import type { Permission } from '#web';
import type { OrganisationId } from './organisations.ts';
import { permissionsOf } from './permissions.ts';
import { grantsByAccount } from './queries.ts';

type Where = { tenantId: TenantId; today: PlainDate };

/**
 * Finds whose roles allow something: at one of some settings; where nobody's do, those whose roles allow it in the whole organisation. For telling
 * people of what waits: whoever is nearest, and not a whole county. The roles are read once, however many settings are asked about.
 *
 * @param tx with the reach of the whole organisation: grants are not for those who look to read
 * @example (await whoMayAt(tx, 'looks.see', { tenantId, today }))([ashdale]) // its headteacher and safeguarding lead
 */
export async function whoMayAt(
  tx: Tx,
  permission: Permission,
  where: Where,
): Promise<(settingIds: readonly SettingId[]) => AccountId[]> {
  const byAccount = await grantsByAccount(tx, where);
  const holding = [...byAccount].flatMap(([accountId, grants]) =>
    grants.flatMap(({ role, settingId }) =>
      permissionsOf(role, settingId).includes(permission) ? [{ accountId, settingId }] : [],
    ),
  );
  const among = (isThere: (at: SettingId | null) => boolean) =>
    [
      ...new Set(holding.flatMap(({ accountId, settingId }) => (isThere(settingId) ? [accountId] : []))),
    ].sort();
  const everywhere = among((at) => at === null);
  return (settingIds) => {
    const near = among((at) => at !== null && settingIds.includes(at));
    return near.length > 0 ? near : everywhere;
  };
}

/** Somebody with a role, and the organisation outside that they hold it for; null for our own. */
export type Holder = { accountId: AccountId; organisationId: OrganisationId | null };

/**
 * Everybody with a role for the whole organisation that allows something, once for each organisation they hold it for.
 *
 * @param tx with the reach of the whole organisation
 * @example await holdersOf(tx, 'panel.sit', { tenantId, today }) // [{ accountId: idris, organisationId: health }]
 */
export async function holdersOf(tx: Tx, permission: Permission, where: Where): Promise<Holder[]> {
  const byAccount = await grantsByAccount(tx, where);
  return [...byAccount].flatMap(([accountId, grants]) => {
    const holding = grants.filter(({ role, settingId }) =>
      permissionsOf(role, settingId).includes(permission),
    );
    const organisations = new Set(holding.map(({ from }) => from?.id ?? null));
    return [...organisations].map((organisationId) => ({ accountId, organisationId }));
  });
}
