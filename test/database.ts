/** A database for one test file: the embedded one in memory, or a tenant of its own on the server of this run. */
import { readFile } from 'node:fs/promises';
import { inject } from 'vitest';
import type { PlainDate } from '#dates';
import {
  type AccountId,
  type Database,
  newId,
  openDatabase,
  openSnapshot,
  type PersonId,
  type SettingId,
  type TenantId,
  type Who,
} from '#db';
import { writeCast } from '../src/demo/index.ts';
import {
  type CastKey,
  castSettings,
  castStaff,
  castToday,
  castYoungPeople,
  type SettingKey,
  type StaffKey,
} from './cast.ts';

export type TestDatabase = {
  db: Database;
  /** New for each call: on a server many test files share one database. */
  tenantId: TenantId;
  /** Somebody who reaches the whole tenant. */
  whole: Who;
  today: PlainDate;
  people: Readonly<Record<CastKey, PersonId>>;
  settings: Readonly<Record<SettingKey, SettingId>>;
  accounts: Readonly<Record<StaffKey, AccountId>>;
  close(): Promise<void>;
};

/**
 * Opens a database with an empty tenant, or with the cast in it. Without the cast there is not even an organisation:
 * the test founds what it needs.
 *
 * @example
 * const test = await testDatabase({ cast: true });
 * afterAll(() => test.close());
 */
export async function testDatabase({ cast = false }: { cast?: boolean } = {}): Promise<TestDatabase> {
  const db = await emptyDatabase();
  const tenantId = newId<TenantId>();
  if (cast) await writeCast(db, tenantId, castToday);
  return {
    db,
    tenantId,
    whole: { tenantId, reach: 'whole', sensitive: 'all', confidential: 'all' },
    today: castToday,
    people: idsOf(castYoungPeople, ({ id }) => id),
    settings: idsOf(castSettings, ({ id }) => id),
    accounts: idsOf(castStaff, ({ accountId }) => accountId),
    close: () => db.close(),
  };
}

/** A migrated database, for tests that bring their own tenants: others may be in it. */
export async function emptyDatabase(): Promise<Database> {
  if (inject('server') !== null) return loneDatabase();
  embedded ??= loneDatabase();
  // The next file of this process goes on with it.
  return { ...(await embedded), close: async () => {} };
}

/** The embedded database of this process: making one for each file takes as long as most of their tests. */
let embedded: Promise<Database> | undefined;

/** A migrated database with nobody else in it. Only an embedded one can be that: on a server others may be in it all the same. */
export async function loneDatabase(): Promise<Database> {
  const server = inject('server');
  if (server !== null) return openDatabase({ url: server });
  const snapshot = inject('snapshot');
  if (snapshot === null) throw new Error('test/global-setup.ts has not run');
  return openSnapshot(await readFile(snapshot));
}

function idsOf<Key extends string, Value, Id>(
  values: Readonly<Record<Key, Value>>,
  id: (value: Value) => Id,
) {
  const entries = Object.entries<Value>(values).map(([key, value]) => [key, id(value)]);
  return Object.fromEntries(entries) as Record<Key, Id>;
}
