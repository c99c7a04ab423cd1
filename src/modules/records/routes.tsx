import { type PersonId, withActor } from '#db';
import { seePerson } from '#modules/people';
import { type Ask, type FormState, notFound, page, redirect, type Reply, type Route, submissionOf, withForm } from '#web';
import { writeNote } from './actions/write-note.ts';
import { newNote } from './pages/notes/note-form.tsx';
import { noteSchema } from './pages/notes/note-schema.ts';
import { NotesPage } from './pages/notes/notes-page.tsx';
import { notesOf } from './queries/notes.ts';

/** Notes about a young person: read them all, write one. */
export const routes: readonly Route[] = [
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
      const { db, actor, form } = ask;
      const personId = personIn(ask);
      let problem: FormState | undefined;
      const answer = await withForm(
        ask,
        noteSchema(actor.today),
        (again) => {
          problem = again;
          return <></>;
        },
        async ({ body, onDate }) => {
          const written = await withActor(db, actor, async (tx) => {
            const person = await seePerson(tx, actor, personId, 'person.seen');
            if (!person) return false;
            await writeNote(tx, actor, person, { id: submissionOf(form), onDate, body });
            return true;
          });
          return written ? redirect(`/people/${personId}#notes`, { key: 'notes.saved' }) : notFound();
        },
      );
      return problem ? showNotes(ask, problem, 422) : answer;
    },
  },
];

async function showNotes({ db, actor, frame, ...ask }: Ask, form: FormState | undefined, status = 200): Promise<Reply> {
  const personId = personIn(ask);
  return withActor(db, actor, async (tx) => {
    const person = await seePerson(tx, actor, personId, 'person.seen');
    if (!person) return notFound();
    const notes = await notesOf(tx, { tenantId: actor.tenantId, personId });
    return page(<NotesPage frame={frame} person={person} notes={notes} form={form} />, { status });
  });
}

/** The path has been checked to hold an id; whose it is, the query decides. */
function personIn({ params }: Pick<Ask, 'params'>): PersonId {
  return params['personId'] as PersonId;
}
