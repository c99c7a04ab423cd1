import { addDays, britishDate } from '#dates';
import type { TodayPart } from '#web';
import { OVER, plannedActions } from '../queries/planned-actions.ts';

/** Days ahead that are looked at: there is time to do something still. */
const DAYS_AHEAD = 7;

/** What a setting meant to have done by now, or within a week. */
export const actionsDue: TodayPart = {
  id: 'actions-due',
  order: 46,
  title: 'actions.today',
  about: 'actions.today-about',
  permission: 'action.plan',
  async find(tx, { actor, workingAt, most }) {
    const actions = await plannedActions(tx, actor.tenantId, { settingId: workingAt.setting?.id });
    const until = addDays(actor.today, DAYS_AHEAD);
    const due = actions.filter(
      ({ state, dueOn, settingId }) =>
        !OVER.includes(state) &&
        dueOn <= until &&
        (actor.mayAt('action.plan', settingId) || actor.mayAt('action.plan', null)),
    );
    return {
      total: due.length,
      more: { href: '/action-plan', label: 'actions.title' },
      rows: due.slice(0, most).map(({ id, area, settingName, lead, does, next, dueOn }) => ({
        key: id,
        href: `/action-plan/${id}`,
        name: () => area,
        where: () => [settingName, lead].join(' · '),
        says: (say) => [say('actions.due-on', { date: britishDate(dueOn) }), next ?? does],
        next: { href: `/action-plan/${id}`, label: 'actions.review' },
      })),
    };
  },
};
