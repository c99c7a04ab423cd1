import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import { type AccountId, idOfPart, type PersonId, type TenantId, type Tx } from '#db';
import { type Actor, whoHasOwn } from '#modules/access';
import { record } from '#modules/audit';
import { Problems, Refused } from '#outcome';

export type NamedAdultId = string & { __brand: 'people.named_adult' };

/** What an adult is named as to one young person. `caseload`: they are on the adult's caseload. */
export const RELATIONS = ['mentor', 'coach', 'caseload'] as const;
export type Relation = (typeof RELATIONS)[number];

/** With tutor groups and classes beside them, still fewer than a request reaches one by one. */
const MOST_NAMED = 300;

/** An adult who was named to a young person, as those see it who may name. */
export type NamedAdult = {
  id: NamedAdultId;
  personId: PersonId;
  accountId: AccountId;
  relation: Relation;
  reason: string;
  author: string;
  namedAt: string;
  endsOn: PlainDate | null;
  /** Whether it has been ended, or its last day is past. */
  isOver: boolean;
  endedAt: string | null;
  endReason: string | null;
};

/** Adults named to some young people: those who are now first, then the latest. Takes the reach of the whole organisation. */
export async function namedAdults(
  tx: Tx,
  { tenantId, today }: Pick<Actor, 'tenantId' | 'today'>,
  personIds: readonly PersonId[],
): Promise<NamedAdult[]> {
  const { rows } = await sql<NamedAdult>`
    select * from (select named.id, named.person_id as "personId", named.account_id as "accountId", named.relation, named.reason, named.author,
        named.named_at as "namedAt", named.ends_on as "endsOn", named.ended_at as "endedAt", named.end_reason as "endReason",
        named.ended_at is not null or coalesce(named.ends_on < ${today}::date, false) as "isOver"
      from people.named_adult as named
      where named.tenant_id = ${tenantId} and named.person_id = any(${[...personIds]}::uuid[])) each
    order by "isOver", "namedAt" desc, id`.execute(tx);
  return rows;
}

export type Naming = {
  /** The id of the form: sent twice it names once. */
  id: string;
  personIds: readonly PersonId[];
  accountId: AccountId;
  relation: Relation;
  /** Why, without anybody's name. */
  reason: string;
  endsOn: PlainDate | null;
};

/**
 * Names an adult to young people, as their mentor or coach, or puts them on the adult's caseload: from now on the adult reaches them by the role
 * they have for their own. Whoever calls has opened each record first. Somebody who is named the same already stays so.
 *
 * Refuses oneself, an adult without a role for their own young people, a last day that is past, and more young people than somebody
 * can know.
 *
 * @returns how many were not named before
 * @example await nameAdult(tx, actor, { id, personIds: [amara], accountId, relation: 'mentor', reason: 'Asked for one', endsOn: null });
 */
export async function nameAdult(tx: Tx, actor: Actor, naming: Naming): Promise<number> {
  const { tenantId, today } = actor;
  const { id, personIds, accountId, relation, reason, endsOn } = naming;
  if (accountId === actor.accountId)
    throw new Problems([{ field: 'adult', message: 'Nobody names themselves. Ask somebody else who may' }]);
  if (!(await whoHasOwn(tx, { tenantId, today })).includes(accountId))
    throw new Refused('This account has no role for young people of its own. An administrator gives one.');
  if (endsOn !== null && endsOn < today)
    throw new Problems([{ field: 'until', message: 'The last day is today or later' }]);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`named ${tenantId} ${accountId}`}, 0))`.execute(
    tx,
  );
  await endPast(tx, actor, accountId);
  const standing = await namedTo(tx, tenantId, accountId);
  const added = personIds.filter((personId) => !standing.has(`${personId} ${relation}`));
  if (standing.size + added.length > MOST_NAMED)
    throw new Problems([
      {
        field: 'adult',
        message: `Nobody is named to more than ${MOST_NAMED} young people. Choose somebody else`,
      },
    ]);
  for (const personId of added) {
    const namedId = idOfPart<NamedAdultId>(id, personId);
    const { numInsertedOrUpdatedRows: written } = await tx
      .insertInto('people.named_adult')
      .values({
        tenant_id: tenantId,
        id: namedId,
        person_id: personId,
        account_id: accountId,
        relation,
        reason,
        named_with: id,
        named_by: actor.accountId,
        author: actor.name,
        ends_on: endsOn,
      })
      // Named by this very form, and ended since: it is not named again by sending the form once more.
      .onConflict((once) => once.columns(['tenant_id', 'id']).doNothing())
      .executeTakeFirstOrThrow();
    if (written)
      await record(tx, actor, { act: 'adult.named', personId, subjectId: accountId, why: relation });
  }
  return added.length;
}

/** One whose last day is past is not in the way of another like it. */
async function endPast(
  tx: Tx,
  { tenantId, accountId: by, today }: Actor,
  accountId: AccountId,
): Promise<void> {
  await sql`
    update people.named_adult as named set ended_at = now(), ended_by = ${by}, end_reason = 'its last day was past'
    where named.tenant_id = ${tenantId} and named.account_id = ${accountId} and named.ended_at is null
      and named.ends_on < ${today}::date`.execute(tx);
}

async function namedTo(tx: Tx, tenantId: TenantId, accountId: AccountId): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('people.named_adult')
    .select(['person_id', 'relation'])
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .execute();
  return new Set(rows.map(({ person_id, relation }) => `${person_id} ${relation}`));
}

/**
 * Ends that an adult is named to a young person: from their next page on they do not reach them by it. What they did stays on record.
 *
 * @returns whether there was one to end
 * @example await endNamedAdult(tx, actor, { personId, id, reason: 'The year is over' });
 */
export async function endNamedAdult(
  tx: Tx,
  actor: Actor,
  { personId, id, reason }: { personId: PersonId; id: NamedAdultId; reason: string },
): Promise<boolean> {
  const [ended] = await tx
    .updateTable('people.named_adult')
    .set({ ended_at: sql<string>`now()`, ended_by: actor.accountId, end_reason: reason })
    .where('tenant_id', '=', actor.tenantId)
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning(['account_id', 'relation'])
    .execute();
  if (!ended) return false;
  await record(tx, actor, { act: 'adult.ended', personId, subjectId: ended.account_id, why: ended.relation });
  return true;
}
