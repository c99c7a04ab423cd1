import type { AccountId, TenantId, Tx } from '#db';
import { isRole } from '#modules/access';
import { accountNames } from '#modules/identity';
import { capital, type Say } from '#web';

/** Somebody with a role for a cluster, or from an organisation outside. */
export type Holder = { accountId: AccountId; role: string; name: string };

/** Those who have some roles, by name. */
export async function holdersOf(
  tx: Tx,
  tenantId: TenantId,
  given: readonly { accountId: AccountId; role: string }[],
): Promise<Holder[]> {
  const names = await accountNames(
    tx,
    tenantId,
    given.map(({ accountId }) => accountId),
  );
  return given.map(({ accountId, role }) => ({ accountId, role, name: names.get(accountId) ?? '' }));
}

/** Their names, each leading to the account, with the role; or that there is nobody. */
export function Holders({ say, holders, nobody }: { say: Say; holders: readonly Holder[]; nobody: string }) {
  if (holders.length === 0) return nobody;
  return (
    <ul className="govuk-list wm-who-sees">
      {holders.map(({ accountId, role, name }, index) => (
        <li key={index}>
          <a className="govuk-link" href={`/accounts/${accountId}`}>
            {name}
          </a>
          <span className="wm-facts__from">{capital(isRole(role) ? say(`roles.names.${role}`) : role)}</span>
        </li>
      ))}
    </ul>
  );
}
