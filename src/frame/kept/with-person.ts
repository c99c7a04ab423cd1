import { type PersonId, type Tx, withActor } from '#db';
import { type SeenPerson, seePerson } from '#modules/people';
import { type Ask, notFound, type Reply } from '#web';

/** Handles it with the young person of the path; the look is kept, as `act`, in the transaction that reads. */
export function withPerson(
  { db, actor, params }: Ask,
  handle: (tx: Tx, person: SeenPerson) => Promise<Reply>,
  act = 'person.seen',
): Promise<Reply> {
  return withActor(db, actor, async (tx) => {
    const person = await seePerson(tx, actor, params['personId'] as PersonId, act);
    return person ? handle(tx, person) : notFound();
  });
}
