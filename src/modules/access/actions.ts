import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import { type AccountId, newId, type SettingId, type Tx } from '#db';
import { record } from '#modules/audit';
import { accountsById, closeAccount, endSessions } from '#modules/identity';
import { Refused } from '#outcome';
import type { Actor } from '#web';
import type { RoleGrantId } from '../../db/generated/access/RoleGrant.ts';
import { type ClusterId, clustersOf, lockClusters } from './clusters.ts';
import { lockOrganisations, type OrganisationId, organisationsOf } from './organisations.ts';
import { hasPlaces, isHeldFromOutside, isRole, type Role, roles, staffRoles } from './permissions.ts';

export type RoleGrant = {
  accountId: AccountId;
  role: string;
  /** Null for a role of the whole organisation, and for one that looks at its own young people. */
  settingId: SettingId | null;
  /** The cluster it is for, instead of a setting: a role at each of its settings. */
  clusterId?: ClusterId | null;
  /** The organisation outside whose people hold it; of whoever runs this, unless given. */
  organisationId?: OrganisationId | null;
  /** Why, in a few words without anybody's name. */
  reason: string;
  /** The first and the last day on which it holds; from now on, and until somebody ends it, unless given. */
  startsOn?: PlainDate | null;
  endsOn?: PlainDate | null;
};

/**
 * Grants a role to an account. Granting what is already granted changes nothing; one whose last day is past is ended first.
 *
 * Refuses an unknown role, a setting or a cluster where none belongs, none where one does, or both, an organisation outside for a role that only
 * our own people hold, a last day that is past or before the first, anybody who may not manage accounts, and a role for oneself: who manages accounts does
 * not thereby see young people.
 *
 * @example await grantRole(tx, actor, { accountId, role: 'pastoral_lead', settingId, reason: 'Head of Year 9 from September' });
 */
export async function grantRole(tx: Tx, actor: Actor, grant: RoleGrant): Promise<void> {
  const { accountId, role, settingId, clusterId = null, organisationId = null } = grant;
  const { reason, startsOn = null, endsOn = null } = grant;
  if (!actor.may.has('accounts.manage')) throw new Refused('Only an administrator grants roles.');
  if (actor.accountId === accountId)
    throw new Refused('Nobody grants a role to themselves. Ask another administrator.');
  if (!isRole(role) || !staffRoles.includes(role))
    throw new Refused(
      `There is no role ${JSON.stringify(role)} to be given. The roles are ${staffRoles.join(', ')}.`,
    );
  const { reach } = roles[role];
  if (settingId !== null && clusterId !== null)
    throw new Refused('A role is granted for a setting or for a cluster, not for both.');
  if (reach === 'setting' && settingId === null && clusterId === null)
    throw new Refused(`The role ${role} is granted for a setting or a cluster. Say which.`);
  if (!hasPlaces(role) && (settingId !== null || clusterId !== null)) {
    throw new Refused(`The role ${role} is not for one setting. Leave the setting out.`);
  }
  if (clusterId !== null) await lockOpenCluster(tx, actor, clusterId);
  if (organisationId !== null) await lockOpenOrganisation(tx, actor, { role, organisationId });
  if (endsOn !== null && endsOn < (startsOn ?? actor.today))
    throw new Refused('The last day of a role is today or later, and not before its first.');
  await endPast(tx, actor, grant);
  const id = newId<RoleGrantId>();
  const { numInsertedOrUpdatedRows: added } = await tx
    .insertInto('access.role_grant')
    .values({
      tenant_id: actor.tenantId,
      id,
      account_id: accountId,
      role,
      setting_id: settingId,
      cluster_id: clusterId,
      organisation_id: organisationId,
      granted_by: actor.accountId,
      reason,
      starts_on: startsOn,
      ends_on: endsOn,
    })
    .onConflict((once) =>
      once
        .columns(['tenant_id', 'account_id', 'role', 'setting_id', 'cluster_id', 'organisation_id'])
        .where('ended_at', 'is', null)
        .doNothing(),
    )
    .executeTakeFirst();
  if (added)
    await record(tx, actor, {
      act: 'role.granted',
      subjectId: accountId,
      why: placeInWords({ role, settingId, clusterId, organisationId }),
    });
}

/**
 * Gives an account that was opened for one young person the role that comes with it. It sees whom it belongs to, and has no other way to
 * a role.
 *
 * @example await giveOwnRole(tx, actor, { accountId, role: 'young_person' });
 */
export async function giveOwnRole(
  tx: Tx,
  actor: Actor,
  { accountId, role }: { accountId: AccountId; role: 'young_person' | 'family' },
): Promise<void> {
  await tx
    .insertInto('access.role_grant')
    .values({
      tenant_id: actor.tenantId,
      id: newId<RoleGrantId>(),
      account_id: accountId,
      role,
      setting_id: null,
      granted_by: actor.accountId,
      reason: 'an account of their own',
    })
    .execute();
  await record(tx, actor, { act: 'role.granted', subjectId: accountId, why: role });
}

/** Nobody ends a cluster while a role is being given for it, or gives one for a cluster that has ended. */
async function lockOpenCluster(tx: Tx, actor: Actor, clusterId: ClusterId): Promise<void> {
  await lockClusters(tx, actor.tenantId);
  const [found] = await clustersOf(tx, actor.tenantId, clusterId);
  if (!found) throw new Refused('There is no such cluster, or it has ended.');
}

