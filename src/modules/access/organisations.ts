import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { AccountId, TenantId, Tx } from '#db';
import { record } from '#modules/audit';
import { Problems, Refused } from '#outcome';
import type { Actor } from '#web';
import type { OrganisationId } from '../../db/generated/access/Organisation.ts';

export type { OrganisationId };

/** What an organisation outside is. All but the last are agencies; the first seven of these sit at a hot clinic. */
export const organisationKinds = [
  'health',
  'camhs',
  'police',
  'youth_justice',
  'early_help',
  'social_care',
  'education',
  'housing',
  'voluntary',
  'employer',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** An agency or an employer whose people work with the organisation that runs this. */
export type Organisation = {
  id: OrganisationId;
  name: string;
  kind: OrganisationKind;
  /** Which agreement lets us share with it, and where that is kept; null where none was written down. */
  agreement: string | null;
  agreedUntil: PlainDate | null;
  /** The roles that are given for it and have not ended, whether they hold today or not. */
  given: { grantId: string; accountId: AccountId; role: string }[];
};

/** How long before its last day an agreement ends soon: time to have another one signed. */
export const SOON_DAYS = 28;

/** That a role for an organisation outside holds on a day: it has not ended, and the last day of the agreement is not past. */
export function isSharedWith(today: PlainDate): RawBuilder<SqlBool> {
  return sql<SqlBool>`organisation.ended_at is null and coalesce(organisation.agreed_until >= ${today}::date, true)`;
}

/** The organisations outside by name, or one; those that have ended are left out. Takes the reach of the whole. */
export async function organisationsOf(
  tx: Tx,
  tenantId: TenantId,
  only: OrganisationId | null = null,
): Promise<Organisation[]> {
  const { rows } = await sql<Organisation>`
    select organisation.id, organisation.name, organisation.kind, organisation.agreement, organisation.agreed_until as "agreedUntil",
      (select coalesce(jsonb_agg(jsonb_build_object('grantId', role_grant.id, 'accountId', role_grant.account_id, 'role', role_grant.role)
          order by role_grant.granted_at, role_grant.id), '[]')
        from access.role_grant as role_grant
        where role_grant.tenant_id = organisation.tenant_id and role_grant.organisation_id = organisation.id and role_grant.ended_at is null) as given
    from access.organisation as organisation
    where organisation.tenant_id = ${tenantId} and organisation.ended_at is null and (${only}::uuid is null or organisation.id = ${only}::uuid)
    order by lower(organisation.name), organisation.id`.execute(tx);
  return rows;
}

/** What the organisations outside are called, those that have ended too. Takes the reach of the whole. */
export async function organisationNames(tx: Tx, tenantId: TenantId): Promise<Map<OrganisationId, string>> {
  const rows = await tx
    .selectFrom('access.organisation')
    .select(['id', 'name'])
    .where('tenant_id', '=', tenantId)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/**
 * The organisation outside that somebody means by its name, whatever its capitals; refuses one there is not.
 *
 * @example await organisationNamed(tx, tenantId, 'northgate motors')
 */
export async function organisationNamed(tx: Tx, tenantId: TenantId, name: string): Promise<Organisation> {
  const all = await organisationsOf(tx, tenantId);
  const found = all.find((each) => each.name.toLowerCase() === name.trim().toLowerCase());
  if (!found) throw new Refused(`There is no organisation called "${name}".`);
  return found;
}

export type OrganisationWish = Pick<Organisation, 'id' | 'name' | 'kind' | 'agreedUntil'> & {
  agreement: string;
};

/**
 * Takes up an organisation outside, or changes what is known of it and of the agreement to share with it. Doing it twice with one id changes
 * nothing the second time.
 *
 * Refuses a name that another one has, no agreement, a last day that is past when it is set, one for which one has a role oneself, and anybody who
 * may not manage accounts.
 *
 * @example await settleOrganisation(tx, actor, { id: newId(), name: 'Northgate Motors', kind: 'employer', agreement: 'Placement agreement, drawer 4', agreedUntil: null });
 */
export async function settleOrganisation(tx: Tx, actor: Actor, wish: OrganisationWish): Promise<void> {
  const { tenantId, accountId } = actor;
  refuseOthers(actor);
  const { id, kind, agreedUntil } = wish;
  const [name, agreement] = [wish.name.trim(), wish.agreement.trim()];
  if (name === '') throw new Problems([{ field: 'name', message: 'Give the organisation a name' }]);
  if (agreement === '')
    throw new Problems([{ field: 'agreement', message: 'Say which agreement lets us share with it' }]);
  await lockOrganisations(tx, tenantId);
  const all = await organisationsOf(tx, tenantId);
  if (all.some((each) => each.id !== id && each.name.toLowerCase() === name.toLowerCase()))
    throw new Problems([{ field: 'name', message: `There is already an organisation called ${name}` }]);
  const before = all.find((each) => each.id === id);
  const isNewDay = agreedUntil !== null && agreedUntil !== before?.agreedUntil;
  if (isNewDay && agreedUntil < actor.today)
    throw new Problems([{ field: 'until', message: 'The last day is today or later' }]);
  if (before?.given.some((role) => role.accountId === accountId))
    throw new Refused('You have a role for this organisation. Ask another administrator to change it.');
  const isSame =
    before?.name === name &&
    before.kind === kind &&
    before.agreement === agreement &&
    before.agreedUntil === agreedUntil;
  if (isSame) return;
  const row = { name, kind, agreement, agreed_until: agreedUntil };
  // One with this id that has ended stays ended: whoever sends an old form again is told.
  const { numInsertedOrUpdatedRows: written } = await tx
    .insertInto('access.organisation')
    .values({ tenant_id: tenantId, id, made_by: accountId, ...row })
    .onConflict((once) =>
      once.columns(['tenant_id', 'id']).doUpdateSet(row).where('access.organisation.ended_at', 'is', null),
    )
    .executeTakeFirstOrThrow();
  if (written === 0n) throw new Refused('This organisation has ended.');
  await record(tx, actor, {
    act: before ? 'organisation.changed' : 'organisation.made',
    subjectId: id,
    why: `${name}, agreed ${agreedUntil === null ? 'without a last day' : `until ${agreedUntil}`}`,
  });
}

export function refuseOthers(actor: Actor): void {
  if (!actor.may.has('accounts.manage')) throw new Refused('Only an administrator changes organisations.');
}

/** Nobody ends an organisation while a role is being given for it. */
export async function lockOrganisations(tx: Tx, tenantId: TenantId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`organisations ${tenantId}`}, 0))`.execute(tx);
}
