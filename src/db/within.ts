/** Every request, command and job runs here: one transaction, with the role, the tenant and the reach of whoever asks. */
import { sql, type Transaction } from 'kysely';
import { Refused } from '../outcome.ts';
import type { Database } from './connect.ts';
import type { AccountId, PersonId, SettingId, Tables, TenantId } from './schema.ts';
import { plannedOnce, turn } from './turn.ts';

/** A transaction of somebody who has been let in. */
export type Tx = Transaction<Tables>;

/** All of a tenant, or some settings (at most 200) and some people (at most 500). */
export type Reach = 'whole' | { settings: readonly SettingId[]; people: readonly PersonId[] };

export type Who = {
  tenantId: TenantId;
  reach: Reach;
  /** Whoever acts reads what they wrote themselves, however restricted. */
  accountId?: AccountId | null;
  /** Where they read the words of restricted notes; nowhere unless given. */
  restricted?: 'all' | readonly SettingId[];
  /** Where they read what is known about health, care, youth justice and family; nowhere unless given. */
  sensitive?: 'all' | readonly SettingId[];
  /** Where they may know that something confidential is kept elsewhere; nowhere unless given. */
  confidential?: 'all' | readonly SettingId[];
  /** What was put before the panels on which they sit: each referral by its id (at most 500), and nothing else of whom it is about. */
  referrals?: readonly string[];
};

/**
 * Runs `act` in one transaction as `actor`. Nothing set means nothing seen: the role and the settings last exactly
 * as long as the transaction. Commits when `act` returns, rolls back when it throws.
 *
 * Refuses a reach too large to hold; throws when called inside itself, where the embedded database would hang.
 *
 * @example const notes = await withActor(db, actor, (tx) => notesOf(tx, personId));
 */
export function withActor<T>(db: Database, actor: Who, act: (tx: Tx) => Promise<T>): Promise<T> {
  const { reach, referrals = [] } = actor;
  if (referrals.length > 500)
    throw new Refused('More than 500 referrals wait for this account. Close those that are decided first.');
  if (reach === 'whole') return within(db, 'waymark_whole', actor, [], [], act);
  if (reach.settings.length > 200 || reach.people.length > 500) {
    throw new Refused(
      'This account reaches more than 200 settings or 500 young people one by one. Give it a role for the whole organisation instead.',
    );
  }
  return within(db, 'waymark_scoped', actor, reach.settings, reach.people, act);
}

/** As `withActor`, for what happens before anybody is known: the role that reads accounts and sessions, and nothing else. */
export function withSignIn<T>(
  db: Database,
  tenantId: TenantId | null,
  act: (tx: Tx) => Promise<T>,
): Promise<T> {
  return within(db, 'waymark_sign_in', { tenantId }, [], [], act);
}

function within<T>(
  db: Database,
  role: 'waymark_whole' | 'waymark_scoped' | 'waymark_sign_in',
  {
    tenantId,
    accountId,
    restricted = [],
    sensitive = [],
    confidential = [],
    referrals = [],
  }: Omit<Who, 'tenantId' | 'reach'> & {
    tenantId: TenantId | null;
  },
  settings: readonly SettingId[],
  people: readonly PersonId[],
  act: (tx: Tx) => Promise<T>,
): Promise<T> {
  if (turn.getStore()) throw new Error('withActor inside withActor: pass the transaction on instead');
  // One value comes back, and nobody looks at it.
  const become = sql`select concat(set_config('role', ${role}, true),
    set_config('waymark.tenant', ${tenantId ?? ''}, true),
    set_config('waymark.settings', ${`{${settings.join(',')}}`}, true),
    set_config('waymark.people', ${`{${people.join(',')}}`}, true),
    set_config('waymark.account', ${accountId ?? ''}, true),
    set_config('waymark.restricted', ${places(restricted)}, true),
    set_config('waymark.sensitive', ${places(sensitive)}, true),
    set_config('waymark.confidential', ${places(confidential)}, true),
    set_config('waymark.referrals', ${`{${referrals.join(',')}}`}, true)) is null as became`;
  const opening = plannedOnce(become.compile(db.kysely));
  return turn.run({ opening, closing: [] }, () => db.kysely.transaction().execute(act));
}

function places(where: 'all' | readonly SettingId[]): string {
  return where === 'all' ? 'all' : `{${where.join(',')}}`;
}
