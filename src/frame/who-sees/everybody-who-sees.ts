import { type PersonId, type Tx, withActor } from '#db';
import { type MaySee, whoMaySee } from '#modules/access';
import { ownAccounts, type SeenPerson } from '#modules/people';
import type { Ask, ReachSource, Say } from '#web';

/**
 * Everybody who may see a young person, with the reason in the words of `say`. Accounts of families hold no name: it is said here for
 * whoever may see the young person anyway.
 *
 * @example const adults = await everybodyWhoSees(ask, person, sources, say);
 */
export async function everybodyWhoSees(
  { db, actor, frame }: Ask,
  seen: SeenPerson,
  sources: readonly ReachSource[],
  say: Say,
): Promise<MaySee[]> {
  const { tenantId, today } = actor;
  const organisation = frame.account?.organisation ?? '';
  return withActor(db, { tenantId, reach: 'whole' }, async (tx) => {
    const adults = await whoMaySee(tx, { tenantId, organisation, seen, today }, sources, say);
    const names = await familyNames(tx, { tenantId }, seen.personId);
    return adults.map((adult) => ({ ...adult, name: names.get(adult.accountId) ?? adult.name }));
  });
}

async function familyNames(tx: Tx, who: Parameters<typeof ownAccounts>[1], personId: PersonId) {
  const accounts = await ownAccounts(tx, who, [personId]);
  return new Map(accounts.map(({ accountId, name }) => [accountId, name]));
}
