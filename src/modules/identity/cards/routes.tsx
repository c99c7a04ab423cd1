import { z } from 'zod';
import { Problems } from '#outcome';
import { newForm, type PublicAsk, page, type Route, redirect, withForm } from '#web';
import { signOut } from '../actions/sign-out.ts';
import { tenantsOf } from '../queries.ts';
import { CARD_PAGE } from '../rules.ts';
import { CardPage } from './pages.tsx';
import { signInWithCard } from './sign-in-with-card.ts';

const LONGEST = 200;

const CardForm = z.object({
  token: z.string().max(LONGEST, 'young.card.wrong').optional(),
  words: z.string().trim().min(1, 'young.card.words-missing').max(LONGEST, 'young.card.wrong').optional(),
  tenantId: z.string().min(1, 'young.card.where-missing').optional(),
  secret: z.string().trim().min(1, 'young.card.secret-missing').max(LONGEST, 'young.card.wrong'),
});

/** Signing in with a card, for young people and families who have no e-mail address with the school. */
export const cardRoutes: readonly Route[] = [
  { method: 'GET', path: CARD_PAGE, permission: 'public', handle: (ask) => show(ask, undefined) },
  {
    method: 'GET',
    path: `${CARD_PAGE}/:token`,
    permission: 'public',
    handle: (ask) => show(ask, ask.params['token']?.slice(0, LONGEST)),
  },
  {
    method: 'POST',
    path: CARD_PAGE,
    permission: 'public',
    handle: async (ask) => {
      const token = [ask.form['token'] ?? []].flat()[0];
      return withForm(ask, CardForm, await cardPage(ask, token), (form) => letIn(ask, form));
    },
  },
];

async function show(ask: PublicAsk, token: string | undefined) {
  return ask.actor ? redirect('/') : page((await cardPage(ask, token))(newForm()));
}

async function cardPage({ db, frame }: PublicAsk, token: string | undefined) {
  const tenants = await tenantsOf(db);
  return (form: ReturnType<typeof newForm>) => (
    <CardPage frame={frame} form={form} tenants={tenants} token={token} />
  );
}

async function letIn({ db, say, request }: PublicAsk, { token, words, ...form }: z.output<typeof CardForm>) {
  const known = token === undefined ? { words: words ?? '' } : { token };
  const answer = await signInWithCard(db, { ...known, ...form, address: request.address });
  const problem = (message: string) => new Problems([{ field: 'secret', message }]);
  if (answer.outcome === 'wait') throw problem(say('young.card.wait', { count: answer.minutes }));
  if (answer.outcome === 'shut') throw problem(say('young.card.shut'));
  if (answer.outcome === 'wrong') throw problem(say('young.card.wrong'));
  // Whoever was signed in here before is not any more.
  await signOut(db, request.session);
  return redirect('/', undefined, answer.cookie);
}
