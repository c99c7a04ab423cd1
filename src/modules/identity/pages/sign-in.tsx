import { Button, Checkboxes, Input, InsetText, Table } from '#ui';
import { type DemoSignIns, FormProblems, type FormState, Layout, type PageFrame } from '#web';
import type { TenantName } from '../queries.ts';
import { CARD_PAGE } from '../rules.ts';
import { OrganisationSelect } from './organisation-select.tsx';

export type SignInPageProps = {
  frame: PageFrame;
  form: FormState;
  /** Asked for when the installation has more than one. */
  tenants: readonly TenantName[];
  demo: DemoSignIns | null;
  /** What the organisation's own provider is called, where there is one. */
  elsewhere: string | undefined;
};

/** The way in: e-mail and password, and the organisation where there are several. */
export function SignInPage({ frame, form, tenants, demo, elsewhere }: SignInPageProps) {
  const { say } = frame;
  const title = say('sign_in.title');
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems form={form} />
          <h1 className="govuk-heading-l">{title}</h1>
          {elsewhere !== undefined && (
            <>
              <Button href={`/sign-in/elsewhere?to=${encodeURIComponent(form.value('to') || '/')}`}>
                {say('elsewhere.button', { name: elsewhere })}
              </Button>
              <h2 className="govuk-heading-m">{say('elsewhere.or')}</h2>
            </>
          )}
          {tenants.length === 0 ? (
            <InsetText>{say('sign_in.nobody-yet')}</InsetText>
          ) : (
            <SignInForm frame={frame} form={form} tenants={tenants} />
          )}
        </div>
      </div>
      {demo && <WhoCanSignIn frame={frame} demo={demo} />}
    </Layout>
  );
}

function SignInForm({ frame, form, tenants }: Pick<SignInPageProps, 'frame' | 'form' | 'tenants'>) {
  const { say } = frame;
  return (
    <form method="post" action="/sign-in" noValidate>
      <input type="hidden" name="to" value={form.value('to')} />
      <OrganisationSelect say={say} form={form} label={say('sign_in.organisation')} tenants={tenants} />
      <Input
        name="email"
        type="email"
        label={say('sign_in.email')}
        autoComplete="username"
        spellCheck={false}
        value={form.value('email')}
        errorMessage={form.problem('email')}
      />
      <Input
        name="password"
        type="password"
        label={say('sign_in.password')}
        autoComplete="current-password"
        errorMessage={form.problem('password')}
      />
      <Checkboxes
        name="shared"
        className="govuk-checkboxes--small"
        items={[{ value: 'yes', text: say('sign_in.shared'), hint: say('sign_in.shared-hint') }]}
        values={form.values('shared')}
      />
      <Button preventDoubleClick>{say('sign_in.button')}</Button>
      <p className="govuk-body">{say('sign_in.help')}</p>
      <p className="govuk-body wm-alone">
        <a className="govuk-link" href={CARD_PAGE}>
          {say('sign_in.card')}
        </a>
      </p>
    </form>
  );
}

function WhoCanSignIn({ frame, demo }: { frame: PageFrame; demo: DemoSignIns }) {
  const { say } = frame;
  return (
    <>
      <h2 className="govuk-heading-m">{say('sign_in.demo.title')}</h2>
      <p className="govuk-body">{say('sign_in.demo.password', { password: demo.password })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="wm-scroll" aria-label={say('sign_in.demo.people')} tabIndex={0}>
        <Table
          caption={say('sign_in.demo.people')}
          captionClassName="govuk-visually-hidden"
          head={[say('sign_in.demo.name'), say('sign_in.demo.job'), say('sign_in.email')]}
          rows={demo.people.map(({ name, job, email }) => [name, job, email])}
          firstCellIsHeader
        />
      </section>
    </>
  );
}
