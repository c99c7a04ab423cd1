import { nameOnPage, type SeenPerson, Whom } from '#modules/people';
import { BackLink, Button, Textarea } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame } from '#web';

export type ReasonOf = 'erasure' | 'hold' | 'hold-end';

type Props = { frame: PageFrame; form: FormState; person: SeenPerson; what: ReasonOf };

/** Asking for an erasure, or placing or ending a hold: each with a reason. */
export function ReasonPage({ frame, form, person, what }: Props) {
  const { say } = frame;
  const name = nameOnPage(say, person);
  const title = say(`kept.${what}.title`, { name });
  const path = `/people/${person.personId}`;
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href={`${path}/kept`}>{say('kept.title', { name })}</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems form={form} />
          <h1 className="govuk-heading-l">{title}</h1>
          <Whom frame={frame} person={person} size="form" />
          <p className="govuk-body">{say(`kept.${what}.about`)}</p>
          <form method="post" action={`${path}/${what === 'erasure' ? 'erasure' : 'hold'}`} noValidate>
            <Textarea
              name="reason"
              label={say('kept.reason')}
              hint={say('kept.reason-hint')}
              rows={3}
              value={form.value('reason')}
              errorMessage={form.problem('reason')}
            />
            <Button kind={what === 'erasure' ? 'warning' : undefined} preventDoubleClick>
              {say(`kept.${what}.button`)}
            </Button>
          </form>
        </div>
      </div>
    </Layout>
  );
}
