import { Button, SummaryList } from '#ui';
import { Layout, type PageFrame, type Say } from '#web';
import { OWN_SECOND_STEP_PAGE, PASSWORD_PAGE } from '../rules.ts';
import type { OpenSession } from '../sessions.ts';
import { SessionsList } from './sessions-list.tsx';

type Props = {
  frame: PageFrame;
  sessions: readonly OpenSession[];
  here: string;
  /** Whether signing in takes a second step; undefined for whoever signs in with a card, and has no password either. */
  secondStep: boolean | undefined;
};

/** One's own account: the way to another password, and where one is signed in. */
export function OwnAccountPage({ frame, sessions, here, secondStep }: Props) {
  const { say } = frame;
  const title = say('account.title');
  return (
    <Layout frame={frame} title={title}>
      <h1 className="govuk-heading-l">{title}</h1>
      <SummaryList
        rows={[
          { key: say('account.name'), value: frame.account?.name ?? '' },
          { key: say('account.organisation'), value: frame.account?.organisation ?? '' },
          ...(secondStep === undefined ? [] : staffRows(secondStep, say)),
        ]}
      />
      <h2 className="govuk-heading-m" id="sessions">
        {say('account.sessions')}
      </h2>
      <p className="govuk-body">{say('account.sessions-about')}</p>
      <SessionsList say={say} sessions={sessions} here={here} labelledBy="sessions" />
      {sessions.length > 1 && (
        <form method="post" action="/account/sessions">
          <Button kind="secondary" preventDoubleClick>
            {say('account.end-others')}
          </Button>
        </form>
      )}
    </Layout>
  );
}

function staffRows(secondStep: boolean, say: Say) {
  return [
    {
      key: say('account.password.label'),
      value: say('account.password.kept'),
      actions: [
        {
          href: PASSWORD_PAGE,
          text: say('account.password.change'),
          visuallyHiddenText: say('account.password.label'),
        },
      ],
    },
    {
      key: say('second_step.title'),
      value: say(secondStep ? 'second_step.on' : 'second_step.off'),
      actions: [
        {
          href: OWN_SECOND_STEP_PAGE,
          text: say(secondStep ? 'account.password.change' : 'second_step.set-up'),
          visuallyHiddenText: say('second_step.title'),
        },
      ],
    },
  ];
}
