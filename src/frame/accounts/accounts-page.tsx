import { britishMoment } from '#dates';
import type { GivenRole } from '#modules/access';
import type { ManagedAccount } from '#modules/identity';
import { Button, Input, Table, Tag } from '#ui';
import { Layout, type PageFrame, type Say } from '#web';
import { Pages } from '../pages.tsx';
import type { SettingNames } from './read.ts';
import { roleInWords } from './words.ts';

type Props = {
  frame: PageFrame;
  accounts: readonly ManagedAccount[];
  roles: ReadonlyMap<string, readonly GivenRole[]>;
  settings: SettingNames;
  words: string;
  at: { page: number; pages: number; total: number };
};

/** Everybody who has an account, what roles they have, and when they were last here. */
export function AccountsPage({ frame, accounts, roles, settings, words, at }: Props) {
  const { say } = frame;
  const { page, pages, total } = at;
  const title = say('accounts.title');
  return (
    <Layout frame={frame} title={pages > 1 ? say('people.title-page', { title, page, pages }) : title}>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say('accounts.about')}</p>
      <div className="govuk-button-group">
        <Button href="/accounts/new">{say('accounts.new.title')}</Button>
        <a className="govuk-link" href="/clusters">
          {say('clusters.title')}
        </a>
        <a className="govuk-link" href="/organisations">
          {say('organisations.title')}
        </a>
        <a className="govuk-link" href="/panels">
          {say('panels.title')}
        </a>
      </div>
      <form method="get" action="/accounts" className="wm-accounts__find">
        <Input
          name="q"
          label={say('accounts.find')}
          value={words}
          autoComplete="off"
          spellCheck={false}
          className="govuk-input--width-20"
        />
        <Button kind="secondary">{say('accounts.find-button')}</Button>
      </form>
      {accounts.length === 0 ? (
        <p className="govuk-body">{say('accounts.none', { words })}</p>
      ) : (
        <Table
          className="wm-cards"
          caption={say('accounts.found', { count: total })}
          captionClassName="govuk-table__caption--m"
          firstCellIsHeader
          head={[say('accounts.who'), say('accounts.roles'), say('accounts.state')]}
          rows={accounts.map((account) => [
            <Who key="who" account={account} />,
            <Roles key="roles" say={say} given={roles.get(account.id) ?? []} settings={settings} />,
            <State key="state" say={say} account={account} />,
          ])}
        />
      )}
      <Pages
        page={page}
        pages={pages}
        href={(to) => `/accounts?${new URLSearchParams({ q: words, page: String(to) })}`}
      />
    </Layout>
  );
}

function Who({ account: { id, name, email, job } }: { account: ManagedAccount }) {
  return (
    <>
      <a className="govuk-link" href={`/accounts/${id}`}>
        {name}
      </a>
      <span className="wm-facts__from">{job === null ? email : `${job}, ${email}`}</span>
    </>
  );
}

function Roles({ say, given, settings }: { say: Say; given: readonly GivenRole[]; settings: SettingNames }) {
  const held = given.filter(({ endedAt }) => endedAt === null);
  if (held.length === 0) return say('accounts.no-role');
  return (
    <ul className="govuk-list wm-who-sees">
      {held.map((role) => (
        <li key={role.grantId}>{roleInWords(say, role, settings)}</li>
      ))}
    </ul>
  );
}

export function State({ say, account }: { say: Say; account: ManagedAccount }) {
  const { closedAt, mustChange, lastSeenAt } = account;
  if (closedAt !== null) return <Tag className="govuk-tag--grey">{say('accounts.closed')}</Tag>;
  if (lastSeenAt === null) return say('accounts.never');
  return (
    <>
      {say('accounts.last', { at: britishMoment(lastSeenAt) })}
      {mustChange && <span className="wm-facts__from">{say('accounts.must-change')}</span>}
    </>
  );
}
