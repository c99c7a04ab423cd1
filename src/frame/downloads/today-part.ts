import { britishMoment } from '#dates';
import { type DownloadRequest, downloadRequests } from '#modules/people';
import { MANY, type TodayPart } from '#web';
import { mayDecide } from './routes.tsx';

/** Files about many that somebody else wants, for whoever may approve them and reaches everybody on the list. */
export const downloadsToday: TodayPart = {
  id: 'downloads',
  order: 55,
  title: 'today.downloads.title',
  about: 'today.downloads.about',
  permission: 'download.approve',
  async find(tx, { actor, most }) {
    const theirs: DownloadRequest[] = [];
    for (const request of await downloadRequests(tx, actor))
      if (request.state === 'waiting' && request.accountId !== actor.accountId)
        if (await mayDecide(tx, actor, request)) theirs.push(request);
    return {
      rows: theirs.slice(0, most).map(({ id, author, number, reason, askedAt }) => ({
        key: id,
        name: (say) => say('downloads.people', { count: number }),
        where: (say) => say('downloads.by', { author, moment: britishMoment(askedAt) }),
        says: () => [reason],
        next: { href: `/downloads/${id}`, label: 'downloads.decide' },
      })),
      total: Math.min(theirs.length, MANY),
      more: { href: '/downloads', label: 'today.downloads.all' },
    };
  },
};
