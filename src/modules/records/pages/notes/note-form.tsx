import type { PlainDate } from '#dates';
import type { PersonId } from '#db';
import { Button, Checkboxes, DateInput, Textarea } from '#ui';
import { type FormState, newForm, type Say, SubmissionField } from '#web';

/** A form for a note of today. */
export function newNote(today: PlainDate): FormState {
  const [year = '', month = '', day = ''] = today.split('-');
  return newForm({ 'on-day': String(Number(day)), 'on-month': String(Number(month)), 'on-year': year });
}

/** A note about one young person. */
export function NoteForm({ personId, form, say }: { personId: PersonId; form: FormState; say: Say }) {
  return (
    <form method="post" action={`/people/${personId}/notes`} className="wm-note-form">
      <SubmissionField form={form} />
      <NoteFields form={form} say={say} />
      <Checkboxes
        name="restricted"
        className="govuk-checkboxes--small"
        items={[{ value: 'yes', text: say('notes.restricted.choose'), hint: say('notes.restricted.hint') }]}
        values={form.values('restricted')}
      />
      <Button preventDoubleClick>{say('notes.save')}</Button>
    </form>
  );
}

/** What was said or done, and when. */
export function NoteFields({ form, say }: { form: FormState; say: Say }) {
  return (
    <>
      <Textarea
        name="body"
        label={say('notes.body')}
        labelClassName="govuk-label--s"
        hint={say('notes.body-hint')}
        rows={4}
        value={form.value('body')}
        errorMessage={form.problem('body')}
      />
      <DateInput
        id="on"
        namePrefix="on"
        legend={say('notes.date')}
        legendClassName="govuk-fieldset__legend--s"
        values={{ day: form.value('on-day'), month: form.value('on-month'), year: form.value('on-year') }}
        errorMessage={form.problem('on-day')}
      />
    </>
  );
}
