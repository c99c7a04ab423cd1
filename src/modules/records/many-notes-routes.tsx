import { idOfPart, type PersonId, withActor } from '#db';
import { type SeenPerson, seePerson } from '#modules/people';
import { Problems } from '#outcome';
import {
  type Ask,
  chosenIn,
  type FormState,
  listOf,
  newForm,
  nobodyChosen,
  page,
  type Reply,
  type Route,
  redirect,
  submissionOf,
} from '#web';
import { writeNote } from './actions/write-note.ts';
import { CheckNotesPage, ManyNotesPage } from './pages/notes/many-notes-page.tsx';
import { newNote } from './pages/notes/note-form.tsx';
import { readNote } from './pages/notes/read-note.ts';

/** The same note about those who were chosen in the list: written, read once more, and then kept with each of them. */
export const manyNotesRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/people/notes',
    permission: 'note.write',
    handle: (ask) => showForm(ask, chosenIn(ask.query), newNote(ask.actor.today)),
  },
  {
    method: 'POST',
    path: '/people/notes',
    permission: 'note.write',
    async handle(ask) {
      const chosen = chosenIn(ask.form);
      if (ask.form['do'] === 'change') return showForm(ask, chosen, newForm(ask.form));
      try {
        const note = readNote(ask, ask.actor.today);
        return ask.form['do'] === 'write'
          ? await keep(ask, chosen, note)
          : await showCheck(ask, chosen, note);
      } catch (error) {
        if (!(error instanceof Problems)) throw error;
        return showForm(ask, chosen, newForm(ask.form, error.problems), 422);
      }
    },
  },
];

type Note = ReturnType<typeof readNote>;

async function showForm(
  ask: Ask,
  chosen: readonly PersonId[],
  form: FormState,
  status = 200,
): Promise<Reply> {
  const people = await seeChosen(ask, chosen);
  const back = listOf(ask);
  if (people.length === 0) return nobodyChosen(ask);
  return page(<ManyNotesPage frame={ask.frame} people={people} back={back} form={form} />, { status });
}

async function showCheck(ask: Ask, chosen: readonly PersonId[], note: Note): Promise<Reply> {
  const people = await seeChosen(ask, chosen);
  const back = listOf(ask);
  if (people.length === 0) return nobodyChosen(ask);
  const props = { frame: ask.frame, people, back, form: newForm(ask.form), note };
  return page(<CheckNotesPage {...props} />);
}

/** All of them in one transaction: a note stands with each, or with none. */
async function keep(ask: Ask, chosen: readonly PersonId[], note: Note): Promise<Reply> {
  const { db, actor, form } = ask;
  const submission = submissionOf(form);
  const count = await withActor(db, actor, async (tx) => {
    let written = 0;
    for (const personId of chosen) {
      const person = await seePerson(tx, actor, personId, 'person.seen');
      if (!person) continue;
      await writeNote(tx, actor, person, { id: idOfPart(submission, personId), ...note });
      written += 1;
    }
    return written;
  });
  if (count === 0) return nobodyChosen(ask);
  return redirect(listOf(ask), { key: 'notes.many.saved', values: { count } });
}

/** Those whom the actor may see, in the order in which they were chosen. Each look is kept. */
function seeChosen({ db, actor }: Ask, chosen: readonly PersonId[]): Promise<SeenPerson[]> {
  return withActor(db, actor, async (tx) => {
    const people: SeenPerson[] = [];
    for (const personId of chosen) {
      const person = await seePerson(tx, actor, personId, 'person.seen');
      if (person) people.push(person);
    }
    return people;
  });
}
