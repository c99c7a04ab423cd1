import { Fragment, type ReactNode } from 'react';
import { type PersonId, withActor } from '#db';
import { seePerson } from '#modules/people';
import { type Ask, type Module, notFound, page, type Reply, redirect, type Say } from '#web';
import { everybodyWhoSees, type Seer } from '../who-sees/everybody-who-sees.ts';
import { MinePage, NobodysPage } from './mine-page.tsx';

/** `GET /mine`: whoever has an account of their own is led to the one page that it is for. */
export async function showOwn({ actor, frame }: Ask): Promise<Reply> {
  const [personId] = actor.reach === 'whole' ? [] : actor.reach.people;
  return personId === undefined ? page(<NobodysPage frame={frame} />) : redirect(`/mine/${personId}`);
}

/** `GET /mine/:personId`: who can see what is kept, and why, in plain words; and what one can do about it. */
export function showMine(modules: readonly Module[]): (ask: Ask) => Promise<Reply> {
  const sources = modules.flatMap(({ reach = [] }) => reach);
  const parts = modules.flatMap(({ own = [] }) => own).sort((one, other) => one.order - other.order);
  return async (ask) => {
    const { db, actor, frame, params } = ask;
    const personId = params['personId'] as PersonId; // the path has been checked to hold an id
    const isSelf = actor.roles.includes('young_person');
    const found = await withActor(db, actor, async (tx) => {
      const person = await seePerson(tx, actor, personId, 'own.seen');
      if (!person) return undefined;
      const contents: ReactNode[] = [];
      for (const part of parts) {
        const loaded = await part.load(tx, {
          actor,
          personId,
          respondent: isSelf ? 'young_person' : 'family',
        });
        contents.push(part.render(loaded, { frame, personId }));
      }
      return { person, contents };
    });
    if (!found) return notFound();
    const { person, contents } = found;
    const all = await everybodyWhoSees(ask, person, sources, inPlainWords(frame.say));
    const adults = all.filter(({ id, isTold }) => isTold && id !== actor.accountId);
    return page(
      <MinePage frame={frame} person={person} adults={byReason(adults)} isSelf={isSelf}>
        {contents.map((content, at) => (
          <Fragment key={at}>{content}</Fragment>
        ))}
      </MinePage>,
    );
  };
}

/** The reasons for which somebody may look, as they are said to whom it is about. */
function inPlainWords(say: Say): Say {
  const why = 'roles.why.';
  return (key, values) =>
    key.startsWith(why) ? say(`young.why.${key.slice(why.length)}`, values) : say(key, values);
}

function byReason(adults: readonly Seer[]): [why: string, who: Seer[]][] {
  return [...Map.groupBy(adults, ({ why }) => why)];
}
