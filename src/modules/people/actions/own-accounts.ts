import { sql } from 'kysely';
import { type AccountId, newId, type PersonId, type Tx } from '#db';
import { type Actor, giveOwnRole } from '#modules/access';
import { record } from '#modules/audit';
import { closeAccount, endCard, openHolder } from '#modules/identity';

type OwnAccountId = string & { __brand: 'people.own_account' };

/** An account that a young person, or somebody in their family, has of their own. */
export type OwnAccount = {
  accountId: AccountId;
  personId: PersonId;
  relation: 'self' | 'parent';
  /** What a parent or carer is called, and the telephone or address that the school knows; null for the young person. */
  name: string | null;
  contact: string | null;
  madeAt: string;
};

/** Open accounts of some young people and their families: their own first. Takes the reach of the whole organisation. */
export async function ownAccounts(
  tx: Tx,
  { tenantId }: Pick<Actor, 'tenantId'>,
  personIds: readonly PersonId[],
): Promise<OwnAccount[]> {
  const { rows } = await sql<OwnAccount>`
    select own.account_id as "accountId", own.person_id as "personId", own.relation, own.name, own.contact,
      own.made_at as "madeAt"
    from people.own_account as own
    where own.tenant_id = ${tenantId} and own.person_id = any(${[...personIds]}::uuid[]) and own.ended_at is null
    order by own.relation desc, own.made_at, own.id`.execute(tx);
  return rows;
}

/**
 * Opens an account of their own for a young person, or for somebody with parental responsibility for them. It sees this young person's
 * own page and nothing else. Whoever calls has opened the young person's record first.
 *
 * @example const accountId = await openOwnAccount(tx, actor, personId, { relation: 'self' });
 */
export async function openOwnAccount(
  tx: Tx,
  actor: Actor,
  personId: PersonId,
  whose: { relation: 'self' } | { relation: 'parent'; name: string; contact: string },
): Promise<AccountId> {
  const kind = whose.relation === 'self' ? 'young_person' : 'family';
  const accountId = await openHolder(tx, actor, kind);
  await giveOwnRole(tx, actor, { accountId, role: kind });
  await tx
    .insertInto('people.own_account')
    .values({
      tenant_id: actor.tenantId,
      id: newId<OwnAccountId>(),
      person_id: personId,
      account_id: accountId,
      account_by: actor.accountId,
      author: actor.name,
      ...whose,
    })
    .execute();
  await record(tx, actor, { act: 'own_account.opened', personId, subjectId: accountId, why: whose.relation });
  return accountId;
}

/**
 * Ends an account of a young person or of their family: the card is no use any more, and whoever is signed in is out.
 *
 * @returns whether there was one to end
 */
export async function endOwnAccount(
  tx: Tx,
  actor: Actor,
  { personId, accountId }: Pick<OwnAccount, 'personId' | 'accountId'>,
  why: string,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('people.own_account')
    .set({ ended_at: sql<string>`now()` })
    .where('tenant_id', '=', actor.tenantId)
    .where('person_id', '=', personId)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await endCard(tx, actor, accountId, why);
  await closeAccount(tx, actor, accountId);
  await record(tx, actor, { act: 'own_account.ended', personId, subjectId: accountId, why });
  return true;
}
