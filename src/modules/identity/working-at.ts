import { type AccountId, askPlanned, newId, type TenantId, type Tx } from '#db';
import { EVERYWHERE, type WorkingAt } from '#web';

type Whose = { tenantId: TenantId; accountId: AccountId };

/** What an account has chosen to have before it. @example await workingAtOf(tx, session) // { setting: null, ncYear: 9 } */
export async function workingAtOf(tx: Tx, { tenantId, accountId }: Whose): Promise<WorkingAt> {
  const [row] = await askPlanned(
    tx,
    tx
      .selectFrom('identity.working_at')
      .select(['setting_id', 'setting_name', 'nc_year'])
      .where('tenant_id', '=', tenantId)
      .where('account_id', '=', accountId),
  );
  if (!row) return EVERYWHERE;
  const { setting_id: id, setting_name: name, nc_year: ncYear } = row;
  return { setting: id === null ? null : { id, name: name ?? '' }, ncYear };
}

/**
 * Keeps which setting and year group an account has before it from now on: both null is everybody it reaches. It
 * narrows what Today and the lists begin with and nothing else, so it is no matter of access and leaves no audit entry.
 *
 * @example await workAt(tx, { tenantId, accountId }, { setting: null, ncYear: 9 });
 */
export async function workAt(
  tx: Tx,
  { tenantId, accountId }: Whose,
  { setting, ncYear }: WorkingAt,
): Promise<void> {
  const chosen = { setting_id: setting?.id ?? null, setting_name: setting?.name ?? null, nc_year: ncYear };
  await tx
    .insertInto('identity.working_at')
    .values({ tenant_id: tenantId, id: newId<never>(), account_id: accountId, ...chosen })
    .onConflict((conflict) => conflict.constraint('working_at_once').doUpdateSet(chosen))
    .execute();
}
