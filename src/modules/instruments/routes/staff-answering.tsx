import { type PersonId, type SettingId, withActor } from '#db';
import { mayWith } from '#modules/access';
import { record } from '#modules/audit';
import { nameOnPage, seePerson, Whom } from '#modules/people';
import {
  type Ask,
  newForm,
  notFound,
  type Permission,
  page,
  type Reply,
  type Route,
  redirect,
  submissionOf,
} from '#web';
import type { ResponseId } from '../../../db/generated/instruments/Response.ts';
import { startResponse } from '../actions/start-response.ts';
import { offeredInstrument, offeredInstruments, publish } from '../definitions.ts';
import { ChoosePage } from '../pages/choose-page.tsx';
import { ResponsePage } from '../pages/response-page.tsx';
import { responseInFull } from '../queries/response-in-full.ts';
import { responseOf } from '../queries/responses.ts';
import type { Instrument, Respondent } from '../rules/index.ts';
import { type Sitting, saveAnswering, sendAnswering, showAnswering } from './answering.tsx';
import { atResponse } from './at-response.tsx';

/** What can be done with a form about a young person once it is sent: where, by its name. Modules above know more than this one. */
export type NextStep = {
  instrument: string;
  permission: Permission;
  /** The key of what one does there. */
  label: string;
  href(personId: PersonId): string;
};

/** Adults answer: about a young person, with them, or about their setting. */
export const staffAnsweringRoutes = (next: readonly NextStep[]): readonly Route[] => [
  {
    method: 'GET',
    path: '/people/:personId/questions',
    permission: 'answer.give',
    handle: chooseForPerson,
  },
  {
    method: 'POST',
    path: '/people/:personId/questions',
    permission: 'answer.give',
    handle: beginForPerson,
  },
  {
    method: 'GET',
    path: '/responses/:responseId',
    permission: 'records.see',
    handle: (ask) => showResponse(ask, next),
  },
  {
    method: 'GET',
    path: '/responses/:responseId/:page',
    permission: 'answer.give',
    handle: (ask) => showAnswering(ask, sittingOf(ask)),
  },
  {
    method: 'POST',
    path: '/responses/:responseId/check',
    permission: 'answer.give',
    handle: (ask) => sendAnswering(ask, sittingOf(ask)),
  },
  {
    method: 'POST',
    path: '/responses/:responseId/:page',
    permission: 'answer.give',
    handle: (ask) => saveAnswering(ask, sittingOf(ask)),
  },
];

/** An adult at a response that adults give, or that they give beside a young person. */
function sittingOf(ask: Ask): Sitting {
  const { db, actor, frame, params, say } = ask;
  const id = params['responseId'] as ResponseId; // the path has been checked to hold an id
  const base = `/responses/${id}`;
  return atResponse({
    db,
    actor,
    base,
    back: { href: base, text: say('answering.back') },
    done: base,
    readsBack: true,
    takesFiles: true,
    showsLast: true,
    async open(tx, hold) {
      const response = await responseOf(tx, actor.tenantId, id, hold);
      if (!response || (response.author === null && response.helpedBy === null)) return undefined;
      if (response.personId === null) return { response };
      const person = await seePerson(tx, actor, response.personId, 'person.seen');
      return person && { response, whom: <Whom frame={frame} person={person} size="form" /> };
    },
  });
}

/** Who may answer an instrument beside an adult who opens it from a young person's page. */
function respondentsOf({ answered_by, anonymous }: Instrument): Respondent[] {
  return anonymous === 'always'
    ? []
    : answered_by.filter((who) => who === 'staff' || who === 'young_person' || who === 'family');
}

async function chooseForPerson(ask: Ask): Promise<Reply> {
  const { db, actor, frame } = ask;
  return withActor(db, actor, async (tx) => {
    const person = await seePerson(tx, actor, ask.params['personId'] as PersonId, 'person.seen');
    if (!person) return notFound();
    const offered = (await offeredInstruments(tx, actor)).filter(
      ({ instrument }) => instrument.about_whom === 'person' && respondentsOf(instrument).length > 0,
    );
    return page(
      <ChoosePage
        frame={frame}
        title={ask.say('instruments.choose-for', { name: nameOnPage(ask.say, person) })}
        back={{
          href: `/people/${person.personId}`,
          text: ask.say('notes.back', { name: nameOnPage(ask.say, person) }),
        }}
        whom={<Whom frame={frame} person={person} size="form" />}
        action={`/people/${person.personId}/questions`}
        offered={offered.map(({ instrument }) => ({ instrument, respondents: respondentsOf(instrument) }))}
        form={newForm()}
      />,
    );
  });
}

async function beginForPerson(ask: Ask): Promise<Reply> {
  const { db, actor, form } = ask;
  const [name, respondent] = String([form['begin'] ?? ''].flat()[0]).split(' ');
  return withActor(db, actor, async (tx) => {
    const person = await seePerson(tx, actor, ask.params['personId'] as PersonId, 'person.seen');
    const offered = person && (await offeredInstrument(tx, actor, name ?? ''));
    const who = offered && respondentsOf(offered.instrument).find((one) => one === respondent);
    if (!offered || !who || offered.instrument.about_whom !== 'person') return notFound();
    const id = await startResponse(tx, actor, {
      id: submissionOf<ResponseId>(form),
      definitionId: await publish(tx, actor, offered),
      instrument: offered.instrument,
      respondent: who,
      about: { personId: person.personId, settingId: settingWithin(ask, person.settingIds) },
      author: who === 'staff' ? actor.name : null,
      helpedBy: who === 'staff' ? undefined : actor.name,
    });
    return redirect(`/responses/${id}/1`);
  });
}

/** The setting it is kept under: one that the adult reaches, so that they can read it afterwards. */
function settingWithin({ actor: { reach } }: Ask, settingIds: readonly SettingId[]): SettingId | null {
  if (reach === 'whole') return settingIds[0] ?? null;
  return settingIds.find((id) => reach.settings.includes(id)) ?? settingIds[0] ?? null;
}

/** What was answered, as adults read it: answers, what they come to, and what the others said. */
async function showResponse(ask: Ask, steps: readonly NextStep[]): Promise<Reply> {
  const { db, actor, frame, params } = ask;
  return withActor(db, actor, async (tx) => {
    const response = await responseOf(tx, actor.tenantId, params['responseId'] as ResponseId);
    if (!response) return notFound();
    const { personId } = response;
    const person = personId === null ? undefined : await seePerson(tx, actor, personId, 'person.seen');
    if (personId !== null && !person) return notFound();
    if (personId === null)
      await record(tx, actor, {
        act: 'response.seen',
        subjectId: response.id,
        why: 'about a setting within reach',
      });
    const full = await responseInFull(tx, actor, response);
    const mayAnswer =
      actor.may.has('answer.give') && (response.author !== null || response.helpedBy !== null);
    const next =
      person && response.outcome === 'answered'
        ? steps.find(
            (step) => step.instrument === full.instrument.name && mayWith(actor, step.permission, person),
          )
        : undefined;
    const after = person && next && { href: next.href(person.personId), text: ask.say(next.label) };
    const mayPlan = actor.mayAt('action.plan', response.settingId) || actor.mayAt('action.plan', null);
    return page(<ResponsePage {...{ frame, person, mayAnswer, mayPlan, after }} {...full} />);
  });
}
