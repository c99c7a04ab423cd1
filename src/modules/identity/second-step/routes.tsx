import { z } from 'zod';
import { withSignIn } from '#db';
import { Problems } from '#outcome';
import {
  AGAIN_PAGE,
  type Ask,
  localPath,
  newForm,
  notFound,
  page,
  type Reply,
  type Route,
  redirect,
  withForm,
} from '#web';
import { OWN_SECOND_STEP_PAGE, SECOND_STEP_PAGE } from '../rules.ts';
import { type Session, sessionOf } from '../sessions.ts';
import { type Checked, takeSecondStep } from './check-code.ts';
import { appAddress } from './codes.ts';
import {
  AddAppPage,
  AgainPage,
  OwnSecondStepPage,
  RecoveryCodesPage,
  RemoveAppPage,
  SecondStepPage,
} from './pages.tsx';
import { proveAgain } from './prove-again.ts';
import {
  beginApp,
  confirmApp,
  pendingSecret,
  removeApps,
  replaceRecoveryCodes,
  secondStepOf,
} from './ways.ts';

type Handle = (ask: Ask, session: Session) => Promise<Reply>;

/** With the session that one is in. */
function route(
  method: 'GET' | 'POST',
  path: string,
  handle: Handle,
  { stepUp = false }: { stepUp?: boolean } = {},
): Route {
  return {
    method,
    path,
    permission: 'signed_in',
    stepUp,
    async handle(ask) {
      const session = await sessionOf(ask.db, ask.request.session);
      return session?.isStaff ? handle(ask, session) : notFound();
    },
  };
}

const lately = { stepUp: true };

/** The second step of signing in, looking after one's own, and showing once more who one is. */
export const secondStepRoutes: readonly Route[] = [
  route('GET', SECOND_STEP_PAGE, askCode),
  route('POST', SECOND_STEP_PAGE, takeCode),
  route('GET', AGAIN_PAGE, askAgain),
  route('POST', AGAIN_PAGE, proveNow),
  route('GET', OWN_SECOND_STEP_PAGE, show),
  route('POST', `${OWN_SECOND_STEP_PAGE}/app/new`, begin, lately),
  route('GET', `${OWN_SECOND_STEP_PAGE}/app`, askFirstCode, lately),
  route('POST', `${OWN_SECOND_STEP_PAGE}/app`, confirm, lately),
  route('POST', `${OWN_SECOND_STEP_PAGE}/codes`, makeCodes, lately),
  route('GET', `${OWN_SECOND_STEP_PAGE}/apps/:appId`, askRemoval, lately),
  route('POST', `${OWN_SECOND_STEP_PAGE}/apps/:appId`, remove, lately),
];

const Code = z.object({
  code: z.string().trim().min(1, 'second_step.code-missing').max(400, 'second_step.wrong'),
  to: z.string().optional(),
});

async function askCode({ frame, query }: Ask, { secondStepDue }: Session): Promise<Reply> {
  const to = localPath(query.to);
  if (!secondStepDue) return redirect(to);
  return page(<SecondStepPage frame={frame} form={newForm({ to })} />);
}

async function takeCode(ask: Ask, session: Session): Promise<Reply> {
  const { db, frame, request } = ask;
  if (!session.secondStepDue) return redirect('/');
  return withForm(
    ask,
    Code,
    (form) => <SecondStepPage frame={frame} form={form} />,
    async ({ code, to }) => {
      const answer = await takeSecondStep(db, session, {
        typed: code,
        address: request.address,
        at: Date.now(),
      });
      if (answer.outcome !== 'signed_in') throw problemsOf(ask, answer);
      return redirect(localPath(to), undefined, answer.cookie);
    },
  );
}

function problemsOf({ say }: Ask, answer: Checked): Problems {
  const message =
    answer.outcome === 'wait' ? say('sign_in.wait', { count: answer.minutes }) : say('second_step.wrong');
  return new Problems([{ field: 'code', message }]);
}

async function askAgain({ frame, query }: Ask, { hasSecondStep, isFederated }: Session): Promise<Reply> {
  const to = localPath(query.to);
  // Whoever has no code of ours shows it where they signed in.
  if (isFederated && !hasSecondStep)
    return redirect(`/sign-in/elsewhere?again=yes&to=${encodeURIComponent(to)}`);
  const form = newForm({ to });
  const by = hasSecondStep ? 'code' : 'password';
  return page(<AgainPage frame={frame} form={form} by={by} />);
}

