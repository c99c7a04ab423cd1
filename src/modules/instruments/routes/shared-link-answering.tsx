import { createHash } from 'node:crypto';
import { type TenantId, type Tx, withSignIn } from '#db';
import { readToken } from '#modules/identity';
import { notFound, type PublicAsk, page, type Reply, type Route, redirect } from '#web';
import { definitionOf } from '../definitions.ts';
import { BeginPage } from '../pages/begin-page.tsx';
import { ClosedPage } from '../pages/closed-page.tsx';
import { isOpen } from '../queries/invitations.ts';
import {
  beginSheet,
  campaignByToken,
  heldSheet,
  keepSheet,
  type LooseSheet,
  type SharedLink,
  sendSheet,
} from '../sheets.ts';
import { type Sitting, type Standing, saveAnswering, sendAnswering, showAnswering } from './answering.tsx';

/** Whoever holds the link of a group answers without being known: no account, no name, no invitation. */
export const sharedLinkRoutes: readonly Route[] = [
  { method: 'GET', path: '/c/:token', permission: 'public', handle: (ask) => withLink(ask, showBegin) },
  { method: 'POST', path: '/c/:token', permission: 'public', handle: (ask) => withLink(ask, begin) },
  {
    method: 'GET',
    path: '/c/:token/:sheet/:page',
    permission: 'public',
    handle: (ask) => withLink(ask, (opened) => showAnswering(ask, sittingOf(ask, opened))),
  },
  {
    method: 'POST',
    path: '/c/:token/:sheet/check',
    permission: 'public',
    handle: (ask) => withLink(ask, (opened) => sendAnswering(ask, sittingOf(ask, opened))),
  },
  {
    method: 'POST',
    path: '/c/:token/:sheet/:page',
    permission: 'public',
    handle: (ask) => withLink(ask, (opened) => saveAnswering(ask, sittingOf(ask, opened))),
  },
];

type Opened = { tenantId: TenantId; link: SharedLink };

async function withLink(
  ask: PublicAsk,
  handle: (opened: Opened, ask: PublicAsk) => Promise<Reply>,
): Promise<Reply> {
  const token = readToken(ask.params['token']);
  if (!token) return notFound();
  const { tenantId, sha256 } = token;
  const link = await withSignIn(ask.db, tenantId, (tx) => campaignByToken(tx, tenantId, sha256));
  if (!link) return notFound();
  if (!isOpen(link, ask.today)) return page(<ClosedPage frame={ask.frame} opens={link} today={ask.today} />);
  return handle({ tenantId, link }, ask);
}

async function showBegin({ tenantId, link }: Opened, ask: PublicAsk): Promise<Reply> {
  const { db, frame, say, params } = ask;
  const instrument = await withSignIn(db, tenantId, (tx) => definitionOf(tx, tenantId, link.definitionId));
  return page(
    <BeginPage
      {...{ frame, instrument }}
      reading={{ lang: frame.lang, respondent: link.respondent, easy: false }}
      reads={[say('young.answering.nobody-knows'), say('young.answering.few')]}
      action={`/c/${params['token']}`}
      back={undefined}
    />,
  );
}

async function begin({ tenantId, link: { campaignId } }: Opened, ask: PublicAsk): Promise<Reply> {
  const sheet = await withSignIn(ask.db, tenantId, (tx) =>
    beginSheet(tx, tenantId, { campaignId, today: ask.today }),
  );
  return redirect(`/c/${ask.params['token']}/${readable(sheet)}/1`);
}

/** The organisation stands in the link already. */
function readable(token: string): string {
  return token.slice(token.indexOf('.') + 1);
}

function sittingOf({ db, params }: PublicAsk, { tenantId, link }: Opened): Sitting {
  const sha256 = createHash('sha256')
    .update(params['sheet'] ?? '')
    .digest('hex');
  const { campaignId, definitionId, respondent } = link;
  const within = <T,>(act: (tx: Tx, sheet: LooseSheet, standing: Standing) => Promise<T>) =>
    withSignIn(db, tenantId, async (tx) => {
      const sheet = await heldSheet(tx, tenantId, { campaignId, sha256 });
      if (!sheet) return undefined;
      const instrument = await definitionOf(tx, tenantId, definitionId);
      return act(tx, sheet, { instrument, respondent, ...standingOf(sheet) });
    });
  return {
    base: `/c/${params['token']}/${params['sheet']}`,
    back: undefined,
    readsBack: false,
    load: () => within(async (_, __, standing) => standing),
    keep: (read) =>
      within(async (tx, sheet, standing) => {
        if (standing.isEnded) return { standing, problems: [], conflicts: [] };
        const { typed, problems } = read(standing);
        const kept = await keepSheet(tx, tenantId, sheet, typed);
        return { standing: { ...standing, ...standingOf(kept) }, problems, conflicts: [] };
      }),
    end: (outcome, lacks) =>
      within(async (tx, sheet, standing) => {
        if (standing.isEnded || lacks(standing)) return standing;
        await sendSheet(tx, tenantId, sheet, outcome);
        return { ...standing, isEnded: true };
      }),
  };
}

function standingOf({ answers, revision, isSent }: LooseSheet) {
  return { answers, revision, isEnded: isSent };
}
