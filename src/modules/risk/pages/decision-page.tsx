import { nameOnPage, type SeenPerson, Whom } from '#modules/people';
import { BackLink, Button, DateInput, Radios, Textarea } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame, SubmissionField } from '#web';
import type { Standing } from '../queries/standing.ts';
import { TIERS } from '../rules/index.ts';
import { Suggested } from './level-of-help.tsx';
import { ThreeViews } from './three-views.tsx';

type Props = { frame: PageFrame; person: SeenPerson; standing: Standing; form: FormState };

/** Deciding the level of help, with everything in sight that it rests on. */
export function DecisionPage({ frame, person, standing, form }: Props) {
  const { say } = frame;
  const name = nameOnPage(say, person);
  const title = say('profile.decision.title', { name });
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href={`/people/${person.personId}`}>{say('notes.back', { name })}</BackLink>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{title}</h1>
      <Whom frame={frame} person={person} size="form" />
      <ThreeViews standing={standing} say={say} />
      <Suggested standing={standing} say={say} />
      <p className="govuk-body">{say('profile.decision.about')}</p>
      <form method="post" action={`/people/${person.personId}/decision`} className="wm-note-form">
        <SubmissionField form={form} />
        <input type="hidden" name="suggested" value={standing.suggested?.tier ?? ''} />
        <Radios
          name="tier"
          legend={say('profile.decision.tier')}
          legendClassName="govuk-fieldset__legend--s"
          items={TIERS.map((tier) => ({
            value: tier,
            text: say(`tiers.${tier}`),
            hint: say(`profile.decision.tiers.${tier}`),
          }))}
          value={form.value('tier')}
          errorMessage={form.problem('tier')}
        />
        <Textarea
          name="reason"
          label={say('profile.decision.reason')}
          labelClassName="govuk-label--s"
          hint={say('profile.decision.reason-hint')}
          rows={4}
          value={form.value('reason')}
          errorMessage={form.problem('reason')}
        />
        <DateInput
          id="review"
          namePrefix="review"
          legend={say('profile.decision.review')}
          legendClassName="govuk-fieldset__legend--s"
          values={{
            day: form.value('review-day'),
            month: form.value('review-month'),
            year: form.value('review-year'),
          }}
          errorMessage={form.problem('review-day')}
        />
        <Button preventDoubleClick>{say('profile.decision.save')}</Button>
      </form>
    </Layout>
  );
}
