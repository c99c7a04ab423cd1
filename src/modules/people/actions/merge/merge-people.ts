import { newId, type PersonId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { oneAtATime } from '#modules/sources';
import { Refused } from '#outcome';
import type { MergePart, MovedRow } from '#web';
import { renameKeys } from '../name-keys.ts';
import { type SeenPerson, seePerson } from '../see-person.ts';
import { settleDuplicates } from '../settle-duplicates.ts';
import { settleFacts } from '../settle-facts.ts';
import { settlePlaces } from '../settle-places.ts';
import { isToldApart } from '../tell-apart.ts';
import { keepStanding, reachAsPeople } from '../words.ts';
import { dropRecord } from './merge-part.ts';

export type MergingId = string & { __brand: 'people.merging' };

export type MergeWish = {
  /** The record that goes. */
  from: PersonId;
  /** The record that stays. */
  into: PersonId;
  reason: string;
};

/**
 * Merges two records of one young person: every row about the one that goes becomes a row about the one that stays, each
 * module's by its own rules, and what moved is kept so that it can be undone exactly.
 *
 * Refuses two records that somebody has told apart, and whatever a module finds that both cannot have: two registers that
 * differ in a session, two values of one measure. Nothing is answered where either is out of reach.
 *
 * @param parts of every module
 * @example await mergePeople(tx, actor, mergeParts, { from, into, reason: 'Two lists, one boy: the school office confirmed' });
 */
export async function mergePeople(
  tx: Tx,
  actor: Actor,
  parts: readonly MergePart[],
  { from, into, reason }: MergeWish,
): Promise<SeenPerson | undefined> {
  const { tenantId } = actor;
  await oneAtATime(tx, tenantId);
  if (from === into) throw new Refused('These are one record already.');
  const person = await seePerson(tx, actor, into, 'person.compared');
  const other = await seePerson(tx, actor, from, 'person.compared');
  if (!person || !other) return undefined;
  if (await isToldApart(tx, tenantId, from, into))
    throw new Refused(
      'Somebody has said that these are two young people. If they are not, take that back first.',
    );
  const pair = { tenantId, from, into };
  await keepStanding(tx, tenantId, [from, into]);
  const moved: MovedRow[] = [];
  for (const part of parts) moved.push(...(await part.mergePerson(tx, pair)));
  moved.push(...(await dropRecord(tx, pair)));
  const id = newId<MergingId>();
  await tx
    .insertInto('people.merging')
    .values({
      tenant_id: tenantId,
      id,
      person_id: into,
      from_id: from,
      moved: JSON.stringify(moved),
      reason,
      account_id: actor.accountId,
      by: actor.name,
    })
    .execute();
  await settleMerged(tx, actor, [into]);
  await record(tx, actor, {
    act: 'person.merged',
    personId: into,
    subjectId: id,
    why: person.why,
    number: moved.length,
  });
  return person;
}

/** Who and where people are, under which names they are found and who may be the same follows from the rows as they are. */
export async function settleMerged(tx: Tx, actor: Actor, people: readonly PersonId[]): Promise<void> {
  await settleFacts(tx, actor.tenantId, people);
  await settlePlaces(tx, actor, people);
  await reachAsPeople(tx, actor.tenantId, people);
  await renameKeys(tx, actor.tenantId, people);
  await settleDuplicates(tx, actor.tenantId, people);
}
