import { z } from 'zod';
import { withActor } from '#db';
import { type Ask, newForm, notFound, page, type Reply, type Route, redirect, withForm } from '#web';
import { changePassword, endSessions } from './actions/manage-account.ts';
import { OwnAccountPage } from './pages/own-account.tsx';
import { PasswordPage } from './pages/password.tsx';
import { LONGEST_PASSWORD, PASSWORD_PAGE } from './rules.ts';
import { openSessions, type Session, sessionOf } from './sessions.ts';

/** What everybody does with their own account: see where they are signed in, end that, and choose another password. */
export const ownAccountRoutes: readonly Route[] = [
  { method: 'GET', path: '/account', permission: 'signed_in', handle: (ask) => withOwn(ask, show) },
  {
    method: 'POST',
    path: '/account/sessions',
    permission: 'signed_in',
    handle: (ask) => withOwn(ask, endOthers),
  },
  {
    method: 'GET',
    path: PASSWORD_PAGE,
    permission: 'signed_in',
    handle: (ask) =>
      withOwn(ask, async (_, session) =>
        session.isStaff ? page(passwordPage(ask, session)(newForm())) : notFound(),
      ),
  },
  {
    method: 'POST',
    path: PASSWORD_PAGE,
    permission: 'signed_in',
    handle: (ask) =>
      withOwn(ask, async (_, session) => (session.isStaff ? choose(ask, session) : notFound())),
  },
];

/** Handles it with the session that one is in. */
async function withOwn(ask: Ask, handle: (ask: Ask, session: Session) => Promise<Reply>): Promise<Reply> {
  const session = await sessionOf(ask.db, ask.request.session);
  return session ? handle(ask, session) : notFound();
}

async function show({ db, frame }: Ask, session: Session): Promise<Reply> {
  const { id, tenantId, accountId, hasSecondStep, isStaff } = session;
  const sessions = await withActor(db, { tenantId, reach: 'whole' }, (tx) =>
    openSessions(tx, tenantId, accountId),
  );
  const secondStep = isStaff ? hasSecondStep : undefined;
  return page(<OwnAccountPage frame={frame} sessions={sessions} here={id} secondStep={secondStep} />);
}

async function endOthers({ db, actor }: Ask, { id, tenantId, accountId }: Session): Promise<Reply> {
  const count = await withActor(db, { tenantId, reach: 'whole' }, (tx) =>
    endSessions(tx, actor, { accountId, but: id, why: 'by its owner' }),
  );
  return redirect('/account', { kind: 'success', key: 'account.ended', values: { count } });
}

const ChosenPassword = z.object({
  current: z
    .string()
    .min(1, 'account.password.current-missing')
    .max(LONGEST_PASSWORD * 2, 'account.password.too-long'),
  password: z
    .string()
    .min(1, 'account.password.missing')
    .max(LONGEST_PASSWORD * 2, 'account.password.too-long'),
});

function choose(ask: Ask, session: Session): Promise<Reply> {
  return withForm(ask, ChosenPassword, passwordPage(ask, session), async (form) => {
    await changePassword(ask.db, session, form);
    return redirect(session.mustChange ? '/' : '/account', {
      kind: 'success',
      key: 'account.password.changed',
    });
  });
}

function passwordPage({ frame }: Ask, { mustChange }: Session) {
  return (form: ReturnType<typeof newForm>) => (
    <PasswordPage frame={frame} form={form} mustChange={mustChange} />
  );
}
