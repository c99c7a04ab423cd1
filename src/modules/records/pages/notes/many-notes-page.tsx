import { britishDate, type PlainDate } from '#dates';
import { nameOnPage, type SeenPerson } from '#modules/people';
import { BackLink, Button, CheckAnswers, SummaryList } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame, SubmissionField } from '#web';
import { NoteFields } from './note-form.tsx';

type Props = {
  frame: PageFrame;
  /** Those who were chosen and whom the writer may see. */
  people: readonly SeenPerson[];
  /** The list one came from. */
  back: string;
  form: FormState;
};

/** The same note about several young people: whom it is about stands above what is written. */
export function ManyNotesPage({ frame, people, back, form }: Props) {
  const { say } = frame;
  const title = say('notes.many.title', { count: people.length });
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href={back}>{say('people.back-to-list')}</BackLink>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say('notes.many.about')}</p>
      <Names frame={frame} people={people} />
      <form method="post" action="/people/notes" className="wm-note-form">
        <SubmissionField form={form} />
        <input type="hidden" name="back" value={back} />
        {people.map(({ personId }) => (
          <input key={personId} type="hidden" name="chosen" value={personId} />
        ))}
        <NoteFields form={form} say={say} />
        <Button name="do" value="check" preventDoubleClick>
          {say('notes.many.check')}
        </Button>
      </form>
    </Layout>
  );
}

/** The note as it will stand with each of them. Nothing is written yet. */
export function CheckNotesPage({
  frame,
  people,
  back,
  form,
  note,
}: Props & { note: { body: string; onDate: PlainDate } }) {
  const { say } = frame;
  const title = say('notes.many.check-title', { count: people.length });
  const held = ['submission', 'back', 'body', 'on-day', 'on-month', 'on-year'].map(
    (name) => [name, name === 'submission' ? form.submission : form.value(name)] as const,
  );
  return (
    <Layout frame={frame} title={title}>
      <BackLink href={back}>{say('people.back-to-list')}</BackLink>
      <CheckAnswers
        action="/people/notes"
        held={[...held, ...people.map(({ personId }) => ['chosen', personId] as const)]}
        confirm={{ name: 'do', value: 'write', text: say('notes.many.write', { count: people.length }) }}
        change={{ name: 'do', value: 'change', text: say('notes.many.change') }}
      >
        <h1 className="govuk-heading-l">{title}</h1>
        <SummaryList
          rows={[
            { key: say('notes.many.whom'), value: <Names frame={frame} people={people} /> },
            {
              key: say('notes.body'),
              value: (
                <p className="wm-note__body" dir="auto">
                  {note.body}
                </p>
              ),
            },
            { key: say('notes.date'), value: britishDate(note.onDate) },
          ]}
        />
      </CheckAnswers>
    </Layout>
  );
}

function Names({ frame: { say }, people }: Pick<Props, 'frame' | 'people'>) {
  return (
    <ul className="govuk-list wm-names">
      {people.map((person) => (
        <li key={person.personId} className="wm-names__one">
          {nameOnPage(say, person)}
        </li>
      ))}
    </ul>
  );
}
