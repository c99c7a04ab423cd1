import { withActor } from '#db';
import { csvLine } from '#files';
import { record } from '#modules/audit';
import { type Ask, download, notFound, page, type Reply, type Route, redirect } from '#web';
import { makeNumbersOutside, monthOf } from './actions/make-numbers-outside.ts';
import { inWords, NumbersPage } from './pages/numbers-page.tsx';
import { numbersOutside } from './queries/numbers-outside.ts';

/** The only way in which numbers about young people leave the organisation. */
export const numbersRoutes: readonly Route[] = [
  { method: 'GET', path: '/numbers', permission: 'numbers.give', handle: showNumbers },
  { method: 'POST', path: '/numbers', permission: 'numbers.give', handle: makeNumbers },
  { method: 'GET', path: '/numbers/:month/csv', permission: 'numbers.give', handle: downloadNumbers },
];

function showNumbers({ db, actor, frame }: Ask): Promise<Reply> {
  return withActor(db, actor, async (tx) => {
    const made = await numbersOutside(tx, actor);
    return page(<NumbersPage frame={frame} made={made} month={monthOf(actor.today)} />);
  });
}

async function makeNumbers({ db, actor }: Ask): Promise<Reply> {
  await withActor(db, actor, (tx) => makeNumbersOutside(tx, actor));
  return redirect('/numbers', { key: 'numbers.done' });
}

function downloadNumbers({ db, actor, params, say }: Ask): Promise<Reply> {
  return withActor(db, actor, async (tx) => {
    const made = (await numbersOutside(tx, actor)).find(({ month }) => month.slice(0, 7) === params['month']);
    if (!made) return notFound();
    const month = made.month.slice(0, 7);
    await record(tx, actor, { act: 'numbers.downloaded', why: month });
    const lines = made.tables.flatMap((table) => [
      csvLine([say(`numbers.tables.${table.name}`)]),
      ...inWords(table, say).map((cells) => csvLine(cells)),
      csvLine(['']),
    ]);
    const notes = [say('numbers.left-out'), say('numbers.about-settings', { settings: made.settings })];
    const body = `\uFEFF${[...lines, ...notes.map((note) => csvLine([note]))].join('')}`;
    return download({ name: `numbers-${month}.csv`, type: 'text/csv; charset=utf-8', body });
  });
}
