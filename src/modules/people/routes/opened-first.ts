import { type PersonId, withActor } from '#db';
import { mayWith } from '#modules/access';
import { record } from '#modules/audit';
import { type Ask, notFound, type Permission, type Reply } from '#web';
import { type SeenPerson, seePerson } from '../actions/see-person.ts';

/** What is written about accounts and shares of a young person is for the whole organisation, once whoever asks was found to reach them. */
export function wholeOf({ actor }: Ask) {
  return { tenantId: actor.tenantId, reach: 'whole' } as const;
}

/**
 * Opens a young person in the reach of whoever asks, which is kept as a look, before anything is read or written in that of the
 * organisation. What is not allowed was no look: it is taken back, and kept as refused.
 *
 * @param what as it is kept when it is refused, such as `GET /people/:personId/looks`
 */
export async function openFirst(
  { db, actor }: Ask,
  personId: PersonId,
  what: string,
  isAllowed: (person: SeenPerson) => boolean,
): Promise<SeenPerson | undefined> {
  try {
    return await withActor(db, actor, async (tx) => {
      const person = await seePerson(tx, actor, personId, 'person.seen');
      if (person && !isAllowed(person)) throw new NotShown();
      return person;
    });
  } catch (error) {
    if (!(error instanceof NotShown)) throw error;
    await withActor(db, actor, (tx) => record(tx, actor, { act: 'access.refused', personId, why: what }));
    return undefined;
  }
}

class NotShown extends Error {}

/**
 * Those of some young people who were chosen in a list with whom one single role allows something; each is a look of its own.
 *
 * @example const people = await openChosen(ask, chosenIn(ask.query), 'card.give', '/people/cards');
 */
export async function openChosen(
  ask: Ask,
  personIds: readonly PersonId[],
  permission: Permission,
  what: string,
): Promise<SeenPerson[]> {
  const people: SeenPerson[] = [];
  for (const personId of personIds) {
    const person = await openFirst(ask, personId, what, (opened) => mayWith(ask.actor, permission, opened));
    if (person) people.push(person);
  }
  return people;
}

/**
 * Handles it with the young person of the path, where one single role both reaches them and allows it.
 *
 * @example handle: (ask) => openedFirst(ask, 'share.give', (person) => share(ask, person))
 */
export async function openedFirst(
  ask: Ask,
  permission: Permission,
  handle: (person: SeenPerson) => Promise<Reply>,
): Promise<Reply> {
  const personId = ask.params['personId'] as PersonId; // the path has been checked to hold an id
  const person = await openFirst(ask, personId, permission, (seen) => mayWith(ask.actor, permission, seen));
  return person ? handle(person) : notFound();
}
