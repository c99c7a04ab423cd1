import type { ReactNode } from 'react';
import { britishMoment } from '#dates';
import { BackLink, Button, Input, InsetText, PrintSheet, SummaryList, WarningText } from '#ui';
import { AGAIN_PAGE, FormProblems, type FormState, Layout, type PageFrame } from '#web';
import { OWN_SECOND_STEP_PAGE, SECOND_STEP_PAGE } from '../rules.ts';
import { QrCode } from './qr-code.tsx';
import type { SecondStep } from './ways.ts';

type Props = { frame: PageFrame };
type FormProps = Props & { form: FormState };

/** What somebody has for their second step, and what can be done about it. */
export function OwnSecondStepPage({
  frame,
  secondStep: { apps, passkeys, codesLeft },
  mustSetUp,
}: Props & { secondStep: SecondStep; mustSetUp: boolean }) {
  const { say } = frame;
  const title = say('second_step.title');
  const ways = [...apps, ...passkeys];
  return (
    <Layout frame={frame} title={title}>
      {!mustSetUp && <BackLink href="/account">{say('account.title')}</BackLink>}
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <h1 className="govuk-heading-l">{title}</h1>
          {mustSetUp && <InsetText>{say('second_step.must')}</InsetText>}
          <p className="govuk-body">{say('second_step.about')}</p>
          {ways.length > 0 && (
            <SummaryList
              rows={[
                ...ways.map(({ id, name, addedAt, lastUsedAt }) => ({
                  key: name,
                  value: say(lastUsedAt === null ? 'second_step.added' : 'second_step.used', {
                    added: britishMoment(addedAt),
                    used: britishMoment(lastUsedAt ?? addedAt),
                  }),
                  actions: [
                    {
                      href: `${OWN_SECOND_STEP_PAGE}/ways/${id}`,
                      text: say('second_step.remove'),
                      visuallyHiddenText: name,
                    },
                  ],
                })),
                { key: say('second_step.codes'), value: say('second_step.codes-left', { count: codesLeft }) },
              ]}
            />
          )}
          <div className="govuk-button-group">
            <form method="post" action={`${OWN_SECOND_STEP_PAGE}/app/new`}>
              <Button kind={ways.length > 0 ? 'secondary' : undefined} preventDoubleClick>
                {say(apps.length > 0 ? 'second_step.another' : 'second_step.begin')}
              </Button>
            </form>
            <form method="get" action={`${OWN_SECOND_STEP_PAGE}/passkey`}>
              <Button kind="secondary">{say('second_step.passkey.begin')}</Button>
            </form>
            {ways.length > 0 && (
              <form method="post" action={`${OWN_SECOND_STEP_PAGE}/codes`}>
                <Button kind="secondary" preventDoubleClick>
                  {say('second_step.new-codes')}
                </Button>
              </form>
            )}
          </div>
        </div>
      </div>
    </Layout>
  );
}

/** The picture an app reads, the same in letters, and a box for the code that it shows then. */
export function AddAppPage({
  frame,
  form,
  secret,
  address,
}: FormProps & { secret: string; address: string }) {
  const { say } = frame;
  const title = say('second_step.add.title');
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href={OWN_SECOND_STEP_PAGE}>{say('second_step.title')}</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems form={form} />
          <h1 className="govuk-heading-l">{title}</h1>
          <ol className="govuk-list govuk-list--number govuk-list--spaced">
            <li>{say('second_step.add.open')}</li>
            <li>
              {say('second_step.add.scan')}
              <QrCode text={address} label={say('second_step.add.picture')} />
              <p className="govuk-body">
                {say('second_step.add.letters')}{' '}
                <code className="wm-key">{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
              </p>
            </li>
            <li>{say('second_step.add.type')}</li>
          </ol>
          <form method="post" action={`${OWN_SECOND_STEP_PAGE}/app`} noValidate>
            <CodeInput form={form} label={say('second_step.code')} />
            <Input
              name="name"
              className="govuk-input--width-20"
              label={say('second_step.add.name')}
              hint={say('second_step.add.name-hint')}
              value={form.value('name')}
              errorMessage={form.problem('name')}
            />
            <Button preventDoubleClick>{say('second_step.add.button')}</Button>
          </form>
        </div>
      </div>
    </Layout>
  );
}

/** A passkey, made by the browser and what it runs on; nothing of that works without script, and the page says so where it does not. */
export function AddPasskeyPage({ frame, form, options }: FormProps & { options: string }) {
  const { say } = frame;
  const title = say('second_step.passkey.title');
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href={OWN_SECOND_STEP_PAGE}>{say('second_step.title')}</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems form={form} />
          <h1 className="govuk-heading-l">{title}</h1>
          <p className="govuk-body">{say('second_step.passkey.about')}</p>
          <InsetText data-passkey-missing>{say('second_step.passkey.not-here')}</InsetText>
          <PasskeyForm
            frame={frame}
            form={form}
            action={`${OWN_SECOND_STEP_PAGE}/passkey`}
            asks={{ what: 'create', options }}
          >
            <Input
              name="name"
              className="govuk-input--width-20"
              label={say('second_step.add.name')}
              hint={say('second_step.passkey.name-hint')}
              value={form.value('name')}
              errorMessage={form.problem('name')}
            />
            <Button preventDoubleClick>{say('second_step.passkey.button')}</Button>
          </PasskeyForm>
        </div>
      </div>
    </Layout>
  );
}

