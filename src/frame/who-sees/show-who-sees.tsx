import { type PersonId, withActor } from '#db';
import { actsAbout, countActsAbout } from '#modules/audit';
import { accountNames } from '#modules/identity';
import { openFirst, type SeenPerson } from '#modules/people';
import { type Ask, type Module, notFound, page, type Reply, redirect } from '#web';
import { everybodyWhoSees } from './everybody-who-sees.ts';
import { LooksPage } from './looks-page.tsx';
import { WhoSeesPage } from './who-sees-page.tsx';

/** Lines of a page of looks: a term of one young person. */
const PER_PAGE = 50;

/** `GET /people/:personId/who-sees`: everybody who may see a young person, and why; asked by somebody who may, and kept as a look. */
export function showWhoSees(modules: readonly Module[]): (ask: Ask) => Promise<Reply> {
  const sources = modules.flatMap(({ reach = [] }) => reach);
  return async (ask) => {
    const person = await openFirst(ask, personIn(ask), 'GET /people/:personId/who-sees', () => true);
    if (!person) return notFound();
    const adults = await everybodyWhoSees(ask, person, sources, ask.say);
    return page(
      <WhoSeesPage
        frame={ask.frame}
        person={person}
        adults={adults}
        maySeeLooks={maySeeLooks(ask, person)}
      />,
    );
  };
}

/** `GET /people/:personId/looks`: who looked at a young person's record or changed it, when and why. Looking here is a look as well. */
export async function showLooks(ask: Ask): Promise<Reply> {
  const { db, actor, frame, query } = ask;
  const person = await openFirst(ask, personIn(ask), 'GET /people/:personId/looks', (opened) =>
    maySeeLooks(ask, opened),
  );
  if (!person) return notFound();
  const whose = { tenantId: actor.tenantId, personId: person.personId };
  const number = pageIn(query);
  return withActor(db, { tenantId: actor.tenantId, reach: 'whole' }, async (tx) => {
    const pages = Math.max(1, Math.ceil((await countActsAbout(tx, whose)) / PER_PAGE));
    if (number > pages) return redirect(`/people/${person.personId}/looks?page=${pages}`);
    const acts = await actsAbout(tx, whose, { limit: PER_PAGE, offset: (number - 1) * PER_PAGE });
    const names = await accountNames(
      tx,
      actor.tenantId,
      acts.map(({ accountId }) => accountId),
    );
    return page(
      <LooksPage frame={frame} person={person} acts={acts} names={names} at={{ page: number, pages }} />,
    );
  });
}

/** By one role that both reaches them and allows it: a headteacher who advises another school does not oversee that one. */
function maySeeLooks({ actor }: Ask, { settingIds }: SeenPerson): boolean {
  return [...settingIds, null].some((at) => actor.mayAt('looks.see', at));
}

/** The path has been checked to hold an id. */
function personIn({ params }: Ask): PersonId {
  return params['personId'] as PersonId;
}

function pageIn(query: Ask['query']): number {
  const asked = Number([query['page'] ?? ''].flat()[0]);
  return Number.isInteger(asked) && asked > 0 && asked < 100_000 ? asked : 1;
}
