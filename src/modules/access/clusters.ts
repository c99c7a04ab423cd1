import { sql } from 'kysely';
import { type AccountId, newId, type SettingId, type TenantId, type Tx } from '#db';
import { record } from '#modules/audit';
import { Problems, Refused } from '#outcome';
import type { Actor } from '#web';
import type { ClusterId } from '../../db/generated/access/Cluster.ts';
import type { ClusterSettingId } from '../../db/generated/access/ClusterSetting.ts';

export type { ClusterId };

/** An area of a council, or a trust. */
export const clusterKinds = ['area', 'trust'] as const;
export type ClusterKind = (typeof clusterKinds)[number];

/** Whoever has a role for a cluster reaches its settings one by one, which a request does up to this many of. */
export const MOST_SETTINGS = 200;

export type Cluster = {
  id: ClusterId;
  name: string;
  kind: ClusterKind;
  settingIds: SettingId[];
  /** The roles that are given for it and have not ended. */
  given: { accountId: AccountId; role: string }[];
};

/** The clusters of an organisation by name, or one; those that have ended are left out. Takes the reach of the whole. */
export async function clustersOf(
  tx: Tx,
  tenantId: TenantId,
  only: ClusterId | null = null,
): Promise<Cluster[]> {
  const { rows } = await sql<Cluster>`
    select cluster.id, cluster.name, cluster.kind,
      (select coalesce(array_agg(belongs.setting_id order by belongs.setting_id), '{}') from access.cluster_setting as belongs
        where belongs.tenant_id = cluster.tenant_id and belongs.cluster_id = cluster.id and belongs.left_at is null) as "settingIds",
      (select coalesce(jsonb_agg(jsonb_build_object('accountId', role_grant.account_id, 'role', role_grant.role) order by role_grant.granted_at, role_grant.id), '[]')
        from access.role_grant as role_grant
        where role_grant.tenant_id = cluster.tenant_id and role_grant.cluster_id = cluster.id and role_grant.ended_at is null) as given
    from access.cluster as cluster
    where cluster.tenant_id = ${tenantId} and cluster.ended_at is null and (${only}::uuid is null or cluster.id = ${only}::uuid)
    order by lower(cluster.name), cluster.id`.execute(tx);
  return rows;
}

/** What somebody wants a cluster to be. `joining` and `leaving` are what they changed: what somebody else changed meanwhile stays. */
export type ClusterWish = {
  id: ClusterId;
  name: string;
  kind: ClusterKind;
  joining: readonly SettingId[];
  leaving: readonly SettingId[];
};

/**
 * Makes a cluster, or changes it: what it is called, and which settings belong to it. A setting may belong to several. Doing it twice with one id
 * changes nothing the second time. Whoever has a role for it reaches what joins from their next page on.
 *
 * Refuses a name that another one has, more settings than a role reaches, a setting that joins a cluster for which one has a role oneself, and
 * anybody who may not manage accounts.
 *
 * @example await settleCluster(tx, actor, { id: newId(), name: 'Vale', kind: 'area', joining: [ashdale, brook], leaving: [] });
 */
