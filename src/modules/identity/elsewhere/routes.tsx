import { localPath, type PublicAsk, page, type Reply, type Route, redirect } from '#web';
import { signOut } from '../actions/sign-out.ts';
import { SECOND_STEP_PAGE } from '../rules.ts';
import { enter } from './enter.ts';
import { NotLetInPage } from './not-let-in-page.tsx';
import { CALLBACK, type Pending, providerFrom, whereTo, whoCameBack } from './provider.ts';

/** Signing in at the organisation's own provider, where there is one. */
export const elsewhereRoutes: readonly Route[] = [
  { method: 'GET', path: '/sign-in/elsewhere', permission: 'public', handle: leave },
  { method: 'GET', path: CALLBACK, permission: 'public', handle: comeBack },
];

async function leave(ask: PublicAsk): Promise<Reply> {
  const provider = providerFrom(process.env);
  if (!provider) return redirect('/sign-in');
  const away = await whereTo(provider, {
    to: localPath(ask.query.to),
    again: ask.query['again'] === 'yes',
  });
  if (!away) return page(<NotLetInPage frame={ask.frame} why="unreachable" />, { status: 503 });
  return redirect(away.address, undefined, undefined, writePending(away.pending));
}

async function comeBack({ db, frame, request }: PublicAsk): Promise<Reply> {
  const provider = providerFrom(process.env);
  const pending = readPending(request.pending);
  const [, query = ''] = request.url.split('?', 2);
  const vouched = provider && pending ? await whoCameBack(provider, query, pending) : undefined;
  if (!provider || !pending || !vouched)
    return page(<NotLetInPage frame={frame} why="unclear" />, { status: 422 });
  const entered = await enter(db, vouched, provider);
  if (entered.outcome === 'unknown')
    return page(<NotLetInPage frame={frame} why="unknown" />, { status: 422 });
  // Whoever was signed in here before is not any more.
  await signOut(db, request.session);
  const to = localPath(pending.to);
  const first = entered.half ? `${SECOND_STEP_PAGE}?to=${encodeURIComponent(to)}` : to;
  return redirect(first, undefined, entered.cookie, null);
}

function writePending(pending: Pending): string {
  return Buffer.from(JSON.stringify(pending)).toString('base64url');
}

/** What this browser was sent away with; nothing that anybody else could have made matters, because the provider has to know it. */
function readPending(cookie: string | undefined): Pending | undefined {
  if (!cookie) return undefined;
  try {
    const { state, nonce, verifier, to } = JSON.parse(Buffer.from(cookie, 'base64url').toString('utf8'));
    const isSound = [state, nonce, verifier, to].every((each) => typeof each === 'string' && each !== '');
    return isSound ? { state, nonce, verifier, to } : undefined;
  } catch {
    return undefined;
  }
}
