import { sql } from 'kysely';
import { type AccountId, type Database, type TenantId, type Tx, withSignIn } from '#db';
import type { SessionId } from '../../db/generated/identity/Session.ts';
import { readToken, type Token } from './tokens.ts';

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
        where session.tenant_id = account.tenant_id and session.account_id = account.id) as "lastSeenAt"
    from identity.account as account
    where account.tenant_id = ${tenantId} and (${only}::uuid is null or account.id = ${only}::uuid)
    order by account.closed_at is not null, account.name collate "und-x-icu", account.email`.execute(tx);
  return rows;
}

/** A session that has not ended: somebody is signed in somewhere. */
export type OpenSession = { id: SessionId; startedAt: string; lastSeenAt: string; expiresAt: string };

/** Where an account is signed in now, the last seen first. */
export async function openSessions(tx: Tx, tenantId: TenantId, accountId: AccountId): Promise<OpenSession[]> {
  const { rows } = await sql<OpenSession>`
    select session.id, session.started_at as "startedAt", session.last_seen_at as "lastSeenAt", session.expires_at as "expiresAt"
    from identity.session as session
    where session.tenant_id = ${tenantId} and session.account_id = ${accountId} and session.ended_at is null
      and session.expires_at > now() and session.last_seen_at > now() - interval '2 hours'
    order by session.last_seen_at desc, session.id`.execute(tx);
  return rows;
}

/** Somebody signed in, and the organisation they signed in to. */
export type Session = {
  id: SessionId;
  tenantId: TenantId;
  accountId: AccountId;
  name: string;
  organisation: string;
  madeUp: boolean;
  /** Somebody else knows the password: its owner has to choose another before anything else. */
  mustChange: boolean;
};

/**
 * The session a cookie stands for, or undefined: ended, 12 hours old, or idle for 2 hours. By the real clock, not by
 * the day that is being played. Being seen is kept at most once a minute.
 *
 * @example const session = await sessionOf(db, cookie);
 */
export function sessionOf(db: Database, cookie: string | undefined): Promise<Session | undefined> {
  return withSession(db, cookie, async (_tx, session) => session);
}

/** As `sessionOf`, with something more to read in the same transaction: every request pays for each one it opens. */
export async function withSession<T>(
  db: Database,
  cookie: string | undefined,
  act: (tx: Tx, session: Session) => Promise<T>,
): Promise<T | undefined> {
  const token = readToken(cookie);
  if (!token) return undefined;
  return withSignIn(db, token.tenantId, async (tx) => {
    const row = await findSession(tx, token);
    if (!row) return undefined;
    const { id, account_id: accountId, name, organisation, made_up: madeUp } = row;
    const { must_change_password: mustChange } = row;
    const session = { id, tenantId: token.tenantId, accountId, name, organisation, madeUp, mustChange };
    if (row.stale) await markSeen(tx, session);
    return act(tx, session);
  });
}

function findSession(tx: Tx, token: Token) {
  return tx
    .selectFrom('identity.session as session')
    .innerJoin('identity.account as account', (join) =>
      join
        .onRef('account.tenant_id', '=', 'session.tenant_id')
        .onRef('account.id', '=', 'session.account_id'),
    )
    .innerJoin('identity.tenant as tenant', 'tenant.tenant_id', 'session.tenant_id')
    .select([
      'session.id',
      'session.account_id',
      'account.name',
      'tenant.name as organisation',
      'tenant.made_up',
      'account.must_change_password',
    ])
    .select(sql<boolean>`session.last_seen_at < now() - interval '1 minute'`.as('stale'))
    .where('session.tenant_id', '=', token.tenantId)
    .where('session.token_sha256', '=', token.sha256)
    .where('session.ended_at', 'is', null)
    .where('account.closed_at', 'is', null)
    .where('session.expires_at', '>', sql<string>`now()`)
    .where('session.last_seen_at', '>', sql<string>`now() - interval '2 hours'`)
    .executeTakeFirst();
}

async function markSeen(tx: Tx, session: Session): Promise<void> {
  await tx
    .updateTable('identity.session')
    .set({ last_seen_at: sql<string>`now()` })
    .where('tenant_id', '=', session.tenantId)
    .where('id', '=', session.id)
    .execute();
}
