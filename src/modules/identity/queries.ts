import { sql } from 'kysely';
import { type AccountId, type Database, type TenantId, type Tx, withSignIn } from '#db';
import { hasWay } from './second-step/ways.ts';

export type TenantName = { id: TenantId; name: string; madeUp: boolean };

/** The organisations of this installation, by name. */
export async function tenantsOf(db: Database): Promise<TenantName[]> {
  const rows = await withSignIn(db, null, (tx) =>
    tx.selectFrom('identity.tenant').select(['tenant_id', 'name', 'made_up']).orderBy('name').execute(),
  );
  return rows.map((row) => ({ id: row.tenant_id, name: row.name, madeUp: row.made_up }));
}

export type AccountName = { name: string; job: string; email: string };

/** Every account of an organisation, in the order in which they were opened: for the sign-in page of a made-up one. */
export async function accountsOf(db: Database, tenantId: TenantId): Promise<AccountName[]> {
  const rows = await withSignIn(db, tenantId, (tx) =>
    tx
      .selectFrom('identity.account')
      .select(['name', 'job', 'email'])
      .where('tenant_id', '=', tenantId)
      .where('kind', '=', 'staff')
      .$narrowType<{ email: string }>()
      .orderBy('opened_at')
      .orderBy('id')
      .execute(),
  );
  return rows.map(({ name, job, email }) => ({ name, job: job ?? '', email }));
}

/** Which account has which e-mail address, as `plainEmail` writes it, within one organisation. */
export async function accountsByEmail(tx: Tx, tenantId: TenantId): Promise<ReadonlyMap<string, AccountId>> {
  const rows = await tx
    .selectFrom('identity.account')
    .select(['id', 'email'])
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', 'staff')
    .$narrowType<{ email: string }>()
    .execute();
  return new Map(rows.map(({ id, email }) => [email, id]));
}

/**
 * What accounts are called, for saying who did something.
 *
 * @example const names = await accountNames(tx, tenantId, runs.map(({ accountId }) => accountId));
 */
export async function accountNames(
  tx: Tx,
  tenantId: TenantId,
  ids: readonly (AccountId | null)[],
): Promise<ReadonlyMap<AccountId | null, string>> {
  const wanted = ids.filter((id) => id !== null);
  const accounts = await accountsById(tx, tenantId, wanted);
  return new Map([...accounts].map(([id, { name }]) => [id, name]));
}

/**
 * What some accounts are called, what their job is, and whether they are open.
 *
 * @example (await accountsById(tx, tenantId, [dev])).get(dev)?.job // 'Pastoral lead'
 */
export async function accountsById(
  tx: Tx,
  tenantId: TenantId,
  ids: readonly AccountId[],
): Promise<ReadonlyMap<AccountId, { name: string; job: string | null; isOpen: boolean }>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('identity.account')
    .select(['id', 'name', 'job', 'closed_at'])
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, name, job, closed_at }) => [id, { name, job, isOpen: closed_at === null }]));
}

/**
 * The e-mail addresses of open accounts; those of young people and families have none.
 *
 * @example (await addressesOf(tx, tenantId, [dev])).get(dev) // 'dev@fernshire.example'
 */
export async function addressesOf(
  tx: Tx,
  tenantId: TenantId,
  ids: readonly AccountId[],
): Promise<ReadonlyMap<AccountId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('identity.account')
    .select(['id', 'email'])
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', [...new Set(ids)])
    .where('closed_at', 'is', null)
    .execute();
  return new Map(rows.flatMap(({ id, email }) => (email === null ? [] : [[id, email] as const])));
}

/** An account as those see it who manage accounts. */
export type ManagedAccount = {
  id: AccountId;
  email: string;
  name: string;
  job: string | null;
  openedAt: string;
  closedAt: string | null;
  /** Somebody else knows its password still. */
  mustChange: boolean;
  /** Signing in takes a second step. */
  secondStep: boolean;
  /** The last time that somebody was signed in with it. */
  lastSeenAt: string | null;
};

/**
 * Every account of an organisation by name, closed ones last; or one of them. Takes the reach of the whole organisation.
 *
 * @example const [account] = await managedAccounts(tx, tenantId, accountId);
 */
export async function managedAccounts(
  tx: Tx,
  tenantId: TenantId,
  only: AccountId | null = null,
): Promise<ManagedAccount[]> {
  const { rows } = await sql<ManagedAccount>`
    select account.id, account.email, account.name, account.job, account.opened_at as "openedAt", account.closed_at as "closedAt",
      account.must_change_password as "mustChange", (select max(session.last_seen_at) from identity.session as session
        where session.tenant_id = account.tenant_id and session.account_id = account.id) as "lastSeenAt",
      ${hasWay({ tenantId: sql`account.tenant_id`, accountId: sql`account.id` })} as "secondStep"
    from identity.account as account
    where account.tenant_id = ${tenantId} and account.kind = 'staff' and (${only}::uuid is null or account.id = ${only}::uuid)
    order by account.closed_at is not null, account.name collate "und-x-icu", account.email`.execute(tx);
  return rows;
}

/** Whether the organisation wants a second step at sign-in of everybody who sees young people, brings files in or manages accounts. */
export async function isSecondStepRequired(tx: Tx, tenantId: TenantId): Promise<boolean> {
  const row = await tx
    .selectFrom('identity.tenant')
    .select('second_step')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  return row?.second_step !== 'optional';
}
