import type { PersonId } from '#db';
import { Details } from '#ui';
import type { FormState, PersonSection } from '#web';
import { notesOf, type WrittenNote } from '../../queries/notes.ts';
import { NoteForm, newNote } from './note-form.tsx';
import { NoteList } from './note-list.tsx';

const SHOWN = 10;
const ON_PAPER = 3;

type Notes = {
  personId: PersonId;
  notes: readonly WrittenNote[];
  more: boolean;
  form: FormState | undefined;
};

/** The latest notes, and a way to write one. */
export const notesSection: PersonSection<Notes> = {
  id: 'notes',
  order: 20,
  title: 'notes.title',
  permission: 'records.see',
  async load(tx, { personId, actor, today }) {
    const notes = await notesOf(tx, actor, personId, SHOWN + 1);
    const form = actor.may.has('note.write') ? newNote(today) : undefined;
    return { personId, notes: notes.slice(0, SHOWN), more: notes.length > SHOWN, form };
  },
  render: ({ personId, notes, more, form }, { say }) => (
    <>
      {notes.length === 0 ? (
        <p className="govuk-body">{say('notes.none')}</p>
      ) : (
        <NoteList notes={notes} say={say} />
      )}
      {more && (
        <p className="govuk-body wm-alone">
          <a className="govuk-link" href={`/people/${personId}/notes`}>
            {say('notes.all')}
          </a>
        </p>
      )}
      {form && (
        <Details summary={say('notes.add')} id="add-note">
          <NoteForm personId={personId} form={form} say={say} />
        </Details>
      )}
    </>
  ),
  sheet({ notes }, { say }) {
    // A sheet lies on a table.
    const open = notes.filter(({ isRestricted }) => !isRestricted);
    if (open.length === 0) return <p className="govuk-body">{say('notes.none')}</p>;
    return <NoteList notes={open.slice(0, ON_PAPER)} say={say} />;
  },
};
