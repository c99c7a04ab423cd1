import type { ReactNode } from 'react';
import type { PersonId, Tx } from '#db';
import { type SeenPerson, seePerson } from '#modules/people';
import type { Actor, Module, PageFrame, PersonSection } from '#web';

/** What a young person's page says in short, with whom it is about. */
export type SheetOf = {
  person: SeenPerson;
  contents: readonly { id: string; title: string; content: ReactNode }[];
};

/** The sections of a young person's page that can be said in short, in order. */
export function sheetParts(modules: readonly Module[]): PersonSection[] {
  return modules
    .flatMap(({ personSections = [] }) => personSections)
    .filter(({ sheet }) => sheet !== undefined)
    .sort((one, other) => one.order - other.order);
}

/**
 * Reads in short about one young person, as far as the actor may; the look is kept as `act`. Nobody is the answer for somebody out of
 * reach.
 *
 * @example const sheet = await sheetOf(tx, actor, personId, { parts: sheetParts(modules), frame, act: 'person.seen' });
 */
export async function sheetOf(
  tx: Tx,
  actor: Actor,
  personId: PersonId,
  { parts, frame, act }: { parts: readonly PersonSection[]; frame: PageFrame; act: string },
): Promise<SheetOf | undefined> {
  const person = await seePerson(tx, actor, personId, act);
  if (!person) return undefined;
  const subject = { personId, settingId: person.settingId, actor, today: actor.today, query: {} };
  const contents: SheetOf['contents'][number][] = [];
  for (const part of parts) {
    if (part.permission !== undefined && !actor.may.has(part.permission)) continue;
    const content = part.sheet?.(await part.load(tx, subject), frame);
    contents.push({ id: part.id, title: frame.say(part.title), content });
  }
  return { person, contents };
}

/**
 * An actor for whom one young person is all there is, to read in short: for whoever something is shared with, and for an emergency.
 *
 * @param why as it is kept with the look
 * @param isWhole also what is known about health, care, youth justice and family
 */
export function onlyReading(
  who: Pick<Actor, 'tenantId' | 'accountId' | 'name' | 'today'>,
  personId: PersonId,
  { why, isWhole }: { why: string; isWhole: boolean },
): Actor {
  const { tenantId, accountId, name, today } = who;
  return {
    tenantId,
    accountId,
    name,
    today,
    roles: [],
    may: new Set(['people.see', 'records.see']),
    mayAt: () => false,
    mayOwn: () => false,
    reach: { settings: [], people: [personId] },
    restricted: [],
    sensitive: isWhole ? 'all' : [],
    why: () => why,
  };
}
