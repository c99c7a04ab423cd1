import { type PersonId, withActor } from '#db';
import { seePerson } from '#modules/people';
import {
  type Ask,
  newForm,
  notFound,
  page,
  type Reply,
  type Route,
  redirect,
  SubmissionField,
  submissionOf,
} from '#web';
import type { InvitationId } from '../../../db/generated/instruments/Invitation.ts';
import type { ResponseId } from '../../../db/generated/instruments/Response.ts';
import { startResponse } from '../actions/start-response.ts';
import { definitionOf, offeredInstrument, publish } from '../definitions.ts';
import { BeginPage } from '../pages/begin-page.tsx';
import { whoReads } from '../pages/who-reads.ts';
import { invitationOf, isOpen } from '../queries/invitations.ts';
import { ownResponse } from '../queries/responses.ts';
import type { Instrument, Respondent } from '../rules/index.ts';
import { type Sitting, saveAnswering, sendAnswering, showAnswering, wayOn } from './answering.tsx';
import { atResponse } from './at-response.tsx';

/** A young person, or somebody in their family, answers by themselves, signed in. */
export const ownAnsweringRoutes: readonly Route[] = [
  { method: 'GET', path: '/mine/:personId/asked/:invitationId', permission: 'own.see', handle: showAsked },
  { method: 'POST', path: '/mine/:personId/asked/:invitationId', permission: 'own.see', handle: beginAsked },
  { method: 'GET', path: '/mine/:personId/begin/:name', permission: 'own.see', handle: showAnyTime },
  { method: 'POST', path: '/mine/:personId/begin/:name', permission: 'own.see', handle: beginAnyTime },
  {
    method: 'GET',
    path: '/mine/:personId/answers/:responseId/:page',
    permission: 'own.see',
    handle: (ask) => showAnswering(ask, sittingOf(ask)),
  },
  {
    method: 'POST',
    path: '/mine/:personId/answers/:responseId/check',
    permission: 'own.see',
    handle: (ask) => sendAnswering(ask, sittingOf(ask)),
  },
  {
    method: 'POST',
    path: '/mine/:personId/answers/:responseId/:page',
    permission: 'own.see',
    handle: (ask) => saveAnswering(ask, sittingOf(ask)),
  },
];

/** What an account of their own answers as. */
export function ownRespondent({ roles }: Pick<Ask['actor'], 'roles'>): Respondent {
  return roles.includes('young_person') ? 'young_person' : 'family';
}

function home({ params, say }: Ask) {
  return { href: `/mine/${params['personId']}`, text: say('young.answering.home') };
}

/** Their own response only: not what another in the family, or an adult, says about the same young person. */
function sittingOf(ask: Ask): Sitting {
  const { db, actor, params } = ask;
  const personId = params['personId'] as PersonId; // the path has been checked to hold an id
  const id = params['responseId'] as ResponseId;
  return atResponse({
    db,
    actor,
    base: `/mine/${personId}/answers/${id}`,
    back: home(ask),
    readsBack: true,
    showsLast: true,
    async open(tx, hold) {
      const opened = await ownResponse(tx, actor, { id, personId }, hold);
      // What is kept as one goes shows nobody anything; that it was given is on record.
      if (!opened || (hold === 'held' && wayOn(ask) === 'keep')) return opened;
      return (await seePerson(tx, actor, personId, 'own.seen')) && opened;
    },
  });
}

async function showAsked(ask: Ask): Promise<Reply> {
  const { db, actor, params } = ask;
  return withActor(db, actor, async (tx) => {
    const invitation = await invitationOf(tx, actor.tenantId, params['invitationId'] as InvitationId);
    if (!invitation || !isForThem(ask, invitation)) return notFound();
    if (!(await seePerson(tx, actor, invitation.personId, 'own.seen'))) return notFound();
    if (invitation.responseId !== null)
      return redirect(`/mine/${invitation.personId}/answers/${invitation.responseId}/1`);
    const instrument = await definitionOf(tx, actor.tenantId, invitation.definitionId);
    const action = `/mine/${invitation.personId}/asked/${invitation.id}`;
    return page(beginPage(ask, instrument, action, invitation.told));
  });
}

function isForThem(
  { actor, params }: Ask,
  invitation: Parameters<typeof isOpen>[0] & { personId: PersonId; respondent: Respondent },
): boolean {
  return (
    invitation.personId === params['personId'] &&
    invitation.respondent === ownRespondent(actor) &&
    isOpen(invitation, actor.today)
  );
}

async function beginAsked(ask: Ask): Promise<Reply> {
  const { db, actor, params } = ask;
  return withActor(db, actor, async (tx) => {
    const invitation = await invitationOf(tx, actor.tenantId, params['invitationId'] as InvitationId);
    if (!invitation || !isForThem(ask, invitation)) return notFound();
    const { personId, settingId } = invitation;
    if (!(await seePerson(tx, actor, personId, 'own.seen'))) return notFound();
    const begun = await startResponse(tx, actor, {
      definitionId: invitation.definitionId,
      instrument: await definitionOf(tx, actor.tenantId, invitation.definitionId),
      respondent: invitation.respondent,
      about: { personId, settingId },
      author: null,
      invitation,
    });
    // Begun twice at the same moment, it is the one that came first.
    const standing = await invitationOf(tx, actor.tenantId, invitation.id);
    return redirect(`/mine/${personId}/answers/${standing?.responseId ?? begun}/1`);
  });
}

/** Those that they may begin by themselves. */
function isTheirs(ask: Ask, { any_time, answered_by, about_whom }: Instrument): boolean {
  return any_time && about_whom === 'person' && answered_by.includes(ownRespondent(ask.actor));
}

async function showAnyTime(ask: Ask): Promise<Reply> {
  const { db, actor, params } = ask;
  return withActor(db, actor, async (tx) => {
    const offered = await offeredInstrument(tx, actor, params['name'] ?? '');
    if (!offered || !isTheirs(ask, offered.instrument)) return notFound();
    const person = await seePerson(tx, actor, params['personId'] as PersonId, 'own.seen');
    if (!person) return notFound();
    return page(
      beginPage(ask, offered.instrument, `/mine/${person.personId}/begin/${offered.instrument.name}`),
    );
  });
}

async function beginAnyTime(ask: Ask): Promise<Reply> {
  const { db, actor, form, params } = ask;
  return withActor(db, actor, async (tx) => {
    const offered = await offeredInstrument(tx, actor, params['name'] ?? '');
    if (!offered || !isTheirs(ask, offered.instrument)) return notFound();
    const person = await seePerson(tx, actor, params['personId'] as PersonId, 'own.seen');
    if (!person) return notFound();
    const id = await startResponse(tx, actor, {
      id: submissionOf<ResponseId>(form),
      definitionId: await publish(tx, actor, offered),
      instrument: offered.instrument,
      respondent: ownRespondent(actor),
      about: { personId: person.personId, settingId: person.settingId },
      author: null,
    });
    return redirect(`/mine/${person.personId}/answers/${id}/1`);
  });
}

function beginPage(ask: Ask, instrument: Instrument, action: string, told: string | null = null) {
  const { frame, actor } = ask;
  return (
    <BeginPage
      frame={frame}
      instrument={instrument}
      reading={{ lang: frame.lang, respondent: ownRespondent(actor), easy: false }}
      reads={whoReads(frame.say, instrument, ownRespondent(actor), told)}
      action={action}
      back={home(ask)}
    >
      <SubmissionField form={newForm()} />
    </BeginPage>
  );
}
