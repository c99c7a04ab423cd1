import { withActor } from '#db';
import { record } from '#modules/audit';
import { rollChoices } from '#modules/people';
import { countPeople, linesOf, listPeople, ruleSetInUse } from '#modules/risk';
import { type Ask, type ChosenAction, page, type Reply, redirect } from '#web';
import { isNarrowed, listAddress, PER_PAGE, readListQuery } from './list-ask.ts';
import { PeoplePage } from './people-page.tsx';

/** `GET /people`: a page of those whom the actor reaches, kept as one look with the number shown. */
export function showPeople(chosen: readonly ChosenAction[]): (ask: Ask) => Promise<Reply> {
  const inOrder = chosen.toSorted((one, other) => one.order - other.order);
  return (ask) => showList(ask, inOrder);
}

async function showList({ db, actor, frame, query }: Ask, chosen: readonly ChosenAction[]): Promise<Reply> {
  const asked = readListQuery(query);
  const { filter, order } = asked;
  const actions = chosen
    .filter(({ permission }) => actor.may.has(permission))
    .map(({ href, label }) => ({ href, text: frame.say(label) }));
  return withActor(db, actor, async (tx) => {
    const inUse = await ruleSetInUse(tx, actor.tenantId);
    const ruleSetId = inUse?.id;
    const lines = inUse && (await linesOf(tx, actor, inUse));
    const found = { ruleSetId, lines, today: actor.today, filter };
    const total = await countPeople(tx, actor, found);
    const pages = Math.max(1, Math.ceil(total / PER_PAGE));
    if (asked.page > pages) return redirect(listAddress('/people', { ...asked, page: pages }));
    const offset = (asked.page - 1) * PER_PAGE;
    const people = await listPeople(tx, actor, { ...found, order, offset, limit: PER_PAGE });
    const choices = await rollChoices(tx, actor);
    await record(tx, actor, { act: 'people.listed', why: actor.roles.join(', '), number: people.length });
    return page(
      <PeoplePage
        frame={frame}
        list={{ asked, people, total, pages, anybody: total > 0 || isNarrowed(filter) }}
        choices={choices}
        ruleSet={inUse?.ruleSet}
        lines={lines}
        actions={actions}
        mayDownload={actor.may.has('people.download')}
        mayImport={actor.may.has('import.run')}
        printed={{ by: actor.name, on: actor.today }}
      />,
    );
  });
}