function proveNow(ask: Ask, session: Session): Promise<Reply> {
  const { db, frame, request, say } = ask;
  const by = session.hasSecondStep ? 'code' : 'password';
  return withForm(
    ask,
    Code,
    (form) => <AgainPage frame={frame} form={form} by={by} />,
    async ({ code, to }) => {
      const answer = await proveAgain(db, session, {
        typed: code,
        address: request.address,
        at: Date.now(),
      });
      if (answer.outcome === 'wrong' && by === 'password')
        throw new Problems([{ field: 'code', message: say('second_step.again.wrong') }]);
      if (answer.outcome !== 'right') throw problemsOf(ask, answer);
      return redirect(localPath(to));
    },
  );
}

async function show({ db, frame }: Ask, session: Session): Promise<Reply> {
  const secondStep = await withSignIn(db, session.tenantId, (tx) => secondStepOf(tx, session));
  const mustSetUp = session.secondStepRequired && secondStep.apps.length === 0;
  return page(<OwnSecondStepPage frame={frame} secondStep={secondStep} mustSetUp={mustSetUp} />);
}

async function begin({ db }: Ask, session: Session): Promise<Reply> {
  await withSignIn(db, session.tenantId, (tx) => beginApp(tx, session));
  return redirect(`${OWN_SECOND_STEP_PAGE}/app`);
}

/** The page with the picture, or undefined when nothing is being set up. */
async function addAppPage({ db, frame }: Ask, session: Session) {
  const { tenantId, organisation, accountId } = session;
  const pending = await withSignIn(db, tenantId, async (tx) => ({
    secret: await pendingSecret(tx, session),
    email: (
      await tx
        .selectFrom('identity.account')
        .select('email')
        .where('tenant_id', '=', tenantId)
        .where('id', '=', accountId)
        .$narrowType<{ email: string }>()
        .executeTakeFirstOrThrow()
    ).email,
  }));
  const { secret, email } = pending;
  if (secret === undefined) return undefined;
  const address = appAddress({ secret, issuer: organisation, label: email });
  return (form: ReturnType<typeof newForm>) => (
    <AddAppPage frame={frame} form={form} secret={secret} address={address} />
  );
}

async function askFirstCode(ask: Ask, session: Session): Promise<Reply> {
  const show = await addAppPage(ask, session);
  return show ? page(show(newForm())) : redirect(OWN_SECOND_STEP_PAGE);
}

const FirstCode = Code.extend({
  name: z.string().trim().max(60, 'second_step.add.name-long').default(''),
});

async function confirm(ask: Ask, session: Session): Promise<Reply> {
  const { db, frame, say } = ask;
  const show = await addAppPage(ask, session);
  if (!show) return redirect(OWN_SECOND_STEP_PAGE);
  return withForm(ask, FirstCode, show, async ({ code, name }) => {
    const codes = await withSignIn(db, session.tenantId, (tx) =>
      confirmApp(tx, session, { typed: code, name: name || say('second_step.app'), at: Date.now() }),
    );
    if (codes) return page(<RecoveryCodesPage frame={frame} codes={codes} />);
    return redirect(OWN_SECOND_STEP_PAGE, { kind: 'success', key: 'second_step.add.done' });
  });
}

async function makeCodes({ db, frame }: Ask, session: Session): Promise<Reply> {
  if (!session.hasSecondStep) return redirect(OWN_SECOND_STEP_PAGE);
  const codes = await withSignIn(db, session.tenantId, (tx) => replaceRecoveryCodes(tx, session));
  return page(<RecoveryCodesPage frame={frame} codes={codes} />);
}

async function askRemoval({ db, frame, params }: Ask, session: Session): Promise<Reply> {
  const { apps } = await withSignIn(db, session.tenantId, (tx) => secondStepOf(tx, session));
  const app = apps.find(({ id }) => id === params['appId']);
  return app ? page(<RemoveAppPage frame={frame} app={app} isLast={apps.length === 1} />) : notFound();
}

async function remove({ db, params }: Ask, session: Session): Promise<Reply> {
  const { accountId, tenantId } = session;
  await withSignIn(db, tenantId, (tx) =>
    removeApps(tx, session, { accountId, only: params['appId'] ?? '', why: 'by its owner' }),
  );
  return redirect(OWN_SECOND_STEP_PAGE, { kind: 'success', key: 'second_step.removing.done' });
}
