import { z } from 'zod';
import type { PlainDate } from '#dates';
import { type AccountId, newId, type Tx } from '#db';
import { closeAccountOf, endRole, grantRole, rolesGiven } from '#modules/access';
import {
  endSessions,
  type ManagedAccount,
  managedAccounts,
  newPassword,
  openAccount,
  openSessions,
  removeWays,
  reopenAccount,
  replacePassword,
} from '#modules/identity';
import { Problems, Refused } from '#outcome';
import {
  type Ask,
  newForm,
  notFound,
  page,
  type ReachSource,
  type Reply,
  type Route,
  redirect,
  withDays,
  withForm,
} from '#web';
import { AccountPage } from './account-page.tsx';
import { AccountsPage } from './accounts-page.tsx';
import {
  EndRolePage,
  GiveRolePage,
  HandedPasswordPage,
  NewAccountPage,
  type SureOf,
  SurePage,
} from './forms.tsx';
import { asWhole, managing } from './managing.ts';
import {
  DayFields,
  firstPassword,
  namesOf,
  organisationFor,
  type Places,
  placeFor,
  placesIn,
  ReasonField,
  RoleFields,
} from './read.ts';
import { roleInWords } from './words.ts';

const ON_A_PAGE = 50;

/** Accounts of an organisation, for whoever manages them: opened, given roles and passwords, and closed. No young people in it. */
export function accountRoutes(sources: readonly ReachSource[]): Route[] {
  const get = (path: string, handle: (ask: Ask) => Promise<Reply>) =>
    managing('GET', path, handle, { stepUp: path.split('/').length > 3 || path.endsWith('/new') });
  const post = (path: string, handle: (ask: Ask) => Promise<Reply>) => managing('POST', path, handle);
  return [
    get('/accounts', (ask) => list(ask, sources)),
    get('/accounts/new', async (ask) =>
      page(<NewAccountPage frame={ask.frame} form={newForm()} places={await placesOf(ask)} />),
    ),
    post('/accounts/new', open),
    get('/accounts/:accountId', (ask) => withAccount(ask, (tx, account) => show(ask, tx, account, sources))),
    get('/accounts/:accountId/roles', askRole),
    post('/accounts/:accountId/roles', giveRole),
    get('/accounts/:accountId/roles/:grantId', (ask) =>
      withRole(ask, sources, async (pageWith) => page(pageWith(newForm()))),
    ),
    post('/accounts/:accountId/roles/:grantId', (ask) => takeRole(ask, sources)),
    get('/accounts/:accountId/password', (ask) => sure(ask, 'password')),
    post('/accounts/:accountId/password', handPassword),
    get('/accounts/:accountId/closing', (ask) => sure(ask, 'closing')),
    get('/accounts/:accountId/second-step', (ask) => sure(ask, 'second-step')),
    post('/accounts/:accountId/second-step', (ask) =>
      withAccount(ask, async (tx, { id }) => {
        if (id === ask.actor.accountId)
          throw new Refused('Your own second step is on the page of your account.');
        await removeWays(tx, ask.actor, { accountId: id, only: null, why: 'by an administrator' });
        await endSessions(tx, ask.actor, { accountId: id, why: 'its second step was removed' });
        return redirect(`/accounts/${id}`, { kind: 'success', key: 'accounts.second-step.done' });
      }),
    ),
    post('/accounts/:accountId/closing', (ask) =>
      withAccount(ask, async (tx, { id }) => {
        await closeAccountOf(tx, ask.actor, id);
        return redirect(`/accounts/${id}`, { kind: 'success', key: 'accounts.closing.done' });
      }),
    ),
    post('/accounts/:accountId/opening', (ask) =>
      withAccount(ask, async (tx, { id }) => {
        await reopenAccount(tx, ask.actor, id);
        return redirect(`/accounts/${id}`, { kind: 'success', key: 'accounts.reopened' });
      }),
    ),
    post('/accounts/:accountId/sessions', (ask) =>
      withAccount(ask, async (tx, { id }) => {
        const count = await endSessions(tx, ask.actor, { accountId: id, why: 'by an administrator' });
        return redirect(`/accounts/${id}`, { kind: 'success', key: 'account.ended', values: { count } });
      }),
    ),
  ];
}

