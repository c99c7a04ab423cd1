import { Textarea } from '#ui';
import type { FormState, PageFrame } from '#web';

/**
 * Why, in the words of whoever decides.
 *
 * @param id where a page has the field twice
 */
export function Reason({
  form,
  frame: { say },
  id = 'reason',
}: {
  form: FormState;
  frame: PageFrame;
  id?: string;
}) {
  return (
    <Textarea
      id={id}
      name="reason"
      label={say('quality.reason')}
      labelClassName="govuk-label--s"
      hint={say('quality.reason-hint')}
      rows={2}
      value={form.value('reason')}
      errorMessage={form.problem('reason')}
    />
  );
}
