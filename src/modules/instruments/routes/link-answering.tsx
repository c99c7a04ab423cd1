import { type PersonId, withActor, withSignIn } from '#db';
import type { Actor } from '#modules/access';
import { readToken } from '#modules/identity';
import { notFound, type PublicAsk, page, type Reply, type Route, redirect } from '#web';
import { startResponse } from '../actions/start-response.ts';
import { definitionOf } from '../definitions.ts';
import { BeginPage } from '../pages/begin-page.tsx';
import { ClosedPage } from '../pages/closed-page.tsx';
import { ThanksPage } from '../pages/thanks-page.tsx';
import { whoReads } from '../pages/who-reads.ts';
import { type Invitation, invitationByToken, isOpen } from '../queries/invitations.ts';
import { responseByLink } from '../queries/responses.ts';
import { type Sitting, saveAnswering, sendAnswering, showAnswering } from './answering.tsx';
import { atResponse } from './at-response.tsx';

/** Somebody with a link of their own answers without an account. What they sent cannot be read with it afterwards. */
export const linkAnsweringRoutes: readonly Route[] = [
  { method: 'GET', path: '/q/:token', permission: 'public', handle: (ask) => withLink(ask, showBegin) },
  { method: 'POST', path: '/q/:token', permission: 'public', handle: (ask) => withLink(ask, begin) },
  {
    method: 'GET',
    path: '/q/:token/:page',
    permission: 'public',
    handle: (ask) => withKnownLink(ask, showPage),
  },
  {
    method: 'POST',
    path: '/q/:token/check',
    permission: 'public',
    handle: (ask) => withKnownLink(ask, (opened) => sendAnswering(ask, sittingOf(ask, opened))),
  },
  {
    method: 'POST',
    path: '/q/:token/:page',
    permission: 'public',
    handle: (ask) => withKnownLink(ask, (opened) => saveAnswering(ask, sittingOf(ask, opened))),
  },
];

/** A page of what was begun; whoever has not begun, or asks for a page that is not there, is led to the beginning. */
async function showPage(opened: Opened, ask: PublicAsk): Promise<Reply> {
  const reply = await showAnswering(ask, sittingOf(ask, opened));
  return reply.kind === 'not_found' ? redirect(`/q/${ask.params['token']}`) : reply;
}

type Asked = Omit<Invitation, 'responseId' | 'answeredAt'>;
type Opened = { invitation: Asked; sha256: string; actor: Actor };

/** Finds what a link asks. A link that is wrong is not there; one that is early or late says so. */
async function withLink(
  ask: PublicAsk,
  handle: (opened: Opened, ask: PublicAsk) => Promise<Reply>,
): Promise<Reply> {
  const token = readToken(ask.params['token']);
  if (!token) return notFound();
  const invitation = await withSignIn(ask.db, token.tenantId, (tx) =>
    invitationByToken(tx, token.tenantId, token.sha256),
  );
  if (!invitation) return notFound();
  if (!isOpen(invitation, ask.today))
    return page(<ClosedPage frame={ask.frame} opens={invitation} today={ask.today} />);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(token.sha256, invitation);
  return handle(
    { invitation, sha256: token.sha256, actor: answering(token.tenantId, invitation.personId, ask) },
    ask,
  );
}

/**
 * What links asked when they were last looked up: somebody who answers sends a page every few seconds, and whose link it is does not
 * change. Whether it still holds is looked up each time with the response itself (`responseByLink`).
 */
const known = new Map<string, Asked>();
const MOST_KNOWN = 5_000;

/** As `withLink`, without asking again whose link it is. What is not there by what was known is looked up after all. */
async function withKnownLink(
  ask: PublicAsk,
  handle: (opened: Opened, ask: PublicAsk) => Promise<Reply>,
): Promise<Reply> {
  const token = readToken(ask.params['token']);
  const invitation = token && known.get(token.sha256);
  if (!invitation) return withLink(ask, handle);
  const reply = await handle(
    { invitation, sha256: token.sha256, actor: answering(token.tenantId, invitation.personId, ask) },
    ask,
  );
  return reply.kind === 'not_found' ? withLink(ask, handle) : reply;
}

/** Whoever holds a link: nobody by name, for whom one young person is all there is, and who may do nothing but answer. */
function answering(tenantId: Actor['tenantId'], personId: PersonId, { today }: PublicAsk): Actor {
  return {
    tenantId,
    accountId: null,
    name: 'somebody with a link of their own',
    today,
    roles: [],
    may: new Set(),
    mayAt: () => false,
    mayOwn: () => false,
    reach: { settings: [], people: [personId] },
    restricted: [],
    // Whoever answers reads what they said on the page before, whatever it is about.
    sensitive: 'all',
    why: () => 'has a link of their own',
  };
}

function sittingOf({ db, params }: PublicAsk, { invitation, sha256, actor }: Opened): Sitting {
  return atResponse({
    db,
    actor,
    base: `/q/${params['token']}`,
    back: undefined,
    readsBack: false,
    showsLast: false,
    open: (tx, hold) => responseByLink(tx, actor, { invitationId: invitation.id, sha256 }, hold),
  });
}

async function showBegin({ invitation, sha256, actor }: Opened, ask: PublicAsk): Promise<Reply> {
  const { db, frame } = ask;
  const { respondent } = invitation;
  const reading = { lang: frame.lang, respondent, easy: false };
  const base = `/q/${ask.params['token']}`;
  return withActor(db, actor, async (tx) => {
    const instrument = await definitionOf(tx, actor.tenantId, invitation.definitionId);
    const found = await responseByLink(tx, actor, { invitationId: invitation.id, sha256 });
    if (found?.response.endedAt)
      return page(<ThanksPage {...{ frame, instrument, reading }} back={undefined} />);
    return page(
      <BeginPage
        {...{ frame, instrument, reading }}
        reads={whoReads(frame.say, instrument, respondent, invitation.told)}
        action={base}
        back={undefined}
      />,
    );
  });
}

async function begin({ invitation, actor }: Opened, ask: PublicAsk): Promise<Reply> {
  await withActor(ask.db, actor, async (tx) =>
    startResponse(tx, actor, {
      definitionId: invitation.definitionId,
      instrument: await definitionOf(tx, actor.tenantId, invitation.definitionId),
      respondent: invitation.respondent,
      about: { personId: invitation.personId, settingId: invitation.settingId },
      author: null,
      invitation,
    }),
  );
  return redirect(`/q/${ask.params['token']}/1`);
}
