import { type PersonId, type Tx, withActor } from '#db';
import { whoMaySee } from '#modules/access';
import { accountsById } from '#modules/identity';
import { ownAccounts, SENSITIVE_PART, type SeenPerson, sharesOf } from '#modules/people';
import type { Ask, ReachSource, Reader, Say } from '#web';

/** Somebody who may see a young person, and why. */
export type Seer = {
  id: string;
  name: string;
  job: string | null;
  why: string;
  /** `sensitive`: also what is known about health, care, youth justice and family. `referral`: only what was put before a panel. */
  reads: 'open' | 'sensitive' | 'referral';
  /** Whether the young person and the family are told; they are, but where somebody gave a reason against it. */
  isTold: boolean;
};

/**
 * Everybody who may see a young person, with the reason in the words of `say`: whoever has a role or a relationship, whoever sits on a
 * panel that reads about them, and whoever something is shared with outside. Accounts of families hold no name: it is said here for whoever may see the young person anyway.
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
  return withActor(db, { tenantId, reach: 'whole', sensitive: 'all' }, async (tx) => {
    const adults = await whoMaySee(tx, { tenantId, organisation, seen, today }, sources, say);
    const names = await familyNames(tx, { tenantId }, seen.personId);
    const shares = await sharesOf(tx, actor, seen.personId);
    return [
      ...adults.map(({ accountId, name, job, why, readsSensitive }) => ({
        id: accountId,
        name: names.get(accountId) ?? name,
        job,
        why,
        reads: readsSensitive ? ('sensitive' as const) : ('open' as const),
        isTold: true,
      })),
      ...(await panelReaders(tx, { tenantId, today }, seen.personId, { sources, say })),
      ...shares
        .filter(({ state }) => state === 'open' || state === 'shut')
        .map(({ id, recipient, organisation: job, parts }) => ({
          id,
          name: recipient,
          job,
          why: say('roles.why.shared'),
          reads: parts.includes(SENSITIVE_PART) ? ('sensitive' as const) : ('open' as const),
          isTold: true,
        })),
    ];
  });
}

/** Those who read what was put before a panel, with the panel as the reason. */
async function panelReaders(
  tx: Tx,
  on: Pick<Ask['actor'], 'tenantId' | 'today'>,
  personId: PersonId,
  { sources, say }: { sources: readonly ReachSource[]; say: Say },
): Promise<Seer[]> {
  const found: Reader[] = [];
  for (const source of sources) found.push(...((await source.readersOf?.(tx, { ...on, personId })) ?? []));
  const accounts = await accountsById(
    tx,
    on.tenantId,
    found.map(({ accountId }) => accountId),
  );
  return found.flatMap(({ accountId, panel, isTold }): Seer[] => {
    const account = accounts.get(accountId);
    if (!account?.isOpen) return [];
    const { name, job } = account;
    // One adult may sit on two panels, and see the young person for another reason as well.
    return [
      {
        id: `${panel} ${accountId}`,
        name,
        job,
        why: say('roles.why.panel', { panel }),
        reads: 'referral',
        isTold,
      },
    ];
  });
}

async function familyNames(tx: Tx, who: Parameters<typeof ownAccounts>[1], personId: PersonId) {
  const accounts = await ownAccounts(tx, who, [personId]);
  return new Map<string, string | null>(accounts.map(({ accountId, name }) => [accountId, name]));
}
