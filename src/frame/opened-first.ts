import { type PersonId, withActor } from '#db';
import { type SeenPerson, seePerson } from '#modules/people';
import { type Ask, notFound, type Reply } from '#web';

/** What is written about accounts and shares of a young person is for the whole organisation, once whoever asks was found to reach them. */
export function wholeOf({ actor }: Ask) {
  return { tenantId: actor.tenantId, reach: 'whole' } as const;
}

/**
 * Opens the young person of the path in the reach of whoever asks, which is kept as a look, before anything is read or written in that of
 * the organisation.
 *
 * @example handle: (ask) => openedFirst(ask, (person) => share(ask, person))
 */
export async function openedFirst(
  { db, actor, params }: Ask,
  handle: (person: SeenPerson) => Promise<Reply>,
): Promise<Reply> {
  const personId = params['personId'] as PersonId; // the path has been checked to hold an id
  const person = await withActor(db, actor, (tx) => seePerson(tx, actor, personId, 'person.seen'));
  return person ? handle(person) : notFound();
}
