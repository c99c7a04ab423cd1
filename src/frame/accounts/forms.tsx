import type { ReactNode } from 'react';
import type { ManagedAccount } from '#modules/identity';
import { BackLink, Button, Input, InsetText, PrintSheet, SummaryList, WarningText } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame } from '#web';
import type { Places } from './read.ts';
import { RoleFields } from './role-fields.tsx';

type FormProps = { frame: PageFrame; form: FormState };

/** A form about one account, or about a new one. */
function AccountForm({
  frame,
  form,
  title,
  back,
  action,
  children,
}: FormProps & { title: string; back: { href: string; text: string }; action: string; children: ReactNode }) {
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href={back.href}>{back.text}</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems form={form} />
          <h1 className="govuk-heading-l">{title}</h1>
          <form method="post" action={action} noValidate>
            {children}
          </form>
        </div>
      </div>
    </Layout>
  );
}

/** Opening an account: whose it is, and the first role. */
export function NewAccountPage({ frame, form, places }: FormProps & { places: Places }) {
  const { say } = frame;
  return (
    <AccountForm
      frame={frame}
      form={form}
      title={say('accounts.new.title')}
      back={{ href: '/accounts', text: say('accounts.title') }}
      action={'/accounts/new'}
    >
      <Input
        name="name"
        label={say('accounts.new.name')}
        autoComplete="off"
        value={form.value('name')}
        errorMessage={form.problem('name')}
      />
      <Input
        name="email"
        type="email"
        label={say('accounts.new.email')}
        hint={say('accounts.new.email-hint')}
        autoComplete="off"
        spellCheck={false}
        value={form.value('email')}
        errorMessage={form.problem('email')}
      />
      <Input
        name="job"
        label={say('accounts.new.job')}
        hint={say('accounts.new.job-hint')}
        autoComplete="off"
        value={form.value('job')}
        errorMessage={form.problem('job')}
      />
      <RoleFields say={say} form={form} places={places} />
      <Button preventDoubleClick>{say('accounts.new.button')}</Button>
    </AccountForm>
  );
}

/** The password, shown once, on a page that can be printed and handed over. */
export function HandedPasswordPage({
  frame,
  account: { id, name, email },
  password,
}: {
  frame: PageFrame;
  account: Pick<ManagedAccount, 'id' | 'name' | 'email'>;
  password: string;
}) {
  const { say } = frame;
  const title = say('accounts.handed.title', { name });
  return (
    <Layout frame={frame} title={title}>
      <h1 className="govuk-heading-l">{title}</h1>
      <WarningText>{say('accounts.handed.once')}</WarningText>
      <PrintSheet printed={say('accounts.handed.printed', { name })}>
        <SummaryList
          rows={[
            { key: say('accounts.handed.email'), value: email },
            {
              key: say('accounts.handed.password'),
              value: <code className="wm-accounts__password">{password}</code>,
            },
          ]}
        />
        <p className="govuk-body">{say('accounts.handed.next')}</p>
      </PrintSheet>
      <p className="govuk-body wm-alone">
        <a className="govuk-link" href={`/accounts/${id}`}>
          {say('accounts.handed.account', { name })}
        </a>
      </p>
    </Layout>
  );
}

type AccountFormProps = FormProps & { account: ManagedAccount };

/** Giving an account another role. */
export function GiveRolePage({ frame, form, account, places }: AccountFormProps & { places: Places }) {
  const { say } = frame;
  const { id, name } = account;
  return (
    <AccountForm
      frame={frame}
      form={form}
      title={say('accounts.give.title', { name })}
      back={{ href: `/accounts/${id}`, text: say('notes.back', { name }) }}
      action={`/accounts/${id}/roles`}
    >
      <RoleFields say={say} form={form} places={places} />
      <Button preventDoubleClick>{say('accounts.give.button')}</Button>
    </AccountForm>
  );
}

/** Ending a role, with a reason. */
export function EndRolePage({
  frame,
  form,
  account: { id, name },
  grant,
}: AccountFormProps & { grant: { id: string; words: string } }) {
  const { say } = frame;
  return (
    <AccountForm
      frame={frame}
      form={form}
      title={say('accounts.end.title', { role: grant.words, name })}
      back={{ href: `/accounts/${id}`, text: say('notes.back', { name }) }}
      action={`/accounts/${id}/roles/${grant.id}`}
    >
      <InsetText>{say('accounts.end.about', { name })}</InsetText>
      <Input
        name="reason"
        label={say('accounts.end.reason')}
        hint={say('accounts.reason-hint')}
        value={form.value('reason')}
        errorMessage={form.problem('reason')}
      />
      <Button kind="warning" preventDoubleClick>
        {say('accounts.end.button')}
      </Button>
    </AccountForm>
  );
}

export type SureOf = 'password' | 'closing' | 'second-step';

/** One more look before something happens that somebody notices: another password, the second step removed, an account closed. */
export function SurePage({
  frame,
  account: { id, name },
  what,
}: {
  frame: PageFrame;
  account: ManagedAccount;
  what: SureOf;
}) {
  const { say } = frame;
  const title = say(`accounts.${what}.title`, { name });
  return (
    <Layout frame={frame} title={title}>
      <BackLink href={`/accounts/${id}`}>{say('notes.back', { name })}</BackLink>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say(`accounts.${what}.about`, { name })}</p>
      <form method="post" action={`/accounts/${id}/${what}`}>
        <Button kind="warning" preventDoubleClick>
          {say(`accounts.${what}.button`)}
        </Button>
      </form>
    </Layout>
  );
}
