import { sql } from 'kysely';
import { newId, type PersonId, type TenantId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { seePerson } from './see-person.ts';
import { settleDuplicates } from './settle-duplicates.ts';

export type ApartWish = { one: PersonId; other: PersonId; areTwo: boolean; reason: string };

/**
 * Says that two records are of two young people, and remembers it; or takes that back. Answers false where either is out of
 * reach.
 *
 * @example await tellApart(tx, actor, { one, other, areTwo: true, reason: 'Twins' });
 */
export async function tellApart(
  tx: Tx,
  actor: Actor,
  { one, other, areTwo, reason }: ApartWish,
): Promise<boolean> {
  const person = await seePerson(tx, actor, one, 'person.compared');
  if (!person || !(await seePerson(tx, actor, other, 'person.compared'))) return false;
  const { tenantId } = actor;
  await tx
    .insertInto('people.told_apart')
    .values({
      tenant_id: tenantId,
      id: newId<never>(),
      person_id: one,
      other_id: other,
      are_two: areTwo,
      reason,
      account_id: actor.accountId,
      by: actor.name,
    })
    .execute();
  await settleDuplicates(tx, tenantId, [one]);
  const act = areTwo ? 'person.told_apart' : 'person.told_apart_taken_back';
  await record(tx, actor, { act, personId: one, subjectId: other, why: person.why });
  return true;
}

/** Whether somebody has said that two records are of two people, and nobody has taken that back. */
export async function isToldApart(
  tx: Tx,
  tenantId: TenantId,
  one: PersonId,
  other: PersonId,
): Promise<boolean> {
  const { rows } = await sql<{ are_two: boolean }>`
    select are_two from people.told_apart
    where tenant_id = ${tenantId} and person_id in (${one}, ${other}) and other_id in (${one}, ${other})
    order by id desc limit 1`.execute(tx);
  return rows[0]?.are_two ?? false;
}
