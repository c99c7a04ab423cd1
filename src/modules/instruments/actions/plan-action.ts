import type { PlainDate } from '#dates';
import type { SettingId, Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Refused } from '#outcome';
import type { ActionId } from '../../../db/generated/instruments/Action.ts';
import type { ActionReviewId } from '../../../db/generated/instruments/ActionReview.ts';
import type { ResponseId } from '../../../db/generated/instruments/Response.ts';
import { type ActionState, OVER, plannedActions } from '../queries/planned-actions.ts';

export type NewAction = {
  /** The id its form was given when it was shown: sent twice, it is one action. */
  id: ActionId;
  settingId: SettingId;
  /** The audit that it comes out of, and the item. */
  from: { responseId: ResponseId; item: string } | undefined;
  area: string;
  purpose: string;
  does: string;
  lead: string;
  startsOn: PlainDate;
  dueOn: PlainDate;
  milestones: string;
  outcome: string;
};

/**
 * Adds an action to the plan of a setting. Whoever calls has checked that the actor may plan there.
 *
 * @source Toolkit for inclusion and nurture, action plan of the wellbeing framework: area, purpose, actions and lead, days, milestones, outcome
 */
export async function planAction(tx: Tx, actor: Actor, action: NewAction): Promise<void> {
  if (action.dueOn < action.startsOn) throw new Refused('It is due on the day it starts or later.');
  const { numInsertedOrUpdatedRows: added } = await tx
    .insertInto('instruments.action')
    .values({
      tenant_id: actor.tenantId,
      id: action.id,
      setting_id: action.settingId,
      response_id: action.from?.responseId ?? null,
      item: action.from?.item ?? null,
      area: action.area,
      purpose: action.purpose,
      does: action.does,
      lead: action.lead,
      starts_on: action.startsOn,
      due_on: action.dueOn,
      milestones: action.milestones === '' ? null : action.milestones,
      outcome: action.outcome,
      account_id: actor.accountId,
      author: actor.name,
    })
    .onConflict((once) => once.constraint('action_pkey').doNothing())
    .executeTakeFirst();
  if (added)
    await record(tx, actor, { act: 'action.planned', subjectId: action.id, why: 'plans at the setting' });
}

export type NewReview = {
  id: ActionReviewId;
  actionId: ActionId;
  state: Exclude<ActionState, 'planned'>;
  says: string;
  next: string;
  /** Until when it goes on; nothing where it is over. */
  dueOn: PlainDate | undefined;
};

/**
 * Says how an action stands on a day, and what is to be done now. Nothing that was agreed is overwritten.
 *
 * Refuses an action that is over or out of reach, and one that goes on without a day.
 */
export async function reviewAction(tx: Tx, actor: Actor, review: NewReview): Promise<void> {
  const isOver = OVER.includes(review.state);
  if (!isOver && review.dueOn === undefined) throw new Refused('Say until when it goes on.');
  const [action] = await plannedActions(tx, actor.tenantId, { id: review.actionId });
  if (!action) throw new Refused('This is not there any more.');
  if (OVER.includes(action.state)) throw new Refused('This is over. To go on with it, plan another action.');
  const { numInsertedOrUpdatedRows: added } = await tx
    .insertInto('instruments.action_review')
    .values({
      tenant_id: actor.tenantId,
      id: review.id,
      action_id: action.id,
      setting_id: action.settingId,
      on_date: actor.today,
      state: review.state,
      says: review.says,
      next: isOver || review.next === '' ? null : review.next,
      due_on: isOver ? null : (review.dueOn ?? null),
      account_id: actor.accountId,
      author: actor.name,
    })
    .onConflict((once) => once.constraint('action_review_pkey').doNothing())
    .executeTakeFirst();
  if (added) await record(tx, actor, { act: 'action.reviewed', subjectId: action.id, why: review.state });
}
