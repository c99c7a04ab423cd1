import type { SaidInWords } from '#modules/instruments';
import { nameOnPage, type SeenPerson, Whom } from '#modules/people';
import { BackLink, Button, EmptyState, Input, InsetText, Radios } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame, SubmissionField } from '#web';
import type { Panel } from '../queries/panels.ts';
import { fromIn } from './from-in.ts';
import { ReferralWords } from './referral-words.tsx';

type Props = {
  frame: PageFrame;
  person: SeenPerson;
  panels: readonly Panel[];
  said: SaidInWords;
  formId: string;
  form: FormState;
};

/** Before something goes before a panel: who will read it, and every word of it. */
export function ReferPage({ frame, person, panels, said, formId, form }: Props) {
  const { say } = frame;
  const name = nameOnPage(say, person);
  const title = say('referrals.put-title', { name });
  const path = `/people/${person.personId}/referrals`;
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href={path}>{say('referrals.title-of', { name })}</BackLink>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{title}</h1>
      <Whom frame={frame} person={person} size="form" />
      <InsetText>{say('referrals.exactly')}</InsetText>
      <ReferralWords said={said} />
      {panels.length === 0 ? (
        <EmptyState title={say('panels.none')}>
          <p className="govuk-body">{say('referrals.no-panel')}</p>
        </EmptyState>
      ) : (
        <div className="govuk-grid-row">
          <div className="govuk-grid-column-two-thirds">
            <form method="post" action={path} noValidate>
              <SubmissionField form={form} />
              <input type="hidden" name="form" value={formId} />
              <Radios
                name="panel"
                legend={say('referrals.panel')}
                value={form.value('panel')}
                errorMessage={form.problem('panel')}
                items={panels.map((panel) => ({
                  value: panel.id,
                  text: panel.name,
                  hint: whoReads(frame, panel),
                }))}
              />
              <Radios
                name="told"
                legend={say('referrals.tell')}
                hint={say('referrals.tell-hint')}
                value={form.value('told')}
                errorMessage={form.problem('told')}
                items={[
                  { value: 'yes', text: say('referrals.tell-yes') },
                  { value: 'no', text: say('referrals.tell-no') },
                ]}
              />
              <Input
                name="why"
                label={say('referrals.untold')}
                hint={say('referrals.untold-hint')}
                value={form.value('why')}
                errorMessage={form.problem('why')}
              />
              <Button preventDoubleClick>{say('referrals.put')}</Button>
            </form>
          </div>
        </div>
      )}
    </Layout>
  );
}

/** What a panel is for, and everybody who sits there. */
function whoReads(frame: PageFrame, { about, seats }: Panel): string {
  const { say } = frame;
  const who = seats
    .filter(({ holds }) => holds)
    .map(({ name, organisation }) => say('who-sees.named', { name, job: fromIn(frame, organisation) }));
  return who.length === 0
    ? say('panels.no-seat-about')
    : say('referrals.readers', { about, who: who.join('; ') });
}