/** A form that a passkey answers before it is sent. It is shown by script, where the browser has them. */
function PasskeyForm({
  frame: { say },
  form,
  action,
  asks: { what, options },
  children,
}: FormProps & { action: string; asks: { what: 'create' | 'get'; options: string }; children: ReactNode }) {
  return (
    <form
      method="post"
      action={action}
      id="passkey"
      tabIndex={-1}
      data-passkey={what}
      data-options={options}
      hidden
    >
      <input type="hidden" name="to" value={form.value('to')} />
      <input type="hidden" name="answer" value="" />
      {children}
      <p className="govuk-error-message" role="alert" data-passkey-failed hidden>
        {say(what === 'create' ? 'second_step.passkey.missing' : 'second_step.passkey.failed')}
      </p>
    </form>
  );
}

/** Recovery codes, this once, to print or copy. */
export function RecoveryCodesPage({ frame, codes }: Props & { codes: readonly string[] }) {
  const { say } = frame;
  const title = say('second_step.codes');
  return (
    <Layout frame={frame} title={title}>
      <PrintSheet printed={say('second_step.codes-printed', { name: frame.account?.name ?? '' })}>
        <h1 className="govuk-heading-l">{title}</h1>
        <p className="govuk-body">{say('second_step.codes-about')}</p>
        <ul className="govuk-list wm-recovery">
          {codes.map((code) => (
            <li key={code}>
              <code className="wm-key">{code}</code>
            </li>
          ))}
        </ul>
      </PrintSheet>
      <WarningText>{say('second_step.codes-once')}</WarningText>
      <Button href="/">{say('second_step.codes-kept')}</Button>
    </Layout>
  );
}

/** One more look before an app or a passkey is removed. */
export function RemoveWayPage({
  frame,
  way,
  isLast,
}: Props & { way: { id: string; name: string }; isLast: boolean }) {
  const { say } = frame;
  const title = say('second_step.removing.title', { name: way.name });
  return (
    <Layout frame={frame} title={title}>
      <BackLink href={OWN_SECOND_STEP_PAGE}>{say('second_step.title')}</BackLink>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say(isLast ? 'second_step.removing.last' : 'second_step.removing.about')}</p>
      <form method="post" action={`${OWN_SECOND_STEP_PAGE}/ways/${way.id}`}>
        <Button kind="warning" preventDoubleClick>
          {say('second_step.removing.button')}
        </Button>
      </form>
    </Layout>
  );
}

/** The second step of signing in. */
export function SecondStepPage({ frame, form, passkey }: PasskeyProps) {
  const { say } = frame;
  return (
    <ProofPage
      frame={frame}
      form={form}
      title={say(passkey ? 'second_step.due.with-passkey' : 'second_step.due.title')}
      action={SECOND_STEP_PAGE}
      passkey={passkey}
      button={say('second_step.due.button')}
      after={say('second_step.due.help')}
    >
      <CodeInput form={form} label={say('second_step.code')} hint={say('second_step.due.hint')} />
    </ProofPage>
  );
}

/** Showing once more who one is: with a code or a passkey where there is a second step, else with the password. */
export function AgainPage({ frame, form, by, passkey }: PasskeyProps & { by: 'code' | 'password' }) {
  const { say } = frame;
  return (
    <ProofPage
      frame={frame}
      form={form}
      title={say('second_step.again.title')}
      action={AGAIN_PAGE}
      passkey={passkey}
      button={say('second_step.again.button')}
      before={say('second_step.again.about')}
    >
      {by === 'code' ? (
        <CodeInput form={form} label={say('second_step.code')} hint={say('second_step.due.hint')} />
      ) : (
        <Input
          name="code"
          type="password"
          label={say('sign_in.password')}
          autoComplete="current-password"
          errorMessage={form.problem('code')}
        />
      )}
    </ProofPage>
  );
}

/** With what the browser is to ask of a passkey, where the account has one. */
type PasskeyProps = FormProps & { passkey: string | undefined };

type ProofProps = PasskeyProps & {
  title: string;
  action: string;
  button: string;
  before?: string;
  after?: string;
  children: ReactNode;
};

/** A passkey, or one box in which somebody shows who they are, on the way to where they were going. */
function ProofPage(props: ProofProps) {
  const { frame, form, title, action, passkey, button, before, after, children } = props;
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems form={form} />
          <h1 className="govuk-heading-l">{title}</h1>
          {before && <p className="govuk-body">{before}</p>}
          {passkey && (
            <PasskeyForm frame={frame} form={form} action={action} asks={{ what: 'get', options: passkey }}>
              <Button preventDoubleClick>{frame.say('second_step.passkey.use')}</Button>
            </PasskeyForm>
          )}
          <form method="post" action={action} noValidate>
            <input type="hidden" name="to" value={form.value('to')} />
            {children}
            <Button kind={passkey ? 'secondary' : undefined} preventDoubleClick>
              {button}
            </Button>
          </form>
          {after && <p className="govuk-body">{after}</p>}
        </div>
      </div>
    </Layout>
  );
}

/** What was typed is never shown again: a code is good once. */
function CodeInput({ form, label, hint }: { form: FormState; label: string; hint?: string }) {
  return (
    <Input
      name="code"
      className="govuk-input--width-20"
      label={label}
      hint={hint}
      autoComplete="one-time-code"
      inputMode="text"
      spellCheck={false}
      errorMessage={form.problem('code')}
    />
  );
}
