import { nameOnPage, type SeenPerson, Whom } from '#modules/people';
import { BackLink, Button, Radios, Select, Textarea } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame, type Say, SubmissionField } from '#web';
import { DOMAINS, type Factor } from '../rules/index.ts';

type Props = { frame: PageFrame; person: SeenPerson; factors: readonly Factor[]; form: FormState };

/** What somebody who knows the young person sees in one domain. */
export function MarkPage({ frame, person, factors, form }: Props) {
  const { say } = frame;
  const name = nameOnPage(say, person);
  const title = say('profile.mark.title', { name });
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href={`/people/${person.personId}`}>{say('notes.back', { name })}</BackLink>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{title}</h1>
      <Whom frame={frame} person={person} size="form" />
      <p className="govuk-body">{say('profile.mark.about')}</p>
      <form method="post" action={`/people/${person.personId}/mark`} className="wm-note-form">
        <SubmissionField form={form} />
        <Radios
          name="domain"
          legend={say('profile.mark.domain')}
          legendClassName="govuk-fieldset__legend--s"
          className="govuk-radios--small"
          items={DOMAINS.map((domain) => ({ value: domain, text: say(`domains.${domain}`) }))}
          value={form.value('domain')}
          errorMessage={form.problem('domain')}
        />
        <Radios
          name="mark"
          legend={say('profile.mark.strength')}
          legendClassName="govuk-fieldset__legend--s"
          items={(['none', 'one', 'two'] as const).map((strength, value) => ({
            value,
            text: say(`profile.mark.strengths.${strength}`),
          }))}
          value={form.value('mark')}
          errorMessage={form.problem('mark')}
        />
        <Textarea
          name="reason"
          label={say('profile.mark.reason')}
          labelClassName="govuk-label--s"
          hint={say('profile.mark.reason-hint')}
          rows={4}
          value={form.value('reason')}
          errorMessage={form.problem('reason')}
        />
        <Radios
          name="view"
          legend={say('profile.mark.view')}
          legendClassName="govuk-fieldset__legend--s"
          items={(['adults', 'young_person'] as const).map((view) => ({
            value: view,
            text: say(`profile.mark.views.${view}`),
          }))}
          value={form.value('view')}
          errorMessage={form.problem('view')}
        />
        <Select
          name="factor"
          label={say('profile.mark.factor')}
          value={form.value('factor')}
          items={factorItems(factors, say)}
          errorMessage={form.problem('factor')}
        />
        <Button preventDoubleClick>{say('profile.mark.save')}</Button>
      </form>
    </Layout>
  );
}

function factorItems(factors: readonly Factor[], say: Say) {
  const named = factors.map(({ code, domain, name }) => ({
    value: code,
    text: `${say(`domains.${domain}`)}: ${name}`,
  }));
  return [{ value: '', text: say('profile.mark.factor-none') }, ...named];
}
