import { type PersonId, type Tx, withActor } from '#db';
import { type SeenPerson, seePerson } from '#modules/people';
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
} from '#web';
import { decideTier } from './actions/decide-tier.ts';
import { giveMark } from './actions/give-mark.ts';
import { gridRoutes } from './grid-routes.tsx';
import { loadFactors } from './library.ts';
import { numbersRoutes } from './numbers-routes.tsx';
import { DecisionPage } from './pages/decision-page.tsx';
import { MarkPage } from './pages/mark-page.tsx';
import { readDecision, readMark } from './pages/read-forms.ts';
import { placesRoutes } from './places-routes.tsx';
import { standingOf } from './queries/standing.ts';
import { usualReview } from './rules/index.ts';
import { rulesRoutes } from './rules-routes.tsx';
import { validationRoutes } from './validation-routes.tsx';

/** What somebody sees in a young person, and the level of help somebody decides. */
export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: '/people/:personId/mark',
    permission: 'mark.give',
    handle: (ask) => showMark(ask, newForm()),
  },
  {
    method: 'POST',
    path: '/people/:personId/mark',
    permission: 'mark.give',
    handle: (ask) => mended(ask, showMark, saveMark),
  },
  {
    method: 'GET',
    path: '/people/:personId/decision',
    permission: 'tier.decide',
    handle: (ask) => showDecision(ask, newDecision(ask)),
  },
  {
    method: 'POST',
    path: '/people/:personId/decision',
    permission: 'tier.decide',
    handle: (ask) => mended(ask, showDecision, saveDecision),
  },
  ...gridRoutes,
  ...placesRoutes,
  ...numbersRoutes,
  ...validationRoutes,
  ...rulesRoutes,
];

type Show = (ask: Ask, form: FormState, status?: number) => Promise<Reply>;

/** Saves a form, or shows it again with what was typed and what is wrong with it. */
async function mended(ask: Ask, show: Show, save: (ask: Ask) => Promise<Reply>): Promise<Reply> {
  try {
    return await save(ask);
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    return show(ask, newForm(ask.form, error.problems), 422);
  }
}

/** Opens the record for whoever may see it; the look is kept. */
async function withPerson(ask: Ask, act: (tx: Tx, person: SeenPerson) => Promise<Reply>): Promise<Reply> {
  const personId = ask.params['personId'] as PersonId; // the path was checked to hold an id
  return withActor(ask.db, ask.actor, async (tx) => {
    const person = await seePerson(tx, ask.actor, personId, 'person.seen');
    return person ? act(tx, person) : notFound();
  });
}

const showMark: Show = (ask, form, status = 200) =>
  withPerson(ask, async (_, person) => {
    const props = { frame: ask.frame, person, factors: loadFactors(), form };
    return page(<MarkPage {...props} />, { status });
  });

function saveMark(ask: Ask): Promise<Reply> {
  const mark = readMark(ask, loadFactors());
  return withPerson(ask, async (tx, person) => {
    await giveMark(tx, ask.actor, person, {
      id: submissionOf(ask.form),
      onDate: ask.actor.today,
      ...mark,
    });
    return redirect(`/people/${person.personId}`, { key: 'profile.mark.saved' });
  });
}

function newDecision({ actor }: Ask): FormState {
  const [year = '', month = '', day = ''] = usualReview(actor.today).split('-');
  return newForm({
    'review-day': String(Number(day)),
    'review-month': String(Number(month)),
    'review-year': year,
  });
}

const showDecision: Show = (ask, form, status = 200) =>
  withPerson(ask, async (tx, person) => {
    const { tenantId, today } = ask.actor;
    const { personId, settingId } = person;
    const standing = await standingOf(tx, { tenantId, personId, settingId }, today);
    const props = { frame: ask.frame, person, standing, form };
    return page(<DecisionPage {...props} />, { status });
  });

function saveDecision(ask: Ask): Promise<Reply> {
  const decision = readDecision(ask, ask.actor.today);
  return withPerson(ask, async (tx, person) => {
    await decideTier(tx, ask.actor, person, { id: submissionOf(ask.form), ...decision });
    return redirect(`/people/${person.personId}#help`, { key: 'profile.decision.saved' });
  });
}
