import type { PlainDate } from '#dates';
import type { AccountId, TenantId, Tx } from '#db';
import { accountsById } from '#modules/identity';
import type { ReachSource, Say, Seen } from '#web';
import { grantsByAccount } from './queries.ts';
import { addUp, type Known, placesOf, whyOf } from './reach.ts';

/** Somebody who may see one young person, and why. */
export type MaySee = {
  accountId: AccountId;
  name: string;
  job: string | null;
  why: string;
  /** Also what is known about health, care, youth justice and family. */
  readsSensitive: boolean;
};

type Asked = {
  tenantId: TenantId;
  organisation: string;
  seen: Seen;
  today: PlainDate;
};

/**
 * Everybody whose roles or relationships let them see one young person, with the reason that their own page would give them.
 * The same rule decides as when they look (`whyOf`), so that the two cannot differ.
 *
 * @param tx with the reach of the whole organisation: grants are not for those who look to read
 * @example const adults = await whoMaySee(tx, { tenantId, organisation, seen: person, today }, sources, say);
 */
export async function whoMaySee(
  tx: Tx,
  { tenantId, organisation, seen, today }: Asked,
  sources: readonly ReachSource[],
  say: Say,
): Promise<MaySee[]> {
  const known = await knownOf(tx, { tenantId, organisation, seen, today }, sources);
  const byAccount = await grantsByAccount(tx, { tenantId, today, besides: [...known.adults.keys()] });
  const accounts = await accountsById(tx, tenantId, [...byAccount.keys()]);
  const found = [...byAccount].flatMap(([accountId, grants]): MaySee[] => {
    const granted = addUp(grants);
    const relation = granted.own && !granted.whole ? known.adults.get(accountId) : undefined;
    const ownPeople = new Map(relation === undefined ? [] : [[seen.personId, relation]]);
    const why = whyOf(granted, { ...known, ownPeople }, say)(seen);
    const account = accounts.get(accountId);
    if (!account?.isOpen || why === undefined) return [];
    const reads = placesOf(grants, 'sensitive.see');
    const readsSensitive = reads === 'all' || seen.settingIds.some((id) => reads.includes(id));
    return [{ accountId, name: account.name, job: account.job, why, readsSensitive }];
  });
  return found.sort((one, other) => one.name.localeCompare(other.name));
}

/** What the modules know of this young person's settings and adults. */
async function knownOf(
  tx: Tx,
  { tenantId, organisation, seen: { personId, settingIds }, today }: Asked,
  sources: readonly ReachSource[],
): Promise<Omit<Known, 'ownPeople'> & { adults: ReadonlyMap<AccountId, string> }> {
  const settingNames = new Map<Seen['settingIds'][number], string>();
  const adults = new Map<AccountId, string>();
  for (const source of sources) {
    for (const [id, name] of (await source.settingNames?.(tx, { tenantId, settingIds })) ?? [])
      settingNames.set(id, name);
    for (const { accountId, why } of (await source.adultsOf?.(tx, { tenantId, personId, today })) ?? [])
      if (!adults.has(accountId)) adults.set(accountId, why);
  }
  return { organisation, settingNames, adults };
}
