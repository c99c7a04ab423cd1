import { z } from 'zod';
import { type Tx, withActor } from '#db';
import { record } from '#modules/audit';
import { Problems } from '#outcome';
import {
  type Ask,
  download,
  type FormState,
  newForm,
  notFound,
  page,
  type Reply,
  type Route,
  redirect,
  withForm,
} from '#web';
import { decideReferral } from '../actions/refer.ts';
import { AgendaPage } from '../pages/agenda-page.tsx';
import { AgendaReferralPage } from '../pages/agenda-referral-page.tsx';
import { type DocumentId, documentOf, documentsOf } from '../queries/documents.ts';
import { type Referral, referralsById, type Seated, seatedOf } from '../queries/referrals.ts';
import { decides } from '../rules/words.ts';
import { wholly } from './wholly.ts';

const permission = 'panel.sit';

/** What is before the panels on which somebody sits: that, and nothing else about anybody. */
export const agendaRoutes: readonly Route[] = [
  { method: 'GET', path: '/agenda', permission, handle: list },
  {
    method: 'GET',
    path: '/agenda/:referralId',
    permission,
    handle: (ask) => opened(ask, async (one) => page((await shownWith(ask, one))(newForm()))),
  },
  {
    method: 'POST',
    path: '/agenda/:referralId',
    permission,
    handle: (ask) => opened(ask, (one) => decide(ask, one)),
  },
  {
    method: 'GET',
    path: '/agenda/:referralId/documents/:documentId',
    permission,
    handle: (ask) => opened(ask, (one) => openDocument(ask, one)),
  },
];

/** What whoever asks reads today because of where they sit. */
async function seatedNow(ask: Ask): Promise<Seated[]> {
  const { tenantId, accountId, today } = ask.actor;
  if (accountId === null) return [];
  return withActor(ask.db, wholly(ask), (tx) => seatedOf(tx, { tenantId, accountId, today }));
}

/** As whoever asks, with some referrals in reach and nobody: a panel opens no record. */
function sitting<T>({ db, actor }: Ask, seated: readonly Seated[], act: (tx: Tx) => Promise<T>): Promise<T> {
  const { tenantId, accountId } = actor;
  const referrals = seated.map(({ referralId }) => referralId);
  return withActor(db, { tenantId, accountId, reach: { settings: [], people: [] }, referrals }, act);
}

async function list(ask: Ask): Promise<Reply> {
  const seated = await seatedNow(ask);
  return sitting(ask, seated, async (tx) => {
    const ids = seated.map(({ referralId }) => referralId);
    const referrals = await referralsById(tx, ask.actor.tenantId, ids);
    for (const { id, personId, panel } of referrals)
      await record(tx, ask.actor, { act: 'agenda.seen', personId, subjectId: id, why: whyOf(ask, panel) });
    return page(<AgendaPage frame={ask.frame} referrals={referrals} />);
  });
}

function whyOf({ say }: Ask, panel: string): string {
  return say('roles.why.panel', { panel });
}

type One = { referral: Referral; seated: Seated };

/** With one that whoever asks reads today; the look is kept first. Anything else is not there. */
async function opened(ask: Ask, handle: (one: One) => Promise<Reply>): Promise<Reply> {
  const seated = (await seatedNow(ask)).find(({ referralId }) => referralId === ask.params['referralId']);
  if (!seated) return notFound();
  const referral = await sitting(ask, [seated], async (tx) => {
    const [found] = await referralsById(tx, ask.actor.tenantId, [seated.referralId]);
    if (found)
      await record(tx, ask.actor, {
        act: 'referral.seen',
        personId: found.personId,
        subjectId: found.id,
        why: whyOf(ask, found.panel),
      });
    return found;
  });
  return referral ? handle({ referral, seated }) : notFound();
}

async function shownWith(ask: Ask, { referral, seated }: One) {
  const documents = await sitting(ask, [seated], (tx) => documentsOf(tx, ask.actor.tenantId, referral.id));
  const shown = { frame: ask.frame, referral, documents, decides: decides(seated.duty) };
  return (form: FormState) => <AgendaReferralPage {...shown} form={form} />;
}

/** A file is opened by whoever reads the referral, and each opening is on record. */
async function openDocument(ask: Ask, { referral, seated }: One): Promise<Reply> {
  const { actor, params } = ask;
  const documentId = params['documentId'] as DocumentId; // the path has been checked to hold an id
  return sitting(ask, [seated], async (tx) => {
    const found = await documentOf(tx, actor.tenantId, { referralId: referral.id, documentId });
    if (!found) return notFound();
    const why = whyOf(ask, referral.panel);
    await record(tx, actor, {
      act: 'document.opened',
      personId: referral.personId,
      subjectId: documentId,
      why,
    });
    const { name, type, content } = found;
    return download({ name, type, body: content });
  });
}

const Deciding = z.object({
  decision: z.string().trim().min(1, 'agenda.decision-missing').max(3_000, 'agenda.decision-long'),
});

async function decide(ask: Ask, one: One): Promise<Reply> {
  return withForm(ask, Deciding, await shownWith(ask, one), async ({ decision }) => {
    const closed = await sitting(ask, [one.seated], (tx) =>
      decideReferral(tx, ask.actor, one.seated, decision),
    );
    // Somebody else was quicker: what was typed stays on the page.
    if (!closed) throw new Problems([{ field: 'decision', message: ask.say('agenda.closed-before') }]);
    return redirect('/agenda', { kind: 'success', key: 'agenda.closed' });
  });
}
