import type { SeenPerson } from '#modules/people';
import { nameOnPage, Whom } from '#modules/people';
import { BackLink } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame } from '#web';
import type { WrittenNote } from '../../queries/notes.ts';
import { NoteForm } from './note-form.tsx';
import { NoteList } from './note-list.tsx';

type Props = {
  frame: PageFrame;
  person: SeenPerson;
  notes: readonly WrittenNote[];
  form: FormState | undefined;
};

/** Every note about one young person, and the form again when it was not accepted. */
export function NotesPage({ frame, person, notes, form }: Props) {
  const { say } = frame;
  const name = nameOnPage(say, person);
  const title = say('notes.about', { name });
  return (
    <Layout frame={frame} title={title} problems={Boolean(form?.problems.length)}>
      <BackLink href={`/people/${person.personId}`}>{say('notes.back', { name })}</BackLink>
      {form && <FormProblems form={form} />}
      <h1 className="govuk-heading-l">{title}</h1>
      <Whom frame={frame} person={person} size="form" />
      {form && <NoteForm personId={person.personId} form={form} say={say} />}
      {notes.length === 0 ? (
        <p className="govuk-body">{say('notes.none')}</p>
      ) : (
        <NoteList notes={notes} say={say} />
      )}
    </Layout>
  );
}
