import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { PlainDate } from '#dates';
import {
  type AccountId,
  askPlanned,
  type Database,
  type PersonId,
  type SettingId,
  type TenantId,
  type Tx,
  withActor,
} from '#db';
import type { Session } from '#modules/identity';
import type { ReachSource } from '#web';
import type { ClusterId } from '../../db/generated/access/Cluster.ts';
import { isSharedWith, type OrganisationId } from './organisations.ts';
import { isForOwn, isRole, staffRoles } from './permissions.ts';
import type { Grant, Granted, Known } from './reach.ts';

/** What of a session access needs. */
export type Whose = Pick<Session, 'tenantId' | 'accountId' | 'name' | 'organisation'>;

/** That a grant holds on a day: it has not been ended, has begun, and its last day is not past. */
export function holdsOn(today: PlainDate): RawBuilder<SqlBool> {
  return sql<SqlBool>`role_grant.ended_at is null and coalesce(role_grant.starts_on <= ${today}::date, true)
    and coalesce(role_grant.ends_on >= ${today}::date, true)`;
}

/** The grants of an account that hold on a day, oldest first. */
export async function grantsOf(tx: Tx, { tenantId, accountId }: Whose, today: PlainDate): Promise<Grant[]> {
  const byAccount = await grantsByAccount(tx, { tenantId, today, only: accountId });
  return byAccount.get(accountId) ?? [];
}

/**
 * The grants of one account, or of all staff, that hold on a day, oldest first. One for a cluster is one for each setting that belongs to
 * it now, and none where none does. One for an organisation outside holds while the agreement with that one does. Young people and families
 * have accounts by the thousand, which allow nothing but to see what is their own: only those that are named are there as well.
 */
export async function grantsByAccount(
  tx: Tx,
  {
    tenantId,
    today,
    only = null,
    besides = [],
  }: { tenantId: TenantId; today: PlainDate; only?: AccountId | null; besides?: readonly AccountId[] },
): Promise<Map<AccountId, Grant[]>> {
  const query = sql<{
    accountId: AccountId;
    role: string;
    settingId: SettingId | null;
    cluster: string | null;
    organisation: string | null;
    organisationId: OrganisationId | null;
  }>`
    select role_grant.account_id as "accountId", role_grant.role, coalesce(role_grant.setting_id, belongs.setting_id) as "settingId",
      cluster.name as cluster, organisation.name as organisation, organisation.id as "organisationId"
    from access.role_grant as role_grant
    left join access.organisation as organisation
      on organisation.tenant_id = role_grant.tenant_id and organisation.id = role_grant.organisation_id and ${isSharedWith(today)}
    left join access.cluster as cluster
      on cluster.tenant_id = role_grant.tenant_id and cluster.id = role_grant.cluster_id and cluster.ended_at is null
    left join access.cluster_setting as belongs
      on belongs.tenant_id = cluster.tenant_id and belongs.cluster_id = cluster.id and belongs.left_at is null
    where role_grant.tenant_id = ${tenantId}
      and ${only === null ? sql`(role_grant.role = any(${staffRoles}::text[]) or role_grant.account_id = any(${[...besides]}::uuid[]))` : sql`role_grant.account_id = ${only}`}
      and (role_grant.cluster_id is null or belongs.setting_id is not null)
      and (role_grant.organisation_id is null or organisation.id is not null) and ${holdsOn(today)}
    order by role_grant.granted_at, role_grant.id, belongs.setting_id`;
  // Every request asks for those of its account.
  const rows = only === null ? (await query.execute(tx)).rows : await askPlanned(tx, query);
  // A role that this version no longer knows allows nothing.
  const known = rows.flatMap(({ accountId, role, settingId, cluster, organisation, organisationId }) => {
    if (!isRole(role)) return [];
    const inCluster = cluster === null ? {} : { cluster };
    const from = organisation && organisationId ? { from: { id: organisationId, name: organisation } } : {};
    return [{ accountId, grant: { role, settingId, ...inCluster, ...from } satisfies Grant }];
  });
  const byAccount = Map.groupBy(known, ({ accountId }) => accountId);
  return new Map([...byAccount].map(([accountId, some]) => [accountId, some.map(({ grant }) => grant)]));
}

