import type { ReactElement } from 'react';
import { z } from 'zod';
import { type Tx, withActor } from '#db';
import { type FilledIn, filledInAbout, type ResponseId, saidInWords } from '#modules/instruments';
import { nameOnPage, openedFirst, type SeenPerson } from '#modules/people';
import { Problems } from '#outcome';
import {
  type Ask,
  type FormState,
  newForm,
  notFound,
  page,
  type Reply,
  type Route,
  redirect,
  submissionOf,
  withForm,
} from '#web';
import { refer, takeBackReferral } from '../actions/refer.ts';
import { ReferPage } from '../pages/refer-page.tsx';
import { ReferralsPage } from '../pages/referrals-page.tsx';
import { type PanelId, panelsOf } from '../queries/panels.ts';
import { type ReferralId, referralsAbout, type Whom } from '../queries/referrals.ts';
import { REFERRAL_FORM } from '../rules/words.ts';
import { wholly } from './wholly.ts';

const permission = 'panel.refer';

/** Putting what is said about a young person before a panel, by those who read such things about them. */
export const referralRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/people/:personId/referrals',
    permission,
    handle: (ask) => openedFirst(ask, permission, (person) => list(ask, person)),
  },
  {
    method: 'GET',
    path: '/people/:personId/referrals/new',
    permission,
    stepUp: true,
    handle: (ask) =>
      openedFirst(ask, permission, async (person) => {
        const shown = await shownFor(ask, person, String([ask.query['form'] ?? ''].flat()[0]));
        // Without a form that was sent, those that can be chosen.
        return shown ? page(shown.pageWith(newForm())) : list(ask, person);
      }),
  },
  {
    method: 'POST',
    path: '/people/:personId/referrals',
    permission,
    stepUp: true,
    handle: (ask) => openedFirst(ask, permission, (person) => put(ask, person)),
  },
  {
    method: 'POST',
    path: '/people/:personId/referrals/:referralId',
    permission,
    stepUp: true,
    handle: (ask) => openedFirst(ask, permission, (person) => takeBack(ask, person)),
  },
];

function list({ db, actor, frame }: Ask, person: SeenPerson): Promise<Reply> {
  return withActor(db, actor, async (tx) => {
    const referrals = await referralsAbout(tx, actor.tenantId, person.personId);
    const before = new Set(
      referrals.filter(({ closedOn }) => closedOn === null).map(({ responseId }) => responseId),
    );
    const forms = (await filledInAbout(tx, actor, person.personId, REFERRAL_FORM)).filter(
      ({ id }) => !before.has(id),
    );
    return page(<ReferralsPage frame={frame} person={person} referrals={referrals} forms={forms} />);
  });
}

/** One form that was sent about this young person, and what it says; as far as whoever asks reads it. */
async function sentForm(tx: Tx, { actor, frame, say }: Ask, person: SeenPerson, id: string) {
  const forms = await filledInAbout(tx, actor, person.personId, REFERRAL_FORM);
  const form = forms.find((each) => each.id === (id as ResponseId));
  if (!form) return undefined;
  const declined = say('young.answering.said-rather-not');
  return { form, said: await saidInWords(tx, actor, form.id, { lang: frame.lang, declined }) };
}

type Shown = {
  form: FilledIn;
  said: Awaited<ReturnType<typeof saidInWords>>;
  pageWith: (typed: FormState) => ReactElement;
};

async function shownFor(ask: Ask, person: SeenPerson, id: string): Promise<Shown | undefined> {
  const { db, actor, frame } = ask;
  const sent = await withActor(db, actor, (tx) => sentForm(tx, ask, person, id));
  if (!sent) return undefined;
  const panels = await withActor(db, wholly(ask), (tx) => panelsOf(tx, actor));
  const pageWith = (typed: FormState) => (
    <ReferPage frame={frame} person={person} panels={panels} said={sent.said} formId={id} form={typed} />
  );
  return { ...sent, pageWith };
}

const Referring = z.object({
  panel: z.uuid('referrals.panel-missing'),
  told: z.enum(['yes', 'no'], 'referrals.tell-missing'),
  why: z.string().trim().max(300, 'referrals.untold-long').default(''),
});

async function put(ask: Ask, person: SeenPerson): Promise<Reply> {
  const shown = await shownFor(ask, person, String([ask.form['form'] ?? ''].flat()[0]));
  if (!shown) return notFound();
  const { form, said, pageWith } = shown;
  return withForm(ask, Referring, pageWith, async ({ panel, told, why }) => {
    if (told === 'no' && why === '')
      throw new Problems([{ field: 'why', message: ask.say('referrals.untold-missing') }]);
    const id = submissionOf<ReferralId>(ask.form);
    const untoldReason = told === 'no' ? why : null;
    const wish = { id, panelId: panel as PanelId, form, said, whom: whomOf(ask, person), untoldReason };
    await withActor(ask.db, wholly(ask), (tx) => refer(tx, ask.actor, person, wish));
    return redirect(`/people/${person.personId}/referrals`, { kind: 'success', key: 'referrals.done' });
  });
}

/** As the panel is told who it is about. */
function whomOf({ say }: Ask, person: SeenPerson): Whom {
  return {
    name: nameOnPage(say, person),
    bornOn: person.dateOfBirth,
    ncYear: person.ncYear,
    setting: person.settingName,
  };
}

async function takeBack(ask: Ask, person: SeenPerson): Promise<Reply> {
  const id = ask.params['referralId'] as ReferralId; // the path has been checked to hold an id
  const was = await withActor(ask.db, ask.actor, (tx) => takeBackReferral(tx, ask.actor, person, id));
  if (!was) return notFound();
  return redirect(`/people/${person.personId}/referrals`, { kind: 'success', key: 'referrals.taken-back' });
}
