import { withActor } from '#db';
import { type Ask, chosenIn, listOf, type Module, nobodyChosen, page, type Reply } from '#web';
import { type SheetOf, sheetOf, sheetParts } from '../sheet-of.ts';
import { SheetsPage } from './sheets-page.tsx';

/**
 * `GET /people/sheets`: a sheet of paper for each young person who was chosen, with what every module puts on it, for a meeting.
 * Each of them is kept as looked at; those out of reach are left out.
 */
export function showSheets(modules: readonly Module[]): (ask: Ask) => Promise<Reply> {
  const parts = sheetParts(modules);
  return async (ask) => {
    const { db, actor, frame } = ask;
    const sheets = await withActor(db, actor, async (tx) => {
      const found: SheetOf[] = [];
      for (const personId of chosenIn(ask.query)) {
        const sheet = await sheetOf(tx, actor, personId, { parts, frame, act: 'person.seen' });
        if (sheet) found.push(sheet);
      }
      return found;
    });
    if (sheets.length === 0) return nobodyChosen(ask);
    const printed = { by: actor.name, on: actor.today };
    return page(<SheetsPage frame={frame} sheets={sheets} back={listOf(ask)} printed={printed} />);
  };
}
