import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { SettingId, TenantId, Tx } from '#db';
import type { ActionId } from '../../../db/generated/instruments/Action.ts';
import type { ResponseId } from '../../../db/generated/instruments/Response.ts';

/** How an action stands: the state of its latest review, or that there is none yet. */
export type ActionState = 'planned' | 'working' | 'not_yet' | 'done' | 'stopped';
export const OVER: readonly ActionState[] = ['done', 'stopped'];

/** Something that a setting means to do about itself, and how it stands. */
export type PlannedAction = {
  id: ActionId;
  settingId: SettingId;
  settingName: string;
  responseId: ResponseId | null;
  item: string | null;
  area: string;
  purpose: string;
  does: string;
  lead: string;
  startsOn: PlainDate;
  /** As it was agreed. */
  firstDueOn: PlainDate;
  /** As it stands after its latest review. */
  dueOn: PlainDate;
  milestones: string | null;
  outcome: string;
  author: string;
  state: ActionState;
  /** What is to be done now, by the latest review. */
  next: string | null;
  reviewedOn: PlainDate | null;
};

type Which = { settingId?: SettingId | undefined; id?: ActionId; responseId?: ResponseId };

/** Actions within reach: those that are not over first, what is due first before what is due later. */
export async function plannedActions(
  tx: Tx,
  tenantId: TenantId,
  { settingId, id, responseId }: Which,
): Promise<PlannedAction[]> {
  const { rows } = await sql<PlannedAction>`
    select action.id, action.setting_id as "settingId", place.name as "settingName", action.response_id as "responseId", action.item,
      action.area, action.purpose, action.does, action.lead, action.starts_on as "startsOn", action.due_on as "firstDueOn",
      coalesce(review.due_on, action.due_on) as "dueOn", action.milestones, action.outcome, action.author,
      coalesce(review.state, 'planned') as state, review.next, review.on_date as "reviewedOn"
    from instruments.action as action
    join people.place as place on place.tenant_id = action.tenant_id and place.setting_id = action.setting_id
    left join lateral (
      select action_review.state, action_review.next, action_review.due_on, action_review.on_date
      from instruments.action_review as action_review
      where action_review.tenant_id = action.tenant_id and action_review.action_id = action.id
      order by action_review.reviewed_at desc, action_review.id desc limit 1
    ) as review on true
    where action.tenant_id = ${tenantId} and (${settingId ?? null}::uuid is null or action.setting_id = ${settingId ?? null})
      and (${id ?? null}::uuid is null or action.id = ${id ?? null})
      and (${responseId ?? null}::uuid is null or action.response_id = ${responseId ?? null})
    order by coalesce(review.state, 'planned') in ('done', 'stopped'), coalesce(review.due_on, action.due_on), action.made_at, action.id
    limit 500`.execute(tx);
  return rows;
}

/** A dated look at an action. */
export type ActionReview = {
  onDate: PlainDate;
  state: Exclude<ActionState, 'planned'>;
  says: string;
  next: string | null;
  dueOn: PlainDate | null;
  author: string;
};

/** The reviews of one action, the latest first. */
export async function reviewsOf(tx: Tx, tenantId: TenantId, actionId: ActionId): Promise<ActionReview[]> {
  const { rows } = await sql<ActionReview>`
    select action_review.on_date as "onDate", action_review.state, action_review.says, action_review.next,
      action_review.due_on as "dueOn", action_review.author
    from instruments.action_review as action_review
    where action_review.tenant_id = ${tenantId} and action_review.action_id = ${actionId}
    order by action_review.reviewed_at desc, action_review.id desc`.execute(tx);
  return rows;
}
