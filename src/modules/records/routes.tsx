import { type PersonId, withActor } from '#db';
import { seePerson } from '#modules/people';
import { Problems } from '#outcome';
import {
  type Ask,
  type FormState,
  newForm,
  notFound,
  page,
  type Reply,
  type Route,
  redirect,
  submissionOf,
} from '#web';
import { writeNote } from './actions/write-note.ts';
import { manyNotesRoutes } from './many-notes-routes.tsx';
import { newNote } from './pages/notes/note-form.tsx';
import { NotesPage } from './pages/notes/notes-page.tsx';
import { readNote } from './pages/notes/read-note.ts';
import { notesOf } from './queries/notes.ts';

/** Notes about a young person: read them all, write one. */
export const routes: readonly Route[] = [
  ...manyNotesRoutes,
  {
    method: 'GET',
    path: '/people/:personId/notes',
    permission: 'records.see',
    handle: (ask) => showNotes(ask, ask.actor.may.has('note.write') ? newNote(ask.actor.today) : undefined),
  },
  {
    method: 'POST',
    path: '/people/:personId/notes',
    permission: 'note.write',
    async handle(ask) {
      try {
        return await saveNote(ask);
      } catch (error) {
        if (!(error instanceof Problems)) throw error;
        return showNotes(ask, newForm(ask.form, error.problems), 422);
      }
    },
  },
];

async function saveNote(ask: Ask): Promise<Reply> {
  const { db, actor, form } = ask;
  const note = readNote(ask, actor.today);
  const personId = personIn(ask);
  return withActor(db, actor, async (tx) => {
    const person = await seePerson(tx, actor, personId, 'person.seen');
    if (!person) return notFound();
    await writeNote(tx, actor, person, { id: submissionOf(form), ...note });
    return redirect(`/people/${personId}`, { key: 'notes.saved' });
  });
}

async function showNotes(ask: Ask, form: FormState | undefined, status = 200): Promise<Reply> {
  const { db, actor, frame } = ask;
  const personId = personIn(ask);
  return withActor(db, actor, async (tx) => {
    const person = await seePerson(tx, actor, personId, 'person.seen');
    if (!person) return notFound();
    const notes = await notesOf(tx, actor, personId);
    return page(<NotesPage frame={frame} person={person} notes={notes} form={form} />, { status });
  });
}

/** The path has been checked to hold an id; whose it is, the query decides. */
function personIn({ params }: Ask): PersonId {
  return params['personId'] as PersonId;
}
