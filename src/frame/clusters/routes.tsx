import type { ReactElement } from 'react';
import { z } from 'zod';
import type { SettingId, Tx } from '#db';
import {
  type Cluster,
  type ClusterId,
  clusterKinds,
  clustersOf,
  endCluster,
  settleCluster,
} from '#modules/access';
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
import { holdersOf } from '../accounts/holders.tsx';
import { asWhole, managing } from '../accounts/managing.ts';
import { ClusterPage, ClustersPage } from './pages.tsx';

/** Settings that work together, in an area or a trust, for whoever manages accounts: a role for a cluster reaches all of its settings. */
export function clusterRoutes(): Route[] {
  return [
    managing('GET', '/clusters', list, { stepUp: false }),
    managing('GET', '/clusters/new', (ask) =>
      withCluster(ask, undefined, (pageWith) => page(pageWith(newForm()))),
    ),
    managing('POST', '/clusters/new', (ask) =>
      withCluster(ask, undefined, (pageWith, tx) =>
        settle(ask, tx, submissionOf<ClusterId>(ask.form), pageWith),
      ),
    ),
    managing('GET', '/clusters/:clusterId', (ask) =>
      withCluster(ask, idIn(ask), (pageWith, _, before) => page(pageWith(formOf(before)))),
    ),
    managing('POST', '/clusters/:clusterId', (ask) =>
      withCluster(ask, idIn(ask), (pageWith, tx) => settle(ask, tx, idIn(ask), pageWith)),
    ),
    managing('POST', '/clusters/:clusterId/end', (ask) =>
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

function list(ask: Ask): Promise<Reply> {
  return asWhole(ask, async (tx) => {
    const { tenantId } = ask.actor;
    const settings = new Map((await settingsOf(tx, tenantId)).map(({ id, name }) => [id, name]));
    const rows = [];
    for (const cluster of await clustersOf(tx, tenantId))
      rows.push({
        cluster,
        settings: cluster.settingIds.map((id) => settings.get(id) ?? '').sort((a, b) => a.localeCompare(b)),
        holders: await holdersOf(tx, ask.actor.tenantId, cluster.given),
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
    const holders = before ? await holdersOf(tx, ask.actor.tenantId, before.given) : [];
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
