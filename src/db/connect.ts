/** Opens the database: a PostgreSQL server when an address is given, otherwise the embedded one in a directory. */
import { join } from 'node:path';
import { Kysely } from 'kysely';
import type pg from 'pg';
import { Refused } from '../outcome.ts';
import { type BackedUp, backUp } from './backup/back-up.ts';
import { type Restored, restore } from './backup/restore.ts';
import { pendingMigrations, refuseBypass, refuseUnpatched } from './checks.ts';
import type { Rows } from './dialect.ts';
import { type Held, holdDirectory } from './directory.ts';
import { migrate, type OwnerLine } from './migrate.ts';
import { type Pglite, pgliteDialect, startPglite } from './pglite.ts';
import { postgresDialect, postgresPool } from './postgres.ts';
import type { Tables } from './schema.ts';
import { sweepEmbedded, sweepServer } from './sweep.ts';

export type Database = {
  readonly kind: 'embedded' | 'server';
  /** Only `within` uses it: a query on it inside a transaction would wait for ever on the embedded database. */
  readonly kysely: Kysely<Tables>;
  /** Things to tell whoever runs the installation, in sentences. */
  readonly warnings: readonly string[];
  /** The data directory, held for as long as the database is open; a server has none. */
  readonly held: Held | undefined;
  /** Writes everything to a file (`backUp`), as the owner: nobody else gets a turn on the embedded database meanwhile. */
  backUp(path: string, recipient?: string): Promise<BackedUp>;
  /** After many rows were written: sweeps up and counts anew what a server does by itself in the background. */
  settle(): Promise<void>;
  /** Writes every table anew, as the owner, so that no byte of a row that was erased is left in it. Nobody else gets a turn meanwhile. */
  sweep(): Promise<void>;
  close(): Promise<void>;
};

/** Another living process has the data directory: a command hands itself over to it. */
export class HeldElsewhere extends Error {
  override name = 'HeldElsewhere';
  readonly directory: string;

  constructor(directory: string) {
    super(`Another Waymark is using ${directory}`);
    this.directory = directory;
  }
}

/**
 * Brings everything of a backup into a database in which nobody lives yet, and closes it again. A login that owns nothing is
 * let in when the database is opened the next time.
 *
 * @param identity where the key of an encrypted backup is
 * @example await restoreDatabase({ directory: './data' }, '/backups/2026-11-27.waymark')
 */
export async function restoreDatabase(
  { url, ownerUrl, directory }: Opening,
  path: string,
  identity?: string,
): Promise<Restored> {
  if (url) return asOwner(ownerUrl ?? url, (owner) => restore(owner, path, identity));
  if (directory === undefined) throw new Error('A backup is restored into a directory or a server');
  const held = holdDirectory(directory);
  if (!held) throw new HeldElsewhere(directory);
  try {
    const pglite = startPglite({ directory: join(directory, 'database') });
    try {
      const restored = await restore(pglite, path, identity);
      await pglite.run('vacuum analyze');
      await pglite.run('checkpoint');
      return restored;
    } finally {
      await pglite.close();
    }
  } finally {
    await held.release();
  }
}

export type Opening = {
  url?: string | undefined;
  ownerUrl?: string | undefined;
  directory?: string | undefined;
};

/**
 * Opens, checks and migrates. Refuses an unpatched PostgreSQL, a role that can bypass row security and a database
 * newer than the code. Throws `HeldElsewhere` when another process has the directory.
 *
 * @param opening.url      where the server is; its login owns nothing (docs/operating.md)
 * @param opening.ownerUrl the address that migrates; without it `url` is tried
 * @param opening.directory where the embedded database lives; without it, memory only
 * @example const db = await openDatabase({ directory: './data' });
 */
export function openDatabase(opening: Opening): Promise<Database> {
  return opening.url ? openServer(opening.url, opening.ownerUrl) : openEmbedded(opening.directory);
}

const stepDown = 'set session authorization waymark_login';
/** The embedded database's own user. RESET would not do: it goes back no further than the last user that was set. */
const stepUp = 'set session authorization postgres';

async function openEmbedded(directory: string | undefined): Promise<Database> {
  if (directory === undefined) return readyEmbedded(startPglite({}), undefined);
  const held = holdDirectory(directory);
  if (!held) throw new HeldElsewhere(directory);
  try {
    return await readyEmbedded(startPglite({ directory: join(directory, 'database') }), held);
  } catch (error) {
    await held.release();
    throw error;
  }
}

/** From an archive of a migrated, empty database: one in memory, quicker than making it. */
export async function openSnapshot(snapshot: Uint8Array): Promise<Database> {
  return readyEmbedded(startPglite({ snapshot }), undefined);
}

