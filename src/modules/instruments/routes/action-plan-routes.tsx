import { z } from 'zod';
import { addDays, plainDate } from '#dates';
import { type SettingId, type Tx, withActor } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Problems } from '#outcome';
import {
  type Ask,
  type FormState,
  newForm,
  notFound,
  page,
  type Reply,
  type Route,
  readForm,
  redirect,
  submissionOf,
  withDays,
  withForm,
} from '#web';
import type { ActionId } from '../../../db/generated/instruments/Action.ts';
import type { ActionReviewId } from '../../../db/generated/instruments/ActionReview.ts';
import type { ResponseId } from '../../../db/generated/instruments/Response.ts';
import { planAction, reviewAction } from '../actions/plan-action.ts';
import { definitionOf } from '../definitions.ts';
import { ActionForm } from '../pages/action-form.tsx';
import { ActionPage } from '../pages/action-page.tsx';
import { ActionPlanPage } from '../pages/action-plan-page.tsx';
import { OVER, plannedActions, reviewsOf } from '../queries/planned-actions.ts';
import { answersOf, responseOf } from '../queries/responses.ts';
import { type Gap, gapsIn, purposeOf } from '../rules/gaps.ts';
import { textIn } from '../rules/index.ts';
import { boxesOf, dayField } from './days.ts';
import { settingsReached } from './library-routes.tsx';

/** What settings mean to do about themselves: the plan, an action out of an audit or of one's own, and how each stands. */
export const actionPlanRoutes: readonly Route[] = [
  { method: 'GET', path: '/action-plan', permission: 'answer.give', handle: showPlan },
  { method: 'GET', path: '/action-plan/new', permission: 'action.plan', handle: showForm },
  { method: 'POST', path: '/action-plan/new', permission: 'action.plan', handle: plan },
  { method: 'GET', path: '/action-plan/:actionId', permission: 'answer.give', handle: showAction },
  { method: 'POST', path: '/action-plan/:actionId', permission: 'action.plan', handle: review },
];

function mayPlan(actor: Actor, settingId: SettingId | null): boolean {
  return actor.mayAt('action.plan', settingId) || actor.mayAt('action.plan', null);
}

const one = (given: string | string[] | undefined) => String([given ?? ''].flat()[0]);

async function showPlan({ db, actor, frame, query }: Ask): Promise<Reply> {
  return withActor(db, actor, async (tx) => {
    const settings = await settingsReached(tx, actor);
    const wished = query['setting'] === undefined ? frame.workingAt?.setting?.id : one(query['setting']);
    const setting = settings.find(({ id }) => id === wished);
    const actions = await plannedActions(tx, actor.tenantId, { settingId: setting?.id });
    await record(tx, actor, { act: 'actions.seen', why: 'reaches the setting', number: actions.length });
    const { today } = actor;
    const mayAdd = settings.some(({ id }) => mayPlan(actor, id));
    return page(<ActionPlanPage {...{ frame, settings, setting, actions, today, mayAdd }} />);
  });
}

/** The gap of an audit that an action comes out of, and the setting that it is about. */
async function gapOf(tx: Tx, { tenantId }: Actor, responseId: string, item: string) {
  if (!/^[0-9a-f-]{36}$/.test(responseId)) return undefined;
  const response = await responseOf(tx, tenantId, responseId as ResponseId);
  if (!response || response.personId !== null || response.settingId === null) return undefined;
  const instrument = await definitionOf(tx, tenantId, response.definitionId);
  const gaps = gapsIn(instrument, await answersOf(tx, tenantId, response.id));
  const gap = gaps.find((each) => each.item.code === item);
  return gap && { gap, responseId: response.id, settingId: response.settingId };
}

/** A term's work, with the end of it in the term after. */
const USUAL_DAYS = 84;

async function showForm(ask: Ask): Promise<Reply> {
  const { db, actor, frame, query } = ask;
  const [response, item] = [one(query['response']), one(query['item'])];
  return withActor(db, actor, async (tx) => {
    const found = response === '' ? undefined : await gapOf(tx, actor, response, item);
    if (response !== '' && !found) return notFound();
    const settings = (await settingsReached(tx, actor)).filter(({ id }) => mayPlan(actor, id));
    if (settings.length === 0 || (found && !settings.some(({ id }) => id === found.settingId)))
      return notFound();
    const days = {
      ...boxesOf('starts', actor.today),
      ...boxesOf('due', addDays(actor.today, USUAL_DAYS)),
    };
    const setting = found?.settingId ?? (one(query['setting']) || (frame.workingAt?.setting?.id ?? ''));
    const from = found
      ? { ...wordsOf(found.gap, frame.lang), response: found.responseId, item: found.gap.item.code }
      : {};
    return page(
      <ActionForm frame={frame} settings={settings} form={newForm({ setting, ...days, ...from })} />,
    );
  });
}

