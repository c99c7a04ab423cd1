import type { ReactElement } from 'react';
import { z } from 'zod';
import { type SettingId, type Tx, withActor } from '#db';
import {
  type Cluster,
  type ClusterId,
  clusterKinds,
  clustersOf,
  endCluster,
  settleCluster,
} from '#modules/access';
import { accountNames } from '#modules/identity';
import { type ListedSetting, settingsOf } from '#modules/people';
import {
  type Ask,
  newForm,
  notFound,
  page,
  type Reply,
  type Route,
  redirect,
  submissionOf,
  withForm,
} from '#web';
import { ClusterPage, ClustersPage, type Holder } from './pages.tsx';

/** Settings that work together, in an area or a trust, for whoever manages accounts: a role for a cluster reaches all of its settings. */
export function clusterRoutes(): Route[] {
  const permission = 'accounts.manage';
  const route = (
    method: 'GET' | 'POST',
    path: string,
    handle: (ask: Ask) => Promise<Reply>,
    stepUp = true,
  ): Route => ({
    method,
    path,
    permission,
    // Looking at the list is no change; opening a form for one is.
    stepUp,
    handle,
  });
  return [
    route('GET', '/clusters', list, false),
    route('GET', '/clusters/new', (ask) =>
      withCluster(ask, undefined, (pageWith) => page(pageWith(newForm()))),
    ),
    route('POST', '/clusters/new', (ask) =>
      withCluster(ask, undefined, (pageWith, tx) =>
        settle(ask, tx, submissionOf<ClusterId>(ask.form), pageWith),
      ),
    ),
    route('GET', '/clusters/:clusterId', (ask) =>
      withCluster(ask, idIn(ask), (pageWith, _, before) => page(pageWith(formOf(before)))),
    ),
    route('POST', '/clusters/:clusterId', (ask) =>
      withCluster(ask, idIn(ask), (pageWith, tx) => settle(ask, tx, idIn(ask), pageWith)),
    ),
    route('POST', '/clusters/:clusterId/end', (ask) =>
      asWhole(ask, async (tx) => {
        await endCluster(tx, ask.actor, idIn(ask));
        return redirect('/clusters', { kind: 'success', key: 'clusters.ended' });
      }),
    ),
  ];
}

function idIn({ params }: Ask): ClusterId {
  return params['clusterId'] as ClusterId;
}

/** Clusters are of the whole organisation, and whoever manages them need not reach a single young person. */
function asWhole<T>({ db, actor: { tenantId } }: Ask, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withActor(db, { tenantId, reach: 'whole' }, work);
}

function list(ask: Ask): Promise<Reply> {
  return asWhole(ask, async (tx) => {
    const { tenantId } = ask.actor;
    const settings = new Map((await settingsOf(tx, tenantId)).map(({ id, name }) => [id, name]));
    const rows = [];
    for (const cluster of await clustersOf(tx, tenantId))
      rows.push({
        cluster,
        settings: cluster.settingIds.map((id) => settings.get(id) ?? '').sort((a, b) => a.localeCompare(b)),
        holders: await holdersOf(tx, ask, cluster),
      });
    return page(<ClustersPage frame={ask.frame} rows={rows} />);
  });
}

type PageWith = (form: ReturnType<typeof newForm>) => ReactElement;

/** With the page of one cluster, or of one that is to be; what has ended or never was is not there. */
function withCluster(
  ask: Ask,
  id: ClusterId | undefined,
  handle: (pageWith: PageWith, tx: Tx, before?: Cluster) => Reply | Promise<Reply>,
): Promise<Reply> {
  return asWhole(ask, async (tx) => {
    const { tenantId } = ask.actor;
    const [before] = id === undefined ? [] : await clustersOf(tx, tenantId, id);
    if (id !== undefined && !before) return notFound();
    const settings = await choosable(tx, ask, before);
    const holders = before ? await holdersOf(tx, ask, before) : [];
    const pageWith: PageWith = (form) => (
      <ClusterPage frame={ask.frame} form={form} cluster={before} settings={settings} holders={holders} />
    );
    return handle(pageWith, tx, before);
  });
}

/** Every setting that has not closed, and those that are in the cluster already. */
async function choosable(tx: Tx, { actor }: Ask, before: Cluster | undefined): Promise<ListedSetting[]> {
  const all = await settingsOf(tx, actor.tenantId);
  return all.filter(({ id, status }) => status !== 'closed' || before?.settingIds.includes(id));
}

async function holdersOf(tx: Tx, { actor }: Ask, { given }: Cluster): Promise<Holder[]> {
  const names = await accountNames(
    tx,
    actor.tenantId,
    given.map(({ accountId }) => accountId),
  );
  return given.map(({ accountId, role }) => ({ accountId, role, name: names.get(accountId) ?? '' }));
}

const ids = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((some) => [some].flat())
  .pipe(z.array(z.uuid()).max(5_000));

const Wish = z.object({
  name: z.string().trim().min(1, 'clusters.name-missing').max(100, 'clusters.name-long'),
  kind: z.enum(clusterKinds, 'clusters.kind-missing'),
  /** Those that are ticked now, and those that were when the page was made: the difference is what somebody changed. */
  settings: ids,
  were: ids,
});

function settle(ask: Ask, tx: Tx, id: ClusterId, pageWith: PageWith): Promise<Reply> {
  const { actor } = ask;
  return withForm(ask, Wish, pageWith, async ({ name, kind, settings, were }) => {
    const known = new Set<string>((await settingsOf(tx, actor.tenantId)).map((each) => each.id));
    const only = (some: readonly string[], not: readonly string[]) =>
      some.filter((each) => known.has(each) && !not.includes(each)) as SettingId[];
    const [joining, leaving] = [only(settings, were), only(were, settings)];
    await settleCluster(tx, actor, { id, name, kind, joining, leaving });
    return redirect('/clusters', { kind: 'success', key: 'clusters.done', values: { name } });
  });
}

/** A cluster as its form begins. */
function formOf(cluster: Cluster | undefined) {
  if (!cluster) return newForm();
  const { name, kind, settingIds } = cluster;
  return newForm({ name, kind, settings: settingIds, were: settingIds });
}
