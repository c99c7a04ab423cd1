import { britishDate, britishMoment } from '#dates';
import type { GivenRole } from '#modules/access';
import { type ManagedAccount, type OpenSession, SessionsList } from '#modules/identity';
import { BackLink, Button, SummaryList, Table } from '#ui';
import { Layout, type PageFrame, type Say } from '#web';
import { State } from './accounts-page.tsx';
import type { SettingNames } from './read.ts';
import { roleInWords } from './words.ts';

type Props = {
  frame: PageFrame;
  account: ManagedAccount;
  roles: readonly GivenRole[];
  settings: SettingNames;
  sessions: readonly OpenSession[];
  /** One's own account is for another administrator to change. */
  isOwn: boolean;
};

/** One account: whose it is, its roles now and before, where it is signed in, and what can be done about it. */
export function AccountPage({ frame, account, roles, settings, sessions, isOwn }: Props) {
  const { say } = frame;
  const { id, name, email, job, openedAt, closedAt, secondStep } = account;
  const isOpen = closedAt === null;
  return (
    <Layout frame={frame} title={name}>
      <BackLink href="/accounts">{say('accounts.title')}</BackLink>
      <h1 className="govuk-heading-l">{name}</h1>
      {isOwn && <p className="govuk-body">{say('accounts.own')}</p>}
      <SummaryList
        rows={[
          { key: say('accounts.new.email'), value: email },
          ...(job === null ? [] : [{ key: say('accounts.new.job'), value: job }]),
          { key: say('accounts.opened'), value: britishMoment(openedAt) },
          { key: say('accounts.state'), value: <State say={say} account={account} /> },
          { key: say('second_step.title'), value: say(secondStep ? 'second_step.on' : 'second_step.off') },
        ]}
      />
      <HeldRoles say={say} account={account} roles={roles} settings={settings} canChange={isOpen && !isOwn} />
      <EndedRoles say={say} roles={roles} settings={settings} />
      <Sessions say={say} account={account} sessions={sessions} />
      {!isOwn && (
        <section aria-labelledby="more">
          <h2 className="govuk-heading-m" id="more">
            {say('accounts.more')}
          </h2>
          {isOpen ? (
            <div className="govuk-button-group">
              <Button kind="secondary" href={`/accounts/${id}/password`}>
                {say('accounts.password.button')}
              </Button>
              {secondStep && (
                <Button kind="secondary" href={`/accounts/${id}/second-step`}>
                  {say('accounts.second-step.button')}
                </Button>
              )}
              <Button kind="secondary" href={`/accounts/${id}/closing`}>
                {say('accounts.closing.button')}
              </Button>
            </div>
          ) : (
            <form method="post" action={`/accounts/${id}/opening`}>
              <Button kind="secondary" preventDoubleClick>
                {say('accounts.reopen')}
              </Button>
            </form>
          )}
        </section>
      )}
    </Layout>
  );
}

type Part = { say: Say; account: ManagedAccount };

function HeldRoles({
  say,
  account: { id },
  roles,
  settings,
  canChange,
}: Part & Pick<Props, 'roles' | 'settings'> & { canChange: boolean }) {
  const held = roles.filter(({ endedAt }) => endedAt === null);
  return (
    <section aria-labelledby="roles">
      <h2 className="govuk-heading-m" id="roles">
        {say('accounts.roles')}
      </h2>
      {held.length === 0 ? (
        <p className="govuk-body">{say('accounts.no-role-about')}</p>
      ) : (
        <SummaryList
          rows={held.map((role) => {
            const words = roleInWords(say, role, settings);
            return {
              key: words,
              value: (
                <>
                  {say('accounts.given', { at: britishMoment(role.grantedAt), reason: role.reason })}
                  <Days say={say} role={role} />
                </>
              ),
              actions: canChange
                ? [
                    {
                      href: `/accounts/${id}/roles/${role.grantId}`,
                      text: say('accounts.end.link'),
                      visuallyHiddenText: words,
                    },
                  ]
                : [],
            };
          })}
        />
      )}
      {canChange && (
        <Button kind="secondary" href={`/accounts/${id}/roles`}>
          {say('accounts.give.link')}
        </Button>
      )}
    </section>
  );
}

/** For how long a role is, where it is for a while. */
function Days({ say, role: { startsOn, endsOn } }: { say: Say; role: GivenRole }) {
  const days = [
    ...(startsOn === null ? [] : [say('accounts.days-from', { date: britishDate(startsOn) })]),
    ...(endsOn === null ? [] : [say('accounts.days-until', { date: britishDate(endsOn) })]),
  ];
  return days.length === 0 ? null : <span className="wm-facts__from">{days.join(' ')}</span>;
}

function EndedRoles({ say, roles, settings }: Pick<Part, 'say'> & Pick<Props, 'roles' | 'settings'>) {
  const ended = roles.filter(({ endedAt }) => endedAt !== null);
  if (ended.length === 0) return null;
  return (
    <Table
      className="wm-cards"
      caption={say('accounts.before')}
      captionClassName="govuk-table__caption--m"
      firstCellIsHeader
      head={[say('accounts.role'), say('accounts.from'), say('accounts.until'), say('accounts.end.why')]}
      rows={ended.map((role) => [
        roleInWords(say, role, settings),
        britishMoment(role.grantedAt),
        britishMoment(role.endedAt ?? role.grantedAt),
        role.endReason ?? '',
      ])}
    />
  );
}

function Sessions({ say, account: { id }, sessions }: Part & Pick<Props, 'sessions'>) {
  return (
    <section aria-labelledby="sessions">
      <h2 className="govuk-heading-m" id="sessions">
        {say('account.sessions')}
      </h2>
      {sessions.length === 0 ? (
        <p className="govuk-body">{say('accounts.nowhere')}</p>
      ) : (
        <>
          <SessionsList say={say} sessions={sessions} labelledBy="sessions" />
          <form method="post" action={`/accounts/${id}/sessions`}>
            <Button kind="secondary" preventDoubleClick>
              {say('accounts.end-sessions')}
            </Button>
          </form>
        </>
      )}
    </section>
  );
}
