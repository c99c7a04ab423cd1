import { sql } from 'kysely';
import { type AccountId, newId, type Tx } from '#db';
import { type Doer, record } from '#modules/audit';
import type { CardId } from '../../../db/generated/identity/Card.ts';
import { endSessions } from '../actions/manage-account.ts';
import { newCard, newSecret, type PrintedCard } from './codes.ts';

/** Whose account a card is for. */
export type HolderKind = 'young_person' | 'family';

/** Wrong secrets in a row after which a card is no use until it gets another. */
export const MOST_WRONG = 10;

/** What such an account is called where somebody reads who did something: it holds nobody's name. */
const CALLED: Readonly<Record<HolderKind, string>> = {
  young_person: 'Young person',
  family: 'Parent or carer',
};

/** Opens an account that signs in with a card only, and sees nothing until it has one and a role. */
export async function openHolder(tx: Tx, doer: Doer, kind: HolderKind): Promise<AccountId> {
  const id = newId<AccountId>();
  await tx
    .insertInto('identity.account')
    .values({ tenant_id: doer.tenantId, id, name: CALLED[kind], kind })
    .execute();
  await record(tx, doer, { act: 'account.opened', subjectId: id, why: kind });
  return id;
}

/**
 * Makes an account a card with a new secret. The card it had is no use any more, and whoever is signed in with it is out. A young person's
 * secret holds until it is replaced; that of a parent or carer is made when they ask for it, and is good once.
 *
 * @returns what is printed, once: it is kept nowhere
 * @example const { token, words, secret } = await makeCard(tx, actor, accountId, 'young_person');
 */
export async function makeCard(
  tx: Tx,
  doer: Doer,
  accountId: AccountId,
  kind: HolderKind,
): Promise<PrintedCard> {
  await endCard(tx, doer, accountId, 'a new card');
  const { printed, kept } = newCard(doer.tenantId);
  const { secret, kept: secretKept } = newSecret(kind === 'family' ? 'once' : 'secret');
  const id = newId<CardId>();
  await tx
    .insertInto('identity.card')
    .values({
      tenant_id: doer.tenantId,
      id,
      account_id: accountId,
      ...kept,
      ...secretKept,
      secret_until: kind === 'family' ? sql<string>`now() + interval '1 day'` : null,
    })
    .execute();
  await record(tx, doer, { act: 'card.made', subjectId: accountId, why: kind });
  return { ...printed, secret };
}

/**
 * A new secret for the card that an account has, which also opens a card that was shut for wrong ones.
 *
 * @returns undefined where the account has no card
 */
export async function replaceSecret(
  tx: Tx,
  doer: Doer,
  accountId: AccountId,
  kind: HolderKind,
): Promise<string | undefined> {
  const { secret, kept } = newSecret(kind === 'family' ? 'once' : 'secret');
  const { numUpdatedRows } = await tx
    .updateTable('identity.card')
    .set({
      ...kept,
      wrong_in_a_row: 0,
      secret_until: kind === 'family' ? sql<string>`now() + interval '1 day'` : null,
    })
    .where('tenant_id', '=', doer.tenantId)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return undefined;
  await record(tx, doer, { act: 'card.secret_replaced', subjectId: accountId, why: kind });
  return secret;
}

/** Ends the card of an account, and the sessions with it. */
export async function endCard(tx: Tx, doer: Doer, accountId: AccountId, why: string): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('identity.card')
    .set({ ended_at: sql<string>`now()` })
    .where('tenant_id', '=', doer.tenantId)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  await endSessions(tx, doer, { accountId, why });
  if (numUpdatedRows > 0n) await record(tx, doer, { act: 'card.ended', subjectId: accountId, why });
}

/** The card an account has: since when, when it was last used, and whether it is shut. */
export type CardOf = { accountId: AccountId; madeAt: string; usedAt: string | null; isShut: boolean };

export async function cardsOf(
  tx: Tx,
  { tenantId }: Pick<Doer, 'tenantId'>,
  accountIds: readonly AccountId[],
): Promise<ReadonlyMap<AccountId, CardOf>> {
  const { rows } = await sql<CardOf>`
    select card.account_id as "accountId", card.made_at as "madeAt", card.used_at as "usedAt",
      card.wrong_in_a_row >= ${MOST_WRONG} as "isShut"
    from identity.card as card
    where card.tenant_id = ${tenantId} and card.account_id = any(${[...accountIds]}::uuid[]) and card.ended_at is null`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.accountId, row]));
}
