import { sql } from 'kysely';
import { daysBetween, type PlainDate } from '#dates';
import { type Database, newId, type PersonId, type TenantId, type Tx, withSignIn } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { isSecret, newSecret, newToken, readToken } from '#modules/identity';
import { Refused } from '#outcome';

export type ShareId = string & { __brand: 'people.share' };

/** Lawful bases for sharing about a young person (UK GDPR, article 6(1) a, c, d and e). */
export const BASES = ['consent', 'legal_obligation', 'vital_interests', 'public_task'] as const;
/** Chosen beside sections: what they say about health, care, youth justice and family is shared as well. */
export const SENSITIVE_PART = 'sensitive';

export type Basis = (typeof BASES)[number];

/** Wrong codes in a row after which a link is shut until somebody makes another code. */
const MOST_WRONG = 10;
/** A share that lasts longer is a habit: it is looked at again. */
const LONGEST_DAYS = 90;

export type NewShare = {
  recipient: string;
  organisation: string;
  /** Where the organisation is known to be reached: the code goes there, never with the link. */
  contact: string;
  basis: Basis;
  basisNote: string;
  /** Sections of the young person's page, by id. */
  parts: readonly string[];
  /** The last day. */
  until: PlainDate;
};

/** A share as those see it who may share. */
export type Share = Omit<NewShare, 'parts'> & {
  id: ShareId;
  parts: string[];
  author: string;
  sharedAt: string;
  revokedAt: string | null;
  looks: number;
  lastLookedAt: string | null;
  /** Nobody gets in with it any more, or not before there is another code. */
  state: 'open' | 'shut' | 'over' | 'revoked';
};

/** Shares of one young person, the latest first. Takes the reach of the whole organisation. */
export async function sharesOf(
  tx: Tx,
  { tenantId, today }: Pick<Actor, 'tenantId' | 'today'>,
  personId: PersonId,
): Promise<Share[]> {
  const { rows } = await sql<Share>`
    select share.id, share.recipient, share.organisation, share.contact, share.basis, share.basis_note as "basisNote", share.parts,
      share.until, share.author, share.shared_at as "sharedAt", share.revoked_at as "revokedAt", share.looks,
      share.last_looked_at as "lastLookedAt",
      case when share.revoked_at is not null then 'revoked' when share.until < ${today}::date then 'over'
        when share.wrong_in_a_row >= ${MOST_WRONG} then 'shut' else 'open' end as state
    from people.share as share
    where share.tenant_id = ${tenantId} and share.person_id = ${personId}
    order by share.shared_at desc, share.id desc`.execute(tx);
  return rows;
}

/**
 * Shares parts of one young person's page with somebody outside. Whoever calls has opened the record first.
 *
 * Refuses a share without an end within 90 days.
 *
 * @returns the token of the link and the code that goes another way: each is answered once and kept nowhere
 * @example const { token, code } = await sharePerson(tx, actor, personId, { recipient: 'Sam Reid', … });
 */
export async function sharePerson(
  tx: Tx,
  actor: Actor,
  personId: PersonId,
  share: NewShare,
): Promise<{ token: string; code: string }> {
  const { tenantId, today } = actor;
  if (share.until < today || daysBetween(today, share.until) > LONGEST_DAYS)
    throw new Refused(`Something is shared until today at least, and for ${LONGEST_DAYS} days at most.`);
  const { cookie: token, sha256 } = newToken(tenantId);
  const { secret: code, kept } = newSecret('once');
  const id = newId<ShareId>();
  await tx
    .insertInto('people.share')
    .values({
      tenant_id: tenantId,
      id,
      person_id: personId,
      account_id: actor.accountId,
      author: actor.name,
      recipient: share.recipient,
      organisation: share.organisation,
      contact: share.contact,
      basis: share.basis,
      basis_note: share.basisNote,
      parts: [...share.parts],
      until: share.until,
      token_sha256: sha256,
      code_sha256: kept.secret_sha256,
      code_salt: kept.secret_salt,
      code_until: sql<string>`now() + interval '7 days'`,
    })
    .execute();
  await record(tx, actor, {
    act: 'share.made',
    personId,
    subjectId: id,
    why: share.basis,
    number: share.parts.length,
  });
  return { token, code };
}

/** Ends a share at once. @returns whether there was one to end */
export async function revokeShare(tx: Tx, actor: Actor, personId: PersonId, id: ShareId): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('people.share')
    .set({ revoked_at: sql<string>`now()` })
    .where('tenant_id', '=', actor.tenantId)
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await record(tx, actor, { act: 'share.revoked', personId, subjectId: id, why: 'asked for' });
  return true;
}

/** Another code for a share that stands: the one before is no use any more. @returns undefined where there is none */
export async function renewCode(
  tx: Tx,
  actor: Actor,
  personId: PersonId,
  id: ShareId,
): Promise<string | undefined> {
  const { secret, kept } = newSecret('once');
  const { numUpdatedRows } = await tx
    .updateTable('people.share')
    .set({
      code_sha256: kept.secret_sha256,
      code_salt: kept.secret_salt,
      code_until: sql<string>`now() + interval '7 days'`,
      wrong_in_a_row: 0,
    })
    .where('tenant_id', '=', actor.tenantId)
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return undefined;
  await record(tx, actor, { act: 'share.code_made', personId, subjectId: id, why: 'asked for' });
  return secret;
}

/** What a link and its code let somebody see. */
export type Opened = {
  tenantId: TenantId;
  id: ShareId;
  personId: PersonId;
  recipient: string;
  organisation: string;
  parts: string[];
  until: PlainDate;
};

type Found = Opened & { code_sha256: string | null; code_salt: string; isOld: boolean; wrong: number };

/**
 * Opens a share with its link and its code, once. `wrong` holds for a link that never was, one that is over or revoked, and a code
 * that was used: nothing is told apart.
 *
 * @example const answer = await openShare(db, { token, code, today });
 */
export async function openShare(
  db: Database,
  { token, code, today }: { token: string; code: string; today: PlainDate },
): Promise<Opened | 'wrong'> {
  const read = readToken(token);
  if (!read) return 'wrong';
  const { tenantId, sha256 } = read;
  return withSignIn(db, tenantId, async (tx) => {
    const { rows } = await sql<Found>`
      select share.tenant_id as "tenantId", share.id, share.person_id as "personId", share.recipient, share.organisation,
        share.parts, share.until, share.code_sha256, share.code_salt, share.code_until < now() as "isOld",
        share.wrong_in_a_row as wrong
      from people.share as share
      where share.tenant_id = ${tenantId} and share.token_sha256 = ${sha256} and share.revoked_at is null
        and share.until >= ${today}::date for update`.execute(tx);
    const [found] = rows;
    if (!found) return 'wrong';
    const { code_sha256, code_salt, isOld, wrong, ...opened } = found;
    const kept = { secret_sha256: code_sha256, secret_salt: code_salt };
    const right = wrong < MOST_WRONG && !isOld && isSecret(code, kept);
    const { id, personId } = opened;
    await sql`
      update people.share as share set wrong_in_a_row = case when ${right} then 0 else share.wrong_in_a_row + 1 end,
        code_sha256 = case when ${right} then null else share.code_sha256 end,
        looks = share.looks + case when ${right} then 1 else 0 end,
        last_looked_at = case when ${right} then now() else share.last_looked_at end
      where share.tenant_id = ${tenantId} and share.id = ${id}`.execute(tx);
    if (right) return opened;
    const doer = { tenantId, accountId: null };
    await record(tx, doer, { act: 'share.code_wrong', personId, subjectId: id, why: 'wrong code' });
    return 'wrong';
  });
}