function withAccount(ask: Ask, handle: (tx: Tx, account: ManagedAccount) => Promise<Reply>): Promise<Reply> {
  return asWhole(ask, async (tx) => {
    const [account] = await managedAccounts(tx, ask.actor.tenantId, ask.params['accountId'] as AccountId);
    return account ? handle(tx, account) : notFound();
  });
}

function placesOf(ask: Ask): Promise<Places> {
  return asWhole(ask, (tx) => placesIn(tx, ask.actor.tenantId));
}

function list(ask: Ask, sources: readonly ReachSource[]): Promise<Reply> {
  const { actor, frame, query } = ask;
  const words = typeof query.q === 'string' ? query.q.trim().slice(0, 100) : '';
  return asWhole(ask, async (tx) => {
    const all = await managedAccounts(tx, actor.tenantId);
    const given = await rolesGiven(tx, actor.tenantId);
    const sought = words.toLocaleLowerCase();
    const found = all.filter((account) =>
      [account.name, account.email, account.job ?? ''].some((text) =>
        text.toLocaleLowerCase().includes(sought),
      ),
    );
    const pages = Math.max(1, Math.ceil(found.length / ON_A_PAGE));
    const at = Math.min(pages, Math.max(1, Number.parseInt(String(query.page ?? '1'), 10) || 1));
    const shown = found.slice((at - 1) * ON_A_PAGE, at * ON_A_PAGE);
    return page(
      <AccountsPage
        frame={frame}
        accounts={shown}
        roles={Map.groupBy(given, ({ accountId }) => accountId)}
        settings={await namesOf(tx, actor.tenantId, given, sources)}
        words={words}
        at={{ page: at, pages, total: found.length }}
      />,
    );
  });
}

const NewAccount = z.object({
  name: z.string().trim().min(1, 'accounts.new.name-missing').max(200, 'accounts.new.too-long'),
  email: z.string().trim().min(1, 'accounts.new.email-missing').max(254, 'accounts.new.too-long'),
  job: z.string().trim().max(200, 'accounts.new.too-long').default(''),
  ...RoleFields,
  ...DayFields,
  ...ReasonField,
});

async function open(ask: Ask): Promise<Reply> {
  const { actor, frame, say } = ask;
  const places = await placesOf(ask);
  return withForm(
    withDays(ask, 'from', 'until'),
    NewAccount,
    (form) => <NewAccountPage frame={frame} form={form} places={places} />,
    async ({ name, email, job, role, setting, cluster, organisation, reason, from, until }) => {
      const typed = firstPassword();
      const password = await newPassword(typed, email);
      const id = newId<AccountId>();
      await asWhole(ask, async (tx) => {
        const where = { tenantId: actor.tenantId, say };
        const place = await placeFor(tx, where, { role, setting, cluster });
        const organisationId = await organisationFor(tx, where, { role, organisation });
        refusePast(ask, { from, until });
        await openAccount(tx, actor, { id, email, name, job: job || null, password, mustChange: true });
        const days = { startsOn: from, endsOn: until };
        await grantRole(tx, actor, { accountId: id, role, ...place, organisationId, reason, ...days });
      });
      return page(<HandedPasswordPage frame={frame} account={{ id, name, email }} password={typed} />);
    },
  );
}

async function show(
  { actor, frame }: Ask,
  tx: Tx,
  account: ManagedAccount,
  sources: readonly ReachSource[],
): Promise<Reply> {
  const { tenantId } = actor;
  const roles = await rolesGiven(tx, tenantId, account.id);
  return page(
    <AccountPage
      frame={frame}
      account={account}
      roles={roles}
      settings={await namesOf(tx, tenantId, roles, sources)}
      sessions={await openSessions(tx, tenantId, account.id)}
      isOwn={actor.accountId === account.id}
    />,
  );
}

