import { sql } from 'kysely';
import {
  type AccountId,
  askPlanned,
  type Database,
  type TenantId,
  type Tx,
  withSignIn,
  writeAtCommit,
} from '#db';
import type { SessionId } from '../../db/generated/identity/Session.ts';
import { hasWay } from './second-step/ways.ts';
import { readToken, type Token } from './tokens.ts';

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
  /** Whoever signs in with a password; the others have a card. */
  isStaff: boolean;
  organisation: string;
  madeUp: boolean;
  /** Somebody else knows the password: its owner has to choose another before anything else. */
  mustChange: boolean;
  /** The password was right, and the second step is to come: nothing else may be done. */
  secondStepDue: boolean;
  /** Signing in with this account takes a second step. */
  hasSecondStep: boolean;
  /** The organisation wants one of everybody who sees young people or manages accounts. */
  secondStepRequired: boolean;
  /** A provider vouched for whoever is in it. */
  isFederated: boolean;
  /** The provider asked for a second step, which counts as ours. */
  secondStepElsewhere: boolean;
  /** Others use this browser as well. */
  shared: boolean;
  /** Minutes since it began, since it was last seen, and since whoever sits there last showed who they are. */
  age: number;
  idle: number;
  proved: number;
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

/**
 * As `sessionOf`, with something more to read in the same transaction: every request pays for each one it opens. When `act`
 * answers undefined the session was not seen either: whoever asks has ended it.
 */
export async function withSession<T>(
  db: Database,
  cookie: string | undefined,
  act: (tx: Tx, session: Session) => Promise<T>,
): Promise<T | undefined> {
  const token = readToken(cookie);
  if (!token) return undefined;
  return withSignIn(db, token.tenantId, async (tx) => {
    const session = await findSession(tx, token);
    if (!session) return undefined;
    const answer = await act(tx, session);
    if (answer !== undefined && session.idle >= 1) markSeen(tx, session);
    return answer;
  });
}

async function findSession(tx: Tx, { tenantId, sha256 }: Token): Promise<Session | undefined> {
  const [session] = await askPlanned(
    tx,
    sql<Session>`
    select session.id, session.tenant_id as "tenantId", session.account_id as "accountId", account.name, account.kind = 'staff' as "isStaff",
      tenant.name as organisation, tenant.made_up as "madeUp", account.must_change_password as "mustChange",
      session.second_step_due as "secondStepDue", tenant.second_step = 'required' as "secondStepRequired",
      ${hasWay({ tenantId: sql`session.tenant_id`, accountId: sql`session.account_id` })} as "hasSecondStep",
      session.is_federated as "isFederated", session.second_step_elsewhere as "secondStepElsewhere",
      session.shared, extract(epoch from now() - session.started_at)::float8 / 60 as age,
      extract(epoch from now() - session.last_seen_at)::float8 / 60 as idle,
      extract(epoch from now() - session.proved_at)::float8 / 60 as proved
    from identity.session as session
    join identity.account as account on account.tenant_id = session.tenant_id and account.id = session.account_id
    join identity.tenant as tenant on tenant.tenant_id = session.tenant_id
    where session.tenant_id = ${tenantId} and session.token_sha256 = ${sha256} and session.ended_at is null
      and account.closed_at is null and session.expires_at > now()
      and session.last_seen_at > now() - interval '2 hours'`,
  );
  return session;
}

function markSeen(tx: Tx, { tenantId, id }: Session): void {
  writeAtCommit(
    tx,
    sql`update identity.session set last_seen_at = now() where tenant_id = ${tenantId} and id = ${id}`,
  );
}

/** Whoever sits there has just shown again who they are. */
export async function markProved(tx: Tx, session: Session): Promise<void> {
  await tx
    .updateTable('identity.session')
    .set({ proved_at: sql<string>`now()` })
    .where('tenant_id', '=', session.tenantId)
    .where('id', '=', session.id)
    .execute();
}
