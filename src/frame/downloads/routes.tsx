import { z } from 'zod';
import { type SettingId, type Tx, withActor } from '#db';
import {
  askDownload,
  type DownloadRequest,
  type DownloadRequestId,
  decideDownload,
  downloadRequests,
  MOST_ALONE,
} from '#modules/people';
import { countPeople, linesOf, ruleSetInUse } from '#modules/risk';
import {
  type Actor,
  type Ask,
  newForm,
  notFound,
  page,
  type Reply,
  type Route,
  redirect,
  withForm,
} from '#web';
import { type ListQuery, listAddress, readListQuery } from '../list-ask.ts';
import { AskDownloadPage, DecideDownloadPage, DownloadsPage } from './pages.tsx';

/** Files about many young people: asked for by one, approved by another. */
export const downloadRoutes: readonly Route[] = [
  { method: 'GET', path: '/downloads', permission: 'people.download', handle: showAll },
  {
    method: 'GET',
    path: '/downloads/new',
    permission: 'people.download',
    handle: async (ask) => {
      const number = await countOf(ask, readListQuery(ask.query));
      if (number <= MOST_ALONE) return redirect(`/people.csv${listOf(ask.query)}`);
      return page(askPage(ask, number)(newForm()));
    },
  },
  { method: 'POST', path: '/downloads/new', permission: 'people.download', handle: askFor },
  { method: 'GET', path: '/downloads/:downloadId', permission: 'download.approve', handle: showOne },
  {
    method: 'POST',
    path: '/downloads/:downloadId',
    permission: 'download.approve',
    stepUp: true,
    handle: decide,
  },
];

/**
 * The list that a file is of, as its address says it. Without a name that somebody searched for: what is asked for is seen by others,
 * and a list of one name is no list of many.
 *
 * @example listOf({ year: '9', page: '2' }) // '?year=9'
 */
export function listOf(query: Ask['query']): string {
  const { filter } = readListQuery(query);
  return listAddress('', { filter: { ...filter, name: undefined }, order: 'name', page: 1 });
}

function askPage({ frame, query }: Ask, number: number) {
  return (form: ReturnType<typeof newForm>) => (
    <AskDownloadPage frame={frame} form={form} list={listOf(query)} number={number} />
  );
}

function countOf({ db, actor }: Ask, { filter }: Pick<ListQuery, 'filter'>): Promise<number> {
  return withActor(db, actor, (tx) => countIn(tx, actor, filter));
}

async function countIn(tx: Tx, actor: Actor, filter: ListQuery['filter']): Promise<number> {
  const inUse = await ruleSetInUse(tx, actor.tenantId);
  const lines = inUse && (await linesOf(tx, actor, inUse));
  const of = { ...filter, name: undefined };
  return countPeople(tx, actor, { ruleSetId: inUse?.id, lines, today: actor.today, filter: of });
}

const Asked = z.object({
  reason: z.string().trim().min(10, 'downloads.reason-short').max(500, 'downloads.reason-long'),
});

async function askFor(ask: Ask): Promise<Reply> {
  const { db, actor, query } = ask;
  const number = await countOf(ask, readListQuery(query));
  return withForm(ask, Asked, askPage(ask, number), async ({ reason }) => {
    await withActor(db, actor, (tx) => askDownload(tx, actor, { list: listOf(query), number, reason }));
    return redirect('/downloads', { kind: 'success', key: 'downloads.asked' });
  });
}

/** One's own; and of those of others, the ones of which one reaches everybody. */
async function showAll({ db, actor, frame }: Ask): Promise<Reply> {
  const isMine = ({ accountId }: DownloadRequest) => accountId === actor.accountId;
  const requests = await withActor(db, actor, async (tx) => {
    const found: DownloadRequest[] = [];
    for (const request of await downloadRequests(tx, actor))
      if (isMine(request) || (await mayDecide(tx, actor, request))) found.push(request);
    return found;
  });
  return page(<DownloadsPage frame={frame} requests={requests} mine={isMine} />);
}

export async function mayDecide(tx: Tx, actor: Actor, request: DownloadRequest): Promise<boolean> {
  return actor.may.has('download.approve') && (await reachedOf(tx, actor, request)) >= request.number;
}

/** How many of a list somebody reaches by roles that let them approve files: what else they reach is not theirs to give. */
function reachedOf(tx: Tx, actor: Actor, { list }: DownloadRequest): Promise<number> {
  const { filter } = readListQuery(Object.fromEntries(new URLSearchParams(list)));
  const may = (at: SettingId | null) => actor.mayAt('download.approve', at);
  if (actor.reach === 'whole') return may(null) ? countIn(tx, actor, filter) : Promise.resolve(0);
  const settings = actor.reach.settings.filter(may);
  return countIn(tx, { ...actor, reach: { settings, people: [] } }, filter);
}

/** One that waits, and was asked for by somebody else. */
function waiting({ db, actor, params }: Ask): Promise<DownloadRequest | undefined> {
  const id = params['downloadId'] as DownloadRequestId; // the path has been checked to hold an id
  return withActor(db, actor, async (tx) => {
    const [request] = await downloadRequests(tx, actor, id);
    if (request?.state !== 'waiting' || request.accountId === actor.accountId) return undefined;
    return (await mayDecide(tx, actor, request)) ? request : undefined;
  });
}

async function showOne(ask: Ask): Promise<Reply> {
  const request = await waiting(ask);
  return request ? page(<DecideDownloadPage frame={ask.frame} request={request} />) : notFound();
}

async function decide(ask: Ask): Promise<Reply> {
  const { db, actor, form } = ask;
  const doing = String([form['do'] ?? ''].flat()[0]);
  const request = await waiting(ask);
  if (!request || !['approve', 'decline'].includes(doing)) return notFound();
  await withActor(db, actor, async (tx) => {
    const reached = await reachedOf(tx, actor, request);
    await decideDownload(tx, actor, request, { approved: doing === 'approve', reached });
  });
  return redirect('/downloads', { kind: 'success', key: `downloads.done-${doing}` });
}
