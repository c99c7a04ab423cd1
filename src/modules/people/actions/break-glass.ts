import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import { type AccountId, newId, type PersonId, type SettingId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Refused } from '#outcome';
import { nameKey } from '../rules/names.ts';

export type BreakGlassId = string & { __brand: 'people.break_glass' };

/** As long as an emergency needs to find whoever is responsible. */
const LASTS = '1 hour';

/** A look in an emergency, with what came of it when somebody else looked at it afterwards. */
export type BrokenGlass = {
  id: BreakGlassId;
  personId: PersonId;
  settingIds: SettingId[];
  accountId: AccountId;
  author: string;
  reason: string;
  brokenAt: string;
  /** Whether the hour is not over. */
  isOpen: boolean;
  justified: boolean | null;
  review: string | null;
  reviewer: string | null;
  reviewedAt: string | null;
  given_name: string | null;
  family_name: string | null;
  known_as: string | null;
  source: string;
  source_key: string;
};

/** Who is meant: a UPN, or a family name and a date of birth that only one young person has together. */
export type Meant = { upn: string } | { familyName: string; bornOn: PlainDate };

/**
 * The one young person who is meant, wherever they are. Nobody is the answer as well where several are meant: nobody goes through the
 * names of a county this way. Takes the reach of the whole organisation.
 */
export async function whoIsMeant(
  tx: Tx,
  { tenantId }: Actor,
  meant: Meant,
): Promise<{ personId: PersonId; settingIds: SettingId[] } | undefined> {
  const such =
    'upn' in meant
      ? sql`person.upn = ${meant.upn.trim().toUpperCase()}`
      : sql`person.date_of_birth = ${meant.bornOn}::date and person.id in (select named.person_id from people.name_key as named
          where named.tenant_id = ${tenantId} and named.key = ${nameKey(meant.familyName)})`;
  const { rows } = await sql<{ personId: PersonId; settingIds: SettingId[] }>`
    select person.id as "personId", person.setting_ids as "settingIds" from people.person as person
    where person.tenant_id = ${tenantId} and ${such} limit 2`.execute(tx);
  return rows.length === 1 ? rows[0] : undefined;
}

/**
 * Lets somebody look at a young person out of reach for an hour. Whoever oversees looks where the young person is sees at once that it
 * happened, and reviews it.
 *
 * @example const id = await breakGlass(tx, actor, meant, 'Found in the town centre, unwell, and says nothing but a name');
 */
export async function breakGlass(
  tx: Tx,
  actor: Actor,
  { personId, settingIds }: { personId: PersonId; settingIds: readonly SettingId[] },
  reason: string,
): Promise<BreakGlassId> {
  const { tenantId, accountId, name: author } = actor;
  if (accountId === null) throw new Refused('An emergency is for somebody who has signed in.');
  const id = newId<BreakGlassId>();
  await tx
    .insertInto('people.break_glass')
    .values({
      tenant_id: tenantId,
      id,
      person_id: personId,
      setting_ids: [...settingIds],
      account_id: accountId,
      author,
      reason,
      until: sql<string>`now() + ${LASTS}::interval`,
    })
    .execute();
  await record(tx, actor, { act: 'glass.broken', personId, subjectId: id, why: 'emergency' });
  return id;
}

const columns = sql`broken.id, broken.person_id as "personId", broken.setting_ids as "settingIds",
  broken.account_id as "accountId", broken.author, broken.reason, broken.broken_at as "brokenAt", broken.until > now() as "isOpen",
  broken.justified, broken.review, broken.reviewer, broken.reviewed_at as "reviewedAt", person.given_name, person.family_name,
  person.known_as, person.source, person.source_key`;

/** Looks in emergencies of the last year, those without a review first. Row security keeps them to whoever reaches where it was. */
export async function brokenGlass(
  tx: Tx,
  { tenantId }: Pick<Actor, 'tenantId'>,
  only: BreakGlassId | null = null,
): Promise<BrokenGlass[]> {
  const { rows } = await sql<BrokenGlass>`
    select ${columns} from people.break_glass as broken
    join people.person as person on person.tenant_id = broken.tenant_id and person.id = broken.person_id
    where broken.tenant_id = ${tenantId} and (${only}::uuid is null or broken.id = ${only}::uuid)
      and broken.broken_at > now() - interval '1 year'
    order by broken.reviewed_at is not null, broken.broken_at desc, broken.id`.execute(tx);
  return rows;
}

/**
 * Says whether a look in an emergency was justified, and why. Once said it stands.
 *
 * Refuses whoever looked: somebody else reviews it.
 */
export async function reviewGlass(
  tx: Tx,
  actor: Actor,
  { id, personId, accountId }: Pick<BrokenGlass, 'id' | 'personId' | 'accountId'>,
  { justified, review }: { justified: boolean; review: string },
): Promise<boolean> {
  if (actor.accountId === accountId)
    throw new Refused('You looked yourself. Somebody else has to review it.');
  const { numUpdatedRows } = await tx
    .updateTable('people.break_glass')
    .set({
      justified,
      review,
      reviewed_by: actor.accountId,
      reviewer: actor.name,
      reviewed_at: sql<string>`now()`,
    })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where('reviewed_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  const why = justified ? 'justified' : 'not justified';
  await record(tx, actor, { act: 'glass.reviewed', personId, subjectId: id, why });
  return true;
}