async function readyEmbedded(pglite: Pglite, held: Held | undefined): Promise<Database> {
  try {
    await migrate(pglite);
    await refuseBypass(pglite.query);
    await pglite.run(stepDown);
  } catch (error) {
    await pglite.close();
    throw error;
  }
  const kysely = new Kysely<Tables>({ dialect: pgliteDialect(pglite) });
  // Kysely closes nothing that was never asked; the directory is let go of only when the database is really closed.
  const close = async () => {
    await kysely.destroy();
    await pglite.close();
    await held?.release();
  };
  // Sweeping is the owner's work, and no transaction may be under way: it waits for its turn like everybody else. Nothing in
  // the process takes checkpoints of itself, and without one the write-ahead log is kept for ever.
  const settle = () =>
    kysely.connection().execute(() =>
      pglite
        .run(stepUp)
        .then(() => pglite.run('vacuum analyze'))
        .then(() => pglite.run('checkpoint'))
        .finally(() => pglite.run(stepDown)),
    );
  const saved = (path: string, recipient?: string) =>
    kysely.connection().execute(() =>
      pglite
        .run(stepUp)
        .then(() => backUp(pglite, path, recipient))
        .finally(() => pglite.run(stepDown)),
    );
  const sweep = () =>
    kysely.connection().execute(() =>
      pglite
        .run(stepUp)
        .then(() => sweepEmbedded(pglite))
        .finally(() => pglite.run(stepDown)),
    );
  return { kind: 'embedded', kysely, warnings: [], held, backUp: saved, settle, sweep, close };
}

async function openServer(url: string, ownerUrl: string | undefined): Promise<Database> {
  const pool = postgresPool(url, 10);
  try {
    const ask = asker(pool);
    const { rows } = await ask(`
      select current_setting('server_version_num')::int as version, session_user::text as login,
             r.rolsuper as superuser, r.rolbypassrls as bypasses
      from pg_roles r where r.rolname = session_user`);
    const { version, login, superuser, bypasses } = rows[0] as {
      version: number;
      login: string;
      superuser: boolean;
      bypasses: boolean;
    };
    refuseUnpatched(version);
    if (bypasses && !superuser)
      throw new Refused(`The login ${login} can bypass row security. Run: alter role ${login} nobypassrls;`);
    const pending = await pendingMigrations(ask).catch(unlessForbidden);
    await migrateServer(ownerUrl ?? url, login, pending === undefined || pending.length > 0);
    await refuseBypass(ask);
    const warnings = superuser
      ? [
          `DATABASE_URL logs in as ${login}, a superuser. Every connection steps down to waymark_login, but a login that owns nothing is safer (docs/operating.md).`,
        ]
      : [];
    const kysely = new Kysely<Tables>({
      dialect: postgresDialect(pool, superuser ? stepDown : 'set role waymark_login'),
    });
    return {
      kind: 'server',
      kysely,
      warnings,
      held: undefined,
      backUp: (path, recipient) => asOwner(ownerUrl ?? url, (owner) => backUp(owner, path, recipient)),
      settle: async () => {},
      sweep: () => asOwner(ownerUrl ?? url, sweepServer),
      close: async () => {
        await kysely.destroy();
        if (!pool.ended) await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw unreachable(error) ?? error;
  }
}

async function asOwner<T>(ownerUrl: string, work: (owner: OwnerLine) => Promise<T>): Promise<T> {
  const pool = postgresPool(ownerUrl, 1);
  try {
    const client = await pool.connect();
    return await work(ownerLine(client)).finally(() => client.release());
  } catch (error) {
    throw unreachable(error) ?? error;
  } finally {
    await pool.end();
  }
}

/** Migrates as the owner. When nothing is pending, a login that may not migrate is no fault. */
async function migrateServer(ownerUrl: string, login: string, needed: boolean): Promise<void> {
  const pool = postgresPool(ownerUrl, 1);
  try {
    const client = await pool.connect();
    try {
      await migrate(ownerLine(client));
      await client.query(
        `grant waymark_login, waymark_whole, waymark_scoped, waymark_sign_in to "${login.replaceAll('"', '""')}"`,
      );
    } finally {
      client.release();
    }
  } catch (error) {
    if (error instanceof Refused) throw error;
    if (!needed && (error as { code?: string }).code === '42501') return;
    if ((error as { code?: string }).code !== '42501') throw error;
    throw new Refused(
      'The database must be brought up to date first, and this login may not do that. Run `waymark migrate` with WAYMARK_OWNER_URL set to the address of the role that owns the database (docs/operating.md).',
    );
  } finally {
    await pool.end();
  }
}

/** A login that has not been let in yet cannot look: the owner will, and lets it in. */
function unlessForbidden(error: unknown): undefined {
  if ((error as { code?: string }).code !== '42501') throw error;
}

function ownerLine(client: pg.PoolClient): OwnerLine {
  return {
    query: async (sql, parameters) => client.query<Record<string, unknown>>(sql, parameters?.map(String)),
    run: async (sql) => {
      await client.query(sql);
    },
  };
}

function asker(pool: pg.Pool) {
  return async (sql: string, parameters?: readonly unknown[]): Promise<Rows> => {
    const { rows, rowCount } = await pool.query<Record<string, unknown>>(
      sql,
      parameters as unknown[] | undefined,
    );
    return { rows, affected: rowCount ?? 0 };
  };
}

/** A connection fault in a sentence with its remedy, or nothing when it is another fault. */
export function unreachable(error: unknown): Refused | undefined {
  const code = (error as { code?: string }).code;
  if (code === 'ECONNREFUSED' || code === 'ENOENT' || code === 'ENOTFOUND')
    return new Refused('No PostgreSQL answers at DATABASE_URL. Start the server or mend the address.');
  if (code === '28P01' || code === '28000')
    return new Refused('PostgreSQL refuses the login in DATABASE_URL. Mend its user or password.');
  if (code === '3D000')
    return new Refused('The database named in DATABASE_URL does not exist. Create it first: createdb NAME.');
  return undefined;
}
