import { BackLink, Button, Input, InsetText } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame } from '#web';
import { PASSWORD_PAGE, SHORTEST_PASSWORD } from '../rules.ts';

type Props = { frame: PageFrame; form: FormState; mustChange: boolean };

/** Choosing another password; the only page there is for whoever was given one. */
export function PasswordPage({ frame, form, mustChange }: Props) {
  const { say } = frame;
  const title = say('account.password.title');
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      {!mustChange && <BackLink href="/account">{say('account.title')}</BackLink>}
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems form={form} />
          <h1 className="govuk-heading-l">{title}</h1>
          {mustChange && <InsetText>{say('account.password.given')}</InsetText>}
          <form method="post" action={PASSWORD_PAGE} noValidate>
            <Input
              name="current"
              type="password"
              label={say('account.password.current')}
              autoComplete="current-password"
              errorMessage={form.problem('current')}
            />
            <Input
              name="password"
              type="password"
              label={say('account.password.new')}
              hint={say('account.password.hint', { count: SHORTEST_PASSWORD })}
              autoComplete="new-password"
              errorMessage={form.problem('password')}
            />
            <Button preventDoubleClick>{say('account.password.button')}</Button>
          </form>
        </div>
      </div>
    </Layout>
  );
}