async function askRole(ask: Ask): Promise<Reply> {
  // Before the account's transaction: the embedded database has one connection.
  const places = await placesOf(ask);
  return withAccount(ask, async (_, account) =>
    page(<GiveRolePage frame={ask.frame} form={newForm()} account={account} places={places} />),
  );
}

async function giveRole(ask: Ask): Promise<Reply> {
  const { actor, frame, say } = ask;
  const places = await placesOf(ask);
  return withAccount(ask, (tx, account) =>
    withForm(
      withDays(ask, 'from', 'until'),
      z.object({ ...RoleFields, ...DayFields, ...ReasonField }),
      (form) => <GiveRolePage frame={frame} form={form} account={account} places={places} />,
      async ({ role, setting, cluster, organisation, reason, from, until }) => {
        const where = { tenantId: actor.tenantId, say };
        const place = await placeFor(tx, where, { role, setting, cluster });
        const organisationId = await organisationFor(tx, where, { role, organisation });
        refusePast(ask, { from, until });
        const days = { startsOn: from, endsOn: until };
        await grantRole(tx, actor, {
          accountId: account.id,
          role,
          ...place,
          organisationId,
          reason,
          ...days,
        });
        return redirect(`/accounts/${account.id}`, { kind: 'success', key: 'accounts.give.done' });
      },
    ),
  );
}

/** A role that is over before it begins is a slip of the pen: said at the box, before anything is written. */
function refusePast(
  { actor, say }: Ask,
  { from, until }: { from: PlainDate | null; until: PlainDate | null },
): void {
  if (until !== null && until < (from ?? actor.today))
    throw new Problems([{ field: 'until', message: say('accounts.role-until-past') }]);
}

type RolePage = (form: ReturnType<typeof newForm>) => ReturnType<typeof EndRolePage>;

/** With the page on which a role that holds is ended; one that has ended, or is not of this account, is not there. */
function withRole(
  ask: Ask,
  sources: readonly ReachSource[],
  handle: (pageWith: RolePage, tx: Tx, grantId: string) => Promise<Reply>,
): Promise<Reply> {
  const { actor, frame, say, params } = ask;
  return withAccount(ask, async (tx, account) => {
    const roles = await rolesGiven(tx, actor.tenantId, account.id);
    const role = roles.find(({ grantId, endedAt }) => grantId === params['grantId'] && endedAt === null);
    if (!role) return notFound();
    const names = await namesOf(tx, actor.tenantId, roles, sources);
    const grant = { id: role.grantId, words: roleInWords(say, role, names) };
    const pageWith: RolePage = (form) => (
      <EndRolePage frame={frame} form={form} account={account} grant={grant} />
    );
    return handle(pageWith, tx, role.grantId);
  });
}

function takeRole(ask: Ask, sources: readonly ReachSource[]): Promise<Reply> {
  return withRole(ask, sources, (pageWith, tx, grantId) =>
    withForm(ask, z.object(ReasonField), pageWith, async ({ reason }) => {
      await endRole(tx, ask.actor, { grantId, reason });
      return redirect(`/accounts/${ask.params['accountId']}`, { kind: 'success', key: 'accounts.end.done' });
    }),
  );
}

function sure(ask: Ask, what: SureOf): Promise<Reply> {
  return withAccount(ask, async (_, account) =>
    page(<SurePage frame={ask.frame} account={account} what={what} />),
  );
}

async function handPassword(ask: Ask): Promise<Reply> {
  const { actor, frame, params } = ask;
  const [account] = await asWhole(ask, (tx) =>
    managedAccounts(tx, actor.tenantId, params['accountId'] as AccountId),
  );
  if (!account) return notFound();
  if (account.id === actor.accountId)
    throw new Refused('Your own password is changed on the page of your own account.');
  const typed = firstPassword();
  const password = await newPassword(typed, account.email);
  await asWhole(ask, (tx) => replacePassword(tx, actor, account.id, password));
  return page(<HandedPasswordPage frame={frame} account={account} password={typed} />);
}
