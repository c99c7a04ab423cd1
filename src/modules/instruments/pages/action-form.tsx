import { BackLink, Button, Input, Select, Textarea } from '#ui';
import { DayBoxes, FormPage, type FormState, type PageFrame, SubmissionField } from '#web';

type Props = { frame: PageFrame; settings: readonly { id: string; name: string }[]; form: FormState };

/** What a setting means to do: what for, who leads, until when, and how one will see that it worked. */
export function ActionForm({ frame, settings, form }: Props) {
  const { say } = frame;
  const response = form.value('response');
  const back = response
    ? { href: `/responses/${response}`, text: say('answering.back') }
    : { href: '/action-plan', text: say('actions.title') };
  const field = (name: string) => ({
    name,
    value: form.value(name),
    errorMessage: form.problem(name),
    autoComplete: 'off',
  });
  return (
    <FormPage
      frame={frame}
      form={form}
      title={say('actions.new')}
      before={<BackLink href={back.href}>{back.text}</BackLink>}
    >
      <form method="post" action="/action-plan/new">
        <SubmissionField form={form} />
        {response ? (
          <>
            <input type="hidden" name="response" value={response} />
            <input type="hidden" name="item" value={form.value('item')} />
            <input type="hidden" name="setting" value={form.value('setting')} />
          </>
        ) : (
          <Select
            name="setting"
            label={say('people.setting')}
            value={form.value('setting')}
            items={settings.map(({ id, name }) => ({ value: id, text: name }))}
          />
        )}
        <Input {...field('area')} label={say('actions.area')} />
        <Textarea
          {...field('purpose')}
          label={say('actions.purpose')}
          hint={say('actions.purpose-hint')}
          rows={3}
        />
        <Textarea {...field('does')} label={say('actions.does')} rows={4} />
        <Input {...field('lead')} label={say('actions.lead')} />
        <DayBoxes
          name="starts"
          form={form}
          legend={say('actions.starts')}
          legendClassName="govuk-fieldset__legend--s"
        />
        <DayBoxes
          name="due"
          form={form}
          legend={say('actions.due')}
          legendClassName="govuk-fieldset__legend--s"
        />
        <Textarea {...field('milestones')} label={say('actions.milestones')} rows={3} />
        <Textarea
          {...field('outcome')}
          label={say('actions.outcome')}
          hint={say('actions.outcome-hint')}
          rows={3}
        />
        <Button preventDoubleClick>{say('actions.plan')}</Button>
      </form>
    </FormPage>
  );
}
