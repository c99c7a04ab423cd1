import { z } from 'zod';
import { Problems } from '#outcome';
import { localPath, newForm, type PublicAsk, page, type Route, redirect, withForm } from '#web';
import { signIn } from './actions/sign-in.ts';
import { signOut } from './actions/sign-out.ts';
import { cardRoutes } from './cards/routes.tsx';
import { providerFrom } from './elsewhere/provider.ts';
import { elsewhereRoutes } from './elsewhere/routes.tsx';
import { ownAccountRoutes } from './own-account-routes.tsx';
import { SignInPage } from './pages/sign-in.tsx';
import { tenantsOf } from './queries.ts';
import { LONGEST_PASSWORD, SECOND_STEP_PAGE } from './rules.ts';
import { secondStepRoutes } from './second-step/routes.tsx';

const SignInForm = z.object({
  email: z.string().trim().min(1, 'sign_in.email-missing').max(254, 'sign_in.wrong'),
  password: z
    .string()
    .min(1, 'sign_in.password-missing')
    .max(LONGEST_PASSWORD * 2, 'sign_in.wrong'),
  tenantId: z.string().min(1, 'sign_in.organisation-missing').optional(),
  shared: z.literal('yes').optional(),
  to: z.string().optional(),
});

export const routes: readonly Route[] = [
  ...ownAccountRoutes,
  ...secondStepRoutes,
  ...elsewhereRoutes,
  ...cardRoutes,
  {
    method: 'GET',
    path: '/sign-in',
    permission: 'public',
    async handle(ask) {
      const to = localPath(ask.query.to);
      if (ask.actor) return redirect(to);
      return page(await signInPage(ask).then((show) => show(newForm({ to }))));
    },
  },
  {
    method: 'POST',
    path: '/sign-in',
    permission: 'public',
    handle: async (ask) => withForm(ask, SignInForm, await signInPage(ask), (form) => letIn(ask, form)),
  },
  {
    method: 'POST',
    path: '/sign-out',
    permission: 'public',
    async handle({ db, request }) {
      await signOut(db, request.session);
      return redirect('/sign-in', { kind: 'success', key: 'sign_in.out' }, null);
    },
  },
];

async function signInPage({ db, frame, demo }: PublicAsk) {
  const tenants = await tenantsOf(db);
  const elsewhere = providerFrom(process.env)?.name;
  return (form: ReturnType<typeof newForm>) => (
    <SignInPage frame={frame} form={form} tenants={tenants} demo={demo} elsewhere={elsewhere} />
  );
}

async function letIn({ db, say, request }: PublicAsk, { to, shared, ...form }: z.output<typeof SignInForm>) {
  const answer = await signIn(db, { ...form, shared: shared === 'yes', address: request.address });
  if (answer.outcome === 'wait') {
    throw new Problems([{ field: 'email', message: say('sign_in.wait', { count: answer.minutes }) }]);
  }
  if (answer.outcome === 'wrong') throw new Problems([{ field: 'email', message: say('sign_in.wrong') }]);
  // Whoever was signed in here before is not any more.
  await signOut(db, request.session);
  const next = localPath(to);
  if (!answer.half) return redirect(next, undefined, answer.cookie);
  const query = next === '/' ? '' : `?to=${encodeURIComponent(next)}`;
  return redirect(`${SECOND_STEP_PAGE}${query}`, undefined, answer.cookie);
}
