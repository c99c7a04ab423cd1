import { type PersonId, type Tx, withActor } from '#db';
import { whoMaySee } from '#modules/access';
import { ownAccounts, SENSITIVE_PART, type SeenPerson, sharesOf } from '#modules/people';
import type { Ask, ReachSource, Say } from '#web';

/** Somebody who may see a young person, and why. */
export type Seer = {
  id: string;
  name: string;
  job: string | null;
  why: string;
  /** Also what is known about health, care, youth justice and family. */
  readsSensitive: boolean;
};

/**
 * Everybody who may see a young person, with the reason in the words of `say`: whoever has a role or a relationship, and whoever something is
 * shared with outside. Accounts of families hold no name: it is said here for whoever may see the young person anyway.
 *
 * @example const seers = await everybodyWhoSees(ask, person, sources, say);
 */
export async function everybodyWhoSees(
  { db, actor, frame }: Ask,
  seen: SeenPerson,
  sources: readonly ReachSource[],
  say: Say,
): Promise<Seer[]> {
  const { tenantId, today } = actor;
  const organisation = frame.account?.organisation ?? '';
  return withActor(db, { tenantId, reach: 'whole' }, async (tx) => {
    const adults = await whoMaySee(tx, { tenantId, organisation, seen, today }, sources, say);
    const names = await familyNames(tx, { tenantId }, seen.personId);
    const shares = await sharesOf(tx, actor, seen.personId);
    return [
      ...adults.map(({ accountId, name, job, why, readsSensitive }) => ({
        id: accountId,
        name: names.get(accountId) ?? name,
        job,
        why,
        readsSensitive,
      })),
      ...shares
        .filter(({ state }) => state === 'open' || state === 'shut')
        .map(({ id, recipient, organisation: job, parts }) => ({
          id,
          name: recipient,
          job,
          why: say('roles.why.shared'),
          readsSensitive: parts.includes(SENSITIVE_PART),
        })),
    ];
  });
}

async function familyNames(tx: Tx, who: Parameters<typeof ownAccounts>[1], personId: PersonId) {
  const accounts = await ownAccounts(tx, who, [personId]);
  return new Map<string, string | null>(accounts.map(({ accountId, name }) => [accountId, name]));
}
