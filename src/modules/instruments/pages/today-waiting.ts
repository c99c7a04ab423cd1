import { addDays, britishDate } from '#dates';
import type { TodayPart } from '#web';
import { campaignsClosing } from '../queries/campaigns.ts';

/** Days before it closes from which whoever asks is reminded. */
const DAYS_BEFORE = 7;

/** What closes soon and is not answered by all: whoever asks reminds them, since a young person may have no address to write to. */
export const waitingForAnswers: TodayPart = {
  id: 'waiting-for-answers',
  order: 45,
  title: 'campaigns.reminders',
  about: 'campaigns.reminders-about',
  permission: 'campaign.run',
  async find(tx, { actor, workingAt, most }) {
    const closing = await campaignsClosing(tx, actor.tenantId, {
      today: actor.today,
      until: addDays(actor.today, DAYS_BEFORE),
      settingId: workingAt.setting?.id,
    });
    const theirs = closing.filter(
      ({ settingId }) => actor.mayAt('campaign.run', settingId) || actor.mayAt('campaign.run', null),
    );
    return {
      total: theirs.length,
      more: { href: '/instruments', label: 'instruments.title' },
      rows: theirs.slice(0, most).map(({ id, title, settingName, closesOn, waiting }) => ({
        key: id,
        href: `/campaigns/${id}`,
        name: () => title,
        where: (say) =>
          [settingName, say('campaigns.closes-on', { date: britishDate(closesOn) })]
            .filter(Boolean)
            .join(' · '),
        says: (say) => [say('campaigns.reminder', { count: waiting })],
        next: { href: `/campaigns/${id}#waiting`, label: 'campaigns.remind' },
      })),
    };
  },
};
