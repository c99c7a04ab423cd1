import { britishDate } from '#dates';
import { type ListedUpload, sourcesOf, waitingUploads } from '#modules/sources';
import { MANY, type TodayPart, type TodayRow } from '#web';
import { bringAddress, sourceAddress } from './source/addresses.ts';
import { dayOf, standingOf } from './source/standing.ts';
import { kindInWords } from './words.ts';

/** States in which an upload waits for a person and not for the machine. */
const WAITS: ReadonlySet<ListedUpload['state']> = new Set(['received', 'mapped', 'tried', 'failed']);

/** Files: what stopped, what is late, and what somebody has begun to bring in. */
export const filesToday: TodayPart = {
  id: 'files',
  order: 60,
  title: 'today.files.title',
  about: 'today.files.about',
  permission: 'import.run',
  async find(tx, { actor, most }) {
    const { tenantId, today } = actor;
    const sources = (await sourcesOf(tx, tenantId)).map((source) => ({
      ...source,
      standing: standingOf(source, today),
    }));
    const rows: TodayRow[] = [];
    for (const source of sources) {
      const { stop, lastAt, kind } = source;
      const about = {
        key: sourceAddress(source),
        href: sourceAddress(source),
        name: (say: Parameters<TodayRow['name']>[0]) => kindInWords(say, kind),
        where: () => source.source,
      };
      if (source.standing === 'stopped' && stop)
        rows.push({
          ...about,
          says: (say) => [say('today.files.stopped', { file: stop.file }), stop.message],
          next: { href: sourceAddress(source), label: 'today.files.look' },
        });
      if (source.standing === 'overdue' && lastAt !== null)
        rows.push({
          ...about,
          says: (say) => [say('today.files.overdue', { date: britishDate(dayOf(lastAt)) })],
          next: { href: bringAddress(source), label: 'today.files.bring' },
        });
    }
    for (const upload of await waitingUploads(tx, tenantId))
      if (WAITS.has(upload.state)) rows.push(begun(upload));
    return {
      rows: rows.slice(0, most),
      total: Math.min(rows.length, MANY),
      more: { href: '/sources', label: 'today.files.all' },
    };
  },
};

function begun({ id, fileName, source, kind, state, at }: ListedUpload): TodayRow {
  const href = `/sources/import/${id}`;
  return {
    key: id,
    href,
    name: () => fileName,
    where: (say) => `${kindInWords(say, kind)} · ${source}`,
    says: (say) => [say(`today.files.${state}`, { date: britishDate(dayOf(at)) })],
    next: { href, label: 'today.files.go-on' },
  };
}