function wordsOf(gap: Gap, lang: string) {
  return { area: textIn(gap.area, lang).slice(0, 200), purpose: purposeOf(gap, lang).slice(0, 1000) };
}

const text = (missing: string, most: number) =>
  z.string().trim().min(1, missing).max(most, 'actions.too-long');
const NewAction = z.object({
  setting: z.string(),
  response: z.string().default(''),
  item: z.string().default(''),
  area: text('actions.area-missing', 200),
  purpose: text('actions.purpose-missing', 1000),
  does: text('actions.does-missing', 2000),
  lead: text('actions.lead-missing', 200),
  starts: dayField('campaigns.day-missing'),
  due: dayField('campaigns.day-missing'),
  milestones: z.string().trim().max(2000, 'actions.too-long').default(''),
  outcome: text('actions.outcome-missing', 1000),
});

async function plan(plain: Ask): Promise<Reply> {
  const ask = withDays(plain, 'starts', 'due');
  const { db, actor, frame, say } = ask;
  const settings = await withActor(db, actor, async (tx) =>
    (await settingsReached(tx, actor)).filter(({ id }) => mayPlan(actor, id)),
  );
  const show = (form: FormState) => <ActionForm {...{ frame, settings, form }} />;
  return withForm(ask, NewAction, show, async ({ response, item, setting, starts, due, ...words }) => {
    if (due < starts) throw new Problems([{ field: 'due', message: say('actions.due-early') }]);
    const id = submissionOf<ActionId>(ask.form);
    const planned = await withActor(db, actor, async (tx) => {
      const found = response === '' ? undefined : await gapOf(tx, actor, response, item);
      const at = settings.find((each) => each.id === (found?.settingId ?? setting));
      if (!at || (response !== '' && !found)) return false;
      const from = found && { responseId: found.responseId, item };
      const days = { startsOn: plainDate(starts), dueOn: plainDate(due) };
      await planAction(tx, actor, { id, settingId: at.id, from, ...words, ...days });
      return true;
    });
    if (!planned) return notFound();
    return redirect(`/action-plan/${id}`, { kind: 'success', key: 'actions.kept' });
  });
}

async function showAction(ask: Ask): Promise<Reply> {
  const { actor } = ask;
  return actionPage(ask, newForm(boxesOf('due', addDays(actor.today, USUAL_DAYS / 2))));
}

async function actionPage({ db, actor, frame, params }: Ask, form: FormState, status = 200): Promise<Reply> {
  return withActor(db, actor, async (tx) => {
    const id = params['actionId'] as ActionId; // the path has been checked to hold an id
    const [action] = await plannedActions(tx, actor.tenantId, { id });
    if (!action) return notFound();
    await record(tx, actor, { act: 'action.seen', subjectId: id, why: 'reaches the setting' });
    const reviews = await reviewsOf(tx, actor.tenantId, id);
    const mayReview = mayPlan(actor, action.settingId) && !OVER.includes(action.state);
    const { today } = actor;
    return page(<ActionPage {...{ frame, action, reviews, form, today, mayReview }} />, { status });
  });
}

const Review = z.object({
  state: z.enum(['working', 'not_yet', 'done', 'stopped'], 'actions.state-missing'),
  says: text('actions.says-missing', 2000),
  next: z.string().trim().max(2000, 'actions.too-long').default(''),
  due: z.string(),
});

async function review(plain: Ask): Promise<Reply> {
  const ask = withDays(plain, 'due');
  const { db, actor, params, say } = ask;
  const actionId = params['actionId'] as ActionId;
  const may = await withActor(db, actor, async (tx) => {
    const [action] = await plannedActions(tx, actor.tenantId, { id: actionId });
    return action !== undefined && mayPlan(actor, action.settingId);
  });
  if (!may) return notFound();
  try {
    const { due, ...typed } = readForm(Review, ask.form, say);
    const goesOn = !OVER.includes(typed.state);
    if (goesOn && !dayField('').safeParse(due).success)
      throw new Problems([{ field: 'due', message: say('campaigns.day-missing') }]);
    await withActor(db, actor, (tx) =>
      reviewAction(tx, actor, {
        id: submissionOf<ActionReviewId>(ask.form),
        actionId,
        dueOn: goesOn ? plainDate(due) : undefined,
        ...typed,
      }),
    );
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    return actionPage(ask, newForm(ask.form, error.problems), 422);
  }
  return redirect(`/action-plan/${actionId}`, { kind: 'success', key: 'actions.reviewed' });
}