/**
 * The accounts with a role for young people of their own, who can be named to some. Takes the reach of the whole.
 *
 * @example (await whoHasOwn(tx, { tenantId, today })).includes(joe) // true: a tutor
 */
export async function whoHasOwn(
  tx: Tx,
  { tenantId, today }: { tenantId: TenantId; today: PlainDate },
): Promise<AccountId[]> {
  const byAccount = await grantsByAccount(tx, { tenantId, today });
  return [...byAccount].flatMap(([accountId, grants]) =>
    grants.some((grant) => staffRoles.includes(grant.role) && isForOwn(grant)) ? [accountId] : [],
  );
}

/** Asks the modules for the people and places of somebody's grants, in one transaction, and only where it matters. */
export async function lookUp(
  db: Database,
  { tenantId, accountId, organisation }: Whose,
  today: PlainDate,
  granted: Granted,
  sources: readonly ReachSource[],
): Promise<Known> {
  const settingNames = new Map<SettingId, string>();
  const ownPeople = new Map<PersonId, string>();
  const nothing = granted.whole !== undefined || (granted.settings.size === 0 && !granted.own);
  if (nothing) return { organisation, settingNames, ownPeople };
  const settingIds = [...granted.settings.keys()];
  await withActor(db, { tenantId, reach: 'whole' }, async (tx) => {
    for (const source of sources) {
      for (const [id, name] of (await source.settingNames?.(tx, { tenantId, settingIds })) ?? [])
        settingNames.set(id, name);
      if (!granted.own) continue;
      for (const { personId, why } of (await source.ownPeople?.(tx, { tenantId, accountId, today })) ?? []) {
        if (!ownPeople.has(personId)) ownPeople.set(personId, why);
      }
    }
  });
  return { organisation, settingNames, ownPeople };
}

/** A role of an account as those see it who manage accounts. */
export type GivenRole = {
  grantId: string;
  accountId: AccountId;
  role: string;
  settingId: SettingId | null;
  clusterId: ClusterId | null;
  /** What the cluster is called. */
  cluster: string | null;
  organisationId: OrganisationId | null;
  /** What the organisation outside is called that it is given for. */
  organisation: string | null;
  grantedAt: string;
  reason: string;
  startsOn: PlainDate | null;
  endsOn: PlainDate | null;
  endedAt: string | null;
  endReason: string | null;
};

/**
 * The roles of an organisation's accounts, or of one, those that hold before those that ended. Takes the reach of the whole.
 *
 * @example const given = Map.groupBy(await rolesGiven(tx, tenantId), ({ accountId }) => accountId);
 */
export async function rolesGiven(
  tx: Tx,
  tenantId: TenantId,
  only: AccountId | null = null,
): Promise<GivenRole[]> {
  const { rows } = await sql<GivenRole>`
    select role_grant.id as "grantId", role_grant.account_id as "accountId", role_grant.role, role_grant.setting_id as "settingId",
      role_grant.cluster_id as "clusterId", cluster.name as cluster,
      role_grant.organisation_id as "organisationId", organisation.name as organisation, role_grant.granted_at as "grantedAt", role_grant.reason, role_grant.starts_on as "startsOn",
      role_grant.ends_on as "endsOn", role_grant.ended_at as "endedAt", role_grant.end_reason as "endReason"
    from access.role_grant as role_grant
    left join access.cluster as cluster on cluster.tenant_id = role_grant.tenant_id and cluster.id = role_grant.cluster_id
    left join access.organisation as organisation
      on organisation.tenant_id = role_grant.tenant_id and organisation.id = role_grant.organisation_id
    where role_grant.tenant_id = ${tenantId} and (${only}::uuid is null or role_grant.account_id = ${only}::uuid)
    order by role_grant.ended_at is not null, role_grant.granted_at, role_grant.id`.execute(tx);
  return rows;
}
