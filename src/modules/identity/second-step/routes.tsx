import type { ReactElement } from 'react';
import { z } from 'zod';
import { withSignIn } from '#db';
import { Problems } from '#outcome';
import {
  AGAIN_PAGE,
  type Ask,
  type FormState,
  localPath,
  newForm,
  notFound,
  page,
  type Reply,
  type Route,
  readForm,
  redirect,
  withForm,
} from '#web';
import { OWN_SECOND_STEP_PAGE, SECOND_STEP_PAGE } from '../rules.ts';
import { type Session, sessionOf } from '../sessions.ts';
import { takeSecondStep } from './check-code.ts';
import { appAddress } from './codes.ts';
import {
  AddAppPage,
  AddPasskeyPage,
  AgainPage,
  OwnSecondStepPage,
  RecoveryCodesPage,
  RemoveWayPage,
  SecondStepPage,
} from './pages.tsx';
import { addPasskey, askNewPasskey, askPasskey } from './passkeys.ts';
import { proveAgain } from './prove-again.ts';
import { type Checked, type Shown, siteOf } from './shown.ts';
import {
  beginApp,
  confirmApp,
  pendingSecret,
  removeWays,
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
  route(
    'GET',
    `${OWN_SECOND_STEP_PAGE}/passkey`,
    async (ask, session) => page(await addPasskeyPage(ask, session, newForm())),
    lately,
  ),
  route('POST', `${OWN_SECOND_STEP_PAGE}/passkey`, keepPasskey, lately),
  route('GET', `${OWN_SECOND_STEP_PAGE}/ways/:wayId`, askRemoval, lately),
  route('POST', `${OWN_SECOND_STEP_PAGE}/ways/:wayId`, remove, lately),
];

const Code = z.object({
  code: z.string().trim().min(1, 'second_step.code-missing').max(400, 'second_step.wrong'),
});

/** An answer is a kilobyte; with the largest certificates that a key may send a few more. */
const LONGEST_ANSWER = 50_000;

/** What somebody shows: what their passkey has answered, or the code that they typed. */
function shownIn({ form, request, say }: Ask): Shown {
  const answer = String([form['answer'] ?? ''].flat()[0]).slice(0, LONGEST_ANSWER);
  const { address, origin } = request;
  if (answer !== '') return { answer, site: siteOf(origin), address };
  return { typed: readForm(Code, form, say).code, address, at: Date.now() };
}

/** Does what a form asks for; with the page of that form again, and what is wrong, where it cannot be done. What a passkey is asked is asked anew. */
async function orAgain(
  ask: Ask,
  work: () => Promise<Reply>,
  show: (form: FormState) => Promise<ReactElement>,
): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    return page(await show(newForm(ask.form, error.problems)), { status: 422 });
  }
}

function problemsOf({ say }: Ask, checked: Checked, shown: Shown, by: 'code' | 'password'): Problems {
  if (checked.outcome === 'wait')
    return new Problems([{ field: 'code', message: say('sign_in.wait', { count: checked.minutes }) }]);
  if ('answer' in shown)
    return new Problems([{ field: 'passkey', message: say('second_step.passkey.wrong') }]);
  const message = say(by === 'password' ? 'second_step.again.wrong' : 'second_step.wrong');
  return new Problems([{ field: 'code', message }]);
}

/** What the browser is to ask of a passkey, where the account has one. */
function passkeyOf({ db, request }: Ask, session: Session): Promise<string | undefined> {
  return withSignIn(db, session.tenantId, (tx) => askPasskey(tx, session, siteOf(request.origin)));
}

async function secondStepPage(ask: Ask, session: Session, form: FormState): Promise<ReactElement> {
  return <SecondStepPage frame={ask.frame} form={form} passkey={await passkeyOf(ask, session)} />;
}

async function askCode(ask: Ask, session: Session): Promise<Reply> {
  const to = localPath(ask.query.to);
  return session.secondStepDue ? page(await secondStepPage(ask, session, newForm({ to }))) : redirect(to);
}

