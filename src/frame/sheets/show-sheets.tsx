import { type PersonId, withActor } from '#db';
import { type SeenPerson, seePerson } from '#modules/people';
import { type Ask, chosenIn, listOf, type Module, nobodyChosen, page, type Reply } from '#web';
import { type Sheet, SheetsPage } from './sheets-page.tsx';

/**
 * `GET /people/sheets`: a sheet of paper for each young person who was chosen, with what every module puts on it, for a meeting.
 * Each of them is kept as looked at; those out of reach are left out.
 */
export function showSheets(modules: readonly Module[]): (ask: Ask) => Promise<Reply> {
  const parts = modules
    .flatMap(({ personSections }) => personSections ?? [])
    .filter(({ sheet }) => sheet !== undefined)
    .sort((one, other) => one.order - other.order);
  return async (ask) => {
    const { db, actor, frame } = ask;
    const allowed = parts.filter(({ permission }) => permission === undefined || actor.may.has(permission));
    const sheets = await withActor(db, actor, async (tx) => {
      const found: Sheet[] = [];
      for (const personId of chosenIn(ask.query)) {
        const person = await seePerson(tx, actor, personId, 'person.seen');
        if (!person) continue;
        const subject = subjectOf(ask, personId, person);
        const contents: Sheet['contents'][number][] = [];
        for (const part of allowed) {
          const content = part.sheet?.(await part.load(tx, subject), frame);
          contents.push({ id: part.id, title: frame.say(part.title), content });
        }
        found.push({ person, contents });
      }
      return found;
    });
    if (sheets.length === 0) return nobodyChosen(ask);
    const printed = { by: actor.name, on: actor.today };
    return page(<SheetsPage frame={frame} sheets={sheets} back={listOf(ask)} printed={printed} />);
  };
}

function subjectOf({ actor }: Ask, personId: PersonId, { settingId }: SeenPerson) {
  return { personId, settingId, actor, today: actor.today, query: {} };
}
