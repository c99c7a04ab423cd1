import { sql } from 'kysely';
import {
  type AccountId,
  askPlanned,
  type Database,
  type TenantId,
  type Tx,
  withSignIn,
  writeAtCommit,
} from '#db';
import { record } from '#modules/audit';
import type { CardId } from '../../../db/generated/identity/Card.ts';
import { beginAttempt, decideAttempt } from '../actions/attempts.ts';
import { openSession } from '../actions/open-session.ts';
import { tenantsOf } from '../queries.ts';
import { readToken } from '../tokens.ts';
import { MOST_WRONG } from './cards.ts';
import { isSecret, wordsHash } from './codes.ts';

export type CardSignIn = {
  /** From the picture; else the words of the card are typed, and the organisation is chosen where there are several. */
  token?: string | undefined;
  words?: string | undefined;
  tenantId?: string | undefined;
  secret: string;
  /** Where the request came from. */
  address: string;
};

/** `wrong` never says what was wrong; `shut` takes ten wrong secrets with the card in hand, and a member of staff to mend. */
export type CardSignedIn =
  | { outcome: 'signed_in'; cookie: string }
  | { outcome: 'wrong' }
  | { outcome: 'shut' }
  | { outcome: 'wait'; minutes: number };

type Card = {
  id: CardId;
  accountId: AccountId;
  secret_sha256: string | null;
  secret_salt: string;
  isOld: boolean;
  isOnce: boolean;
  wrong: number;
};

type Wanted = { tenantId: TenantId; column: 'token_sha256' | 'words_sha256'; sha256: string };

/**
 * Signs in with a card and its secret. A computer of a school is taken to be one that others use.
 *
 * @example const answer = await signInWithCard(db, { token, secret: '4711', address });
 */
export async function signInWithCard(db: Database, form: CardSignIn): Promise<CardSignedIn> {
  const wanted = await wantedBy(db, form);
  if (!wanted) return { outcome: 'wrong' };
  const { tenantId, sha256 } = wanted;
  return withSignIn(db, tenantId, async (tx) => {
    const begun = await beginAttempt(tx, tenantId, `card ${sha256}`, form.address);
    if ('minutes' in begun) return { outcome: 'wait', minutes: begun.minutes };
    const card = await findCard(tx, wanted);
    const right = card !== undefined && card.wrong < MOST_WRONG && !card.isOld && isSecret(form.secret, card);
    await decideAttempt(tx, tenantId, begun.attemptId, form.address, right);
    if (!right) return keepOut(tx, tenantId, card);
    writeAtCommit(
      tx,
      sql`update identity.card as card set used_at = now(), wrong_in_a_row = 0,
        secret_sha256 = case when ${card.isOnce} then null else secret_sha256 end
      where card.tenant_id = ${tenantId} and card.id = ${card.id}`,
    );
    const { accountId } = card;
    const cookie = openSession(tx, { tenantId, accountId }, { half: false, shared: true, how: 'card' });
    return { outcome: 'signed_in', cookie };
  });
}

async function wantedBy(db: Database, { token, words, tenantId }: CardSignIn): Promise<Wanted | undefined> {
  const read = readToken(token);
  if (read) return { tenantId: read.tenantId, column: 'token_sha256', sha256: read.sha256 };
  if (token !== undefined || words === undefined) return undefined;
  const tenants = await tenantsOf(db);
  const [only] = tenants;
  const chosen =
    tenantId === undefined && tenants.length === 1 ? only : tenants.find(({ id }) => id === tenantId);
  return chosen && { tenantId: chosen.id, column: 'words_sha256', sha256: wordsHash(words) };
}

/** Locked, so that guesses at once are counted one after the other. */
async function findCard(tx: Tx, { tenantId, column, sha256 }: Wanted): Promise<Card | undefined> {
  const [card] = await askPlanned(
    tx,
    sql<Card>`
    select card.id, card.account_id as "accountId", card.secret_sha256, card.secret_salt,
      coalesce(card.secret_until < now(), false) as "isOld", card.secret_until is not null as "isOnce",
      card.wrong_in_a_row as wrong
    from identity.card as card
    join identity.account as account on account.tenant_id = card.tenant_id and account.id = card.account_id
    where card.tenant_id = ${tenantId} and ${sql.ref(`card.${column}`)} = ${sha256} and card.ended_at is null
      and account.closed_at is null
    for update of card`,
  );
  return card;
}

async function keepOut(tx: Tx, tenantId: TenantId, card: Card | undefined): Promise<CardSignedIn> {
  const doer = { tenantId, accountId: null };
  const why = card ? 'wrong secret' : 'no such card';
  await record(tx, doer, { act: 'account.sign_in_failed', subjectId: card?.accountId, why });
  if (!card) return { outcome: 'wrong' };
  await sql`update identity.card as card set wrong_in_a_row = card.wrong_in_a_row + 1
    where card.tenant_id = ${tenantId} and card.id = ${card.id}`.execute(tx);
  if (card.wrong + 1 === MOST_WRONG)
    await record(tx, doer, {
      act: 'card.shut',
      subjectId: card.accountId,
      why: 'too many failures',
      number: MOST_WRONG,
    });
  return { outcome: card.wrong + 1 >= MOST_WRONG ? 'shut' : 'wrong' };
}
