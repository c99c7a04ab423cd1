import { withActor } from '#db';
import { record } from '#modules/audit';
import { type Ask, type FindPart, page, type Reply } from '#web';
import { FindPage, type FoundPart } from './find-page.tsx';

/** Of each sort so many: a name that many have is looked up in the list. */
const MOST = 10;
const LONGEST = 200;

/** `GET /find`: what every module finds under some words, of what the actor reaches. That one looked is kept. */
export function showFind(parts: readonly FindPart[]): (ask: Ask) => Promise<Reply> {
  const inOrder = parts.toSorted((one, other) => one.order - other.order);
  return ({ db, actor, frame, query }) => {
    const text = String([query.q ?? ''].flat()[0])
      .trim()
      .slice(0, LONGEST);
    return withActor(db, actor, async (tx) => {
      const found: FoundPart[] = [];
      for (const part of inOrder.filter(({ permission }) => actor.may.has(permission)))
        if (text !== '') found.push({ part, found: await part.find(tx, { actor, text, most: MOST }) });
      const looked = found.flatMap((each) => each.found.rows.flatMap(({ personId }) => personId ?? []));
      if (looked.length > 0)
        await record(tx, actor, { act: 'people.found', why: actor.roles.join(', '), number: looked.length });
      return page(
        <FindPage
          frame={{ ...frame, search: text }}
          text={text}
          found={found}
          mayBreakGlass={actor.may.has('glass.break')}
        />,
      );
    });
  };
}