async function takeCode(ask: Ask, session: Session): Promise<Reply> {
  if (!session.secondStepDue) return redirect('/');
  return orAgain(
    ask,
    async () => {
      const shown = shownIn(ask);
      const taken = await takeSecondStep(ask.db, session, shown);
      if (taken.outcome !== 'signed_in') throw problemsOf(ask, taken, shown, 'code');
      return redirect(localPath(ask.form['to']), undefined, taken.cookie);
    },
    (form) => secondStepPage(ask, session, form),
  );
}

async function againPage(ask: Ask, session: Session, form: FormState): Promise<ReactElement> {
  const by = session.hasSecondStep ? 'code' : 'password';
  return <AgainPage frame={ask.frame} form={form} by={by} passkey={await passkeyOf(ask, session)} />;
}

async function askAgain(ask: Ask, session: Session): Promise<Reply> {
  const to = localPath(ask.query.to);
  // Whoever has no code of ours shows it where they signed in.
  if (session.isFederated && !session.hasSecondStep)
    return redirect(`/sign-in/elsewhere?again=yes&to=${encodeURIComponent(to)}`);
  return page(await againPage(ask, session, newForm({ to })));
}

function proveNow(ask: Ask, session: Session): Promise<Reply> {
  return orAgain(
    ask,
    async () => {
      const shown = shownIn(ask);
      const proved = await proveAgain(ask.db, session, shown);
      const by = session.hasSecondStep ? 'code' : 'password';
      if (proved.outcome !== 'right') throw problemsOf(ask, proved, shown, by);
      return redirect(localPath(ask.form['to']));
    },
    (form) => againPage(ask, session, form),
  );
}

async function show({ db, frame }: Ask, session: Session): Promise<Reply> {
  const secondStep = await withSignIn(db, session.tenantId, (tx) => secondStepOf(tx, session));
  const mustSetUp = session.secondStepRequired && !session.hasSecondStep;
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

/** The page on which a passkey is added, with what its browser is to ask. */
async function addPasskeyPage(ask: Ask, session: Session, form: FormState): Promise<ReactElement> {
  const { db, frame, request } = ask;
  const options = await withSignIn(db, session.tenantId, (tx) =>
    askNewPasskey(tx, session, siteOf(request.origin)),
  );
  return <AddPasskeyPage frame={frame} form={form} options={options} />;
}

const NewPasskey = z.object({
  name: z.string().trim().max(60, 'second_step.add.name-long').default(''),
  answer: z
    .string('second_step.passkey.missing')
    .min(1, 'second_step.passkey.missing')
    .max(LONGEST_ANSWER, 'second_step.passkey.wrong'),
});

function keepPasskey(ask: Ask, session: Session): Promise<Reply> {
  const { db, frame, form, request, say } = ask;
  return orAgain(
    ask,
    async () => {
      const { name, answer } = readForm(NewPasskey, form, say);
      const made = { answer, name: name || say('second_step.passkey.one'), site: siteOf(request.origin) };
      const codes = await withSignIn(db, session.tenantId, (tx) => addPasskey(tx, session, made));
      if (codes) return page(<RecoveryCodesPage frame={frame} codes={codes} />);
      return redirect(OWN_SECOND_STEP_PAGE, { kind: 'success', key: 'second_step.passkey.done' });
    },
    (again) => addPasskeyPage(ask, session, again),
  );
}

async function askRemoval({ db, frame, params }: Ask, session: Session): Promise<Reply> {
  const { apps, passkeys } = await withSignIn(db, session.tenantId, (tx) => secondStepOf(tx, session));
  const all = [...apps, ...passkeys];
  const way = all.find(({ id }) => id === params['wayId']);
  return way ? page(<RemoveWayPage frame={frame} way={way} isLast={all.length === 1} />) : notFound();
}

async function remove({ db, params }: Ask, session: Session): Promise<Reply> {
  const { accountId, tenantId } = session;
  await withSignIn(db, tenantId, (tx) =>
    removeWays(tx, session, { accountId, only: params['wayId'] ?? '', why: 'by its owner' }),
  );
  return redirect(OWN_SECOND_STEP_PAGE, { kind: 'success', key: 'second_step.removing.done' });
}