/** Nobody ends an organisation while a role is being given for it, or gives one for an organisation that has ended. */
async function lockOpenOrganisation(
  tx: Tx,
  actor: Actor,
  { role, organisationId }: { role: Role; organisationId: OrganisationId },
): Promise<void> {
  if (!isHeldFromOutside(role))
    throw new Refused(
      `The role ${role} is for people of our own organisation. Leave the other organisation out.`,
    );
  await lockOrganisations(tx, actor.tenantId);
  const [found] = await organisationsOf(tx, actor.tenantId, organisationId);
  if (!found) throw new Refused('There is no such organisation, or it has ended.');
}

/** For the record, without anybody's name. */
function placeInWords({
  role,
  settingId,
  clusterId,
  organisationId,
}: Pick<RoleGrant, 'role' | 'settingId' | 'clusterId' | 'organisationId'>) {
  const from = organisationId ? ` from organisation ${organisationId}` : '';
  if (settingId) return `${role} at setting ${settingId}${from}`;
  return clusterId ? `${role} for cluster ${clusterId}${from}` : `${role}${from}`;
}

/** One that has run out is not in the way of another like it. */
async function endPast(
  tx: Tx,
  actor: Actor,
  { accountId, role, settingId, clusterId = null, organisationId = null }: RoleGrant,
): Promise<void> {
  await sql`
    update access.role_grant as role_grant set ended_at = now(), ended_by = ${actor.accountId}, end_reason = 'its last day was past'
    where role_grant.tenant_id = ${actor.tenantId} and role_grant.account_id = ${accountId} and role_grant.role = ${role}
      and role_grant.setting_id is not distinct from ${settingId}::uuid
      and role_grant.cluster_id is not distinct from ${clusterId}::uuid
      and role_grant.organisation_id is not distinct from ${organisationId}::uuid and role_grant.ended_at is null
      and role_grant.ends_on < ${actor.today}::date`.execute(tx);
}

/**
 * Ends a role, from now on; its account's sessions end with it. What was done by it stays on record.
 *
 * Refuses anybody who may not manage accounts, a role of one's own, and the last administrator's: somebody has to be left who
 * could grant it again. A role that has ended already is no fault.
 *
 * @example await endRole(tx, actor, { grantId, reason: 'Left in July' });
 */
export async function endRole(
  tx: Tx,
  actor: Actor,
  { grantId, reason }: { grantId: string; reason: string },
): Promise<void> {
  if (!actor.may.has('accounts.manage')) throw new Refused('Only an administrator ends roles.');
  const grant = await tx
    .selectFrom('access.role_grant')
    .select(['account_id', 'role', 'setting_id', 'cluster_id', 'organisation_id'])
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', grantId as RoleGrantId)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!grant) return;
  const accountId = grant.account_id;
  if (actor.accountId === accountId)
    throw new Refused('Nobody ends a role of their own. Ask another administrator.');
  if (grant.role === 'administrator') await refuseLast(tx, actor, accountId);
  await tx
    .updateTable('access.role_grant')
    .set({ ended_at: sql<string>`now()`, ended_by: actor.accountId, end_reason: reason })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', grantId as RoleGrantId)
    .execute();
  await endSessions(tx, actor, { accountId, why: 'a role ended' });
  await record(tx, actor, {
    act: 'role.ended',
    subjectId: accountId,
    why: placeInWords({
      role: grant.role,
      settingId: grant.setting_id,
      clusterId: grant.cluster_id,
      organisationId: grant.organisation_id,
    }),
  });
}

/**
 * Closes an account: its sessions end and nobody signs in with it, until it is opened again. Its roles stay as they are.
 *
 * Refuses anybody who may not manage accounts, one's own account, and the last administrator's.
 *
 * @example await closeAccountOf(tx, actor, accountId);
 */
export async function closeAccountOf(tx: Tx, actor: Actor, accountId: AccountId): Promise<void> {
  if (!actor.may.has('accounts.manage')) throw new Refused('Only an administrator closes accounts.');
  if (actor.accountId === accountId)
    throw new Refused('Nobody closes their own account. Ask another administrator.');
  await refuseLast(tx, actor, accountId);
  await closeAccount(tx, actor, accountId);
}

/** Two that are ended at once wait for each other, or both would be the last but one. */
async function refuseLast(tx: Tx, { tenantId }: Actor, accountId: AccountId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`administrators ${tenantId}`}, 0))`.execute(tx);
  const rows = await tx
    .selectFrom('access.role_grant')
    .select('account_id')
    .where('tenant_id', '=', tenantId)
    .where('role', '=', 'administrator')
    .where('ended_at', 'is', null)
    // One for a while would leave nobody when it runs out.
    .where('ends_on', 'is', null)
    .execute();
  const administrators = rows.map((row) => row.account_id);
  if (!administrators.includes(accountId)) return;
  const others = administrators.filter((each) => each !== accountId);
  const known = await accountsById(tx, tenantId, others);
  if (![...known.values()].some(({ isOpen }) => isOpen))
    throw new Refused('This is the last administrator. Make somebody else one first.');
}
