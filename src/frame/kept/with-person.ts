import { type PersonId, type Tx, type Who, withActor } from '#db';
import { type SeenPerson, seePerson } from '#modules/people';
import { type Actor, type Ask, notFound, type Reply } from '#web';

/** What is kept is all of it, also what whoever gives it out or erases it could not read on the page. */
export const allOf = (actor: Actor): Actor & Who => ({
  ...actor,
  restricted: 'all',
  sensitive: 'all',
  confidential: 'all',
});

/** Handles it with the young person of the path; the look is kept, as `act`, in the transaction that reads. */
export function withPerson(
  { db, actor, params }: Ask,
  handle: (tx: Tx, person: SeenPerson) => Promise<Reply>,
  act = 'person.seen',
): Promise<Reply> {
  return withActor(db, allOf(actor), async (tx) => {
    const person = await seePerson(tx, actor, params['personId'] as PersonId, act);
    return person ? handle(tx, person) : notFound();
  });
}