export async function settleCluster(tx: Tx, actor: Actor, wish: ClusterWish): Promise<void> {
  const { tenantId, accountId } = actor;
  refuseOthers(actor);
  const name = wish.name.trim();
  if (name === '') throw new Problems([{ field: 'name', message: 'Give the cluster a name' }]);
  await lockClusters(tx, actor.tenantId);
  const all = await clustersOf(tx, tenantId);
  if (all.some((each) => each.id !== wish.id && each.name.toLowerCase() === name.toLowerCase()))
    throw new Problems([{ field: 'name', message: `There is already a cluster called ${name}` }]);
  const before = all.find(({ id }) => id === wish.id);
  const joining = wish.joining.filter((id) => !before?.settingIds.includes(id));
  const leaving = wish.leaving.filter((id) => before?.settingIds.includes(id));
  if ((before?.settingIds.length ?? 0) + joining.length - leaving.length > MOST_SETTINGS)
    throw new Problems([
      {
        field: 'settings',
        message: `A cluster has at most ${MOST_SETTINGS} settings. Make two of it, or give the role for the whole organisation`,
      },
    ]);
  if (joining.length > 0 && before?.given.some((role) => role.accountId === accountId))
    throw new Refused('You have a role for this cluster. Ask another administrator to add settings to it.');
  const isSame = before?.name === name && before.kind === wish.kind;
  if (isSame && joining.length === 0 && leaving.length === 0) return;
  const row = { tenant_id: tenantId, id: wish.id, name, kind: wish.kind, made_by: accountId };
  // One with this id that has ended stays ended: whoever sends an old form again is told.
  const { numInsertedOrUpdatedRows: written } = await tx
    .insertInto('access.cluster')
    .values(row)
    .onConflict((once) =>
      once
        .columns(['tenant_id', 'id'])
        .doUpdateSet({ name, kind: wish.kind })
        .where('access.cluster.ended_at', 'is', null),
    )
    .executeTakeFirstOrThrow();
  if (written === 0n) throw new Refused('This cluster has ended.');
  await joinAndLeave(tx, actor, wish.id, { joining, leaving });
  await record(tx, actor, {
    act: before ? 'cluster.changed' : 'cluster.made',
    subjectId: wish.id,
    why: `${name}: ${joining.length} joined, ${leaving.length} left`,
  });
}

async function joinAndLeave(
  tx: Tx,
  { tenantId, accountId }: Actor,
  id: ClusterId,
  { joining, leaving }: Pick<ClusterWish, 'joining' | 'leaving'>,
): Promise<void> {
  if (joining.length > 0)
    await tx
      .insertInto('access.cluster_setting')
      .values(
        joining.map((setting_id) => ({
          tenant_id: tenantId,
          id: newId<ClusterSettingId>(),
          cluster_id: id,
          setting_id,
          joined_by: accountId,
        })),
      )
      .execute();
  if (leaving.length > 0)
    await tx
      .updateTable('access.cluster_setting')
      .set({ left_at: sql<string>`now()`, left_by: accountId })
      .where('tenant_id', '=', tenantId)
      .where('cluster_id', '=', id)
      .where('setting_id', 'in', [...leaving])
      .where('left_at', 'is', null)
      .execute();
}

/**
 * Ends a cluster. Its settings are as they were. One that has ended already is no fault.
 *
 * Refuses one that roles are given for, so that nobody loses sight of a school by the way, and anybody who may not manage accounts.
 *
 * @example await endCluster(tx, actor, clusterId);
 */
export async function endCluster(tx: Tx, actor: Actor, id: ClusterId): Promise<void> {
  refuseOthers(actor);
  await lockClusters(tx, actor.tenantId);
  const [found] = await clustersOf(tx, actor.tenantId, id);
  if (!found) return;
  if (found.given.length > 0)
    throw new Refused('Roles are given for this cluster. End them first, each on the page of its account.');
  await tx
    .updateTable('access.cluster')
    .set({ ended_at: sql<string>`now()`, ended_by: actor.accountId })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute();
  await record(tx, actor, { act: 'cluster.ended', subjectId: id, why: found.name });
}

/**
 * The cluster that somebody means by its name, whatever its capitals; refuses one there is not.
 *
 * @example await clusterNamed(tx, tenantId, 'vale')
 */
export async function clusterNamed(tx: Tx, tenantId: TenantId, name: string): Promise<Cluster> {
  const all = await clustersOf(tx, tenantId);
  const found = all.find((each) => each.name.toLowerCase() === name.trim().toLowerCase());
  if (!found) throw new Refused(`There is no cluster called "${name}".`);
  return found;
}

function refuseOthers(actor: Actor): void {
  if (!actor.may.has('accounts.manage')) throw new Refused('Only an administrator changes clusters.');
}

/** Two who change clusters at once wait for each other, or both would count as if the other had not. */
export async function lockClusters(tx: Tx, tenantId: TenantId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`clusters ${tenantId}`}, 0))`.execute(tx);
}
