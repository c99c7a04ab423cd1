/** An empty database of a proof's own that any process may open: a directory, or a database on a server. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CompiledQuery, Kysely } from 'kysely';
import { type Database, type Opening, openDatabase, type Tables } from '#db';
import { TODAY } from '#test/cli/waymark';
import { ownDatabase, type Row } from '#test/db/owner';
import { postgresDialect, postgresPool } from '../../src/db/postgres.ts';

/** Asks as the owner, past row security. */
export type Ask = (statement: string, parameters?: readonly unknown[]) => Promise<Row[]>;

export type Ground = {
  kind: 'embedded' | 'server';
  version: string;
  /** Files of the proof go here. */
  directory: string;
  opening: Opening;
  /** What a command line needs to find this database. */
  words: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Asks as the owner on a database that is open in this process. */
  asOwner<T>(db: Database, look: (ask: Ask) => Promise<T>): Promise<T>;
  /** Opens the database as any command does, works with it, and closes it. Throws while another process has it. */
  opened<T>(work: (db: Database) => Promise<T>): Promise<T>;
  /** The same, to ask as the owner. */
  visit<T>(look: (ask: Ask) => Promise<T>): Promise<T>;
  /** Waits until a server has noticed that whoever asked last is gone. */
  atRest(): Promise<void>;
  close(): Promise<void>;
};

/** The day on which every proof plays, so that none ages. */
export const PROOF_DAY = TODAY;

/**
 * @param server the address of a superuser; nothing for the embedded database
 * @param prepare puts an empty, migrated database in the data directory, quicker than Waymark makes one itself
 */
export async function openGround(
  server: string | undefined,
  prepare?: (directory: string) => Promise<void>,
): Promise<Ground> {
  const directory = await mkdtemp(join(tmpdir(), 'waymark-prove-'));
  // Commands that run in this process play on the same day as those that have one of their own.
  process.env.WAYMARK_TODAY = PROOF_DAY;
  try {
    if (server !== undefined) return await onServer(directory, server);
    await prepare?.(join(directory, 'data'));
    return await embedded(directory);
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

async function embedded(directory: string): Promise<Ground> {
  const opening = { directory: join(directory, 'data') };
  const asOwner = askEmbedded;
  const opened = opener(opening);
  const visit: Ground['visit'] = (look) => opened((db) => asOwner(db, look));
  return {
    kind: 'embedded',
    version: await visit(versionOf),
    directory,
    opening,
    words: ['--data', opening.directory],
    env: {},
    asOwner,
    opened,
    visit,
    async atRest() {},
    close: () => rm(directory, { recursive: true, force: true }),
  };
}

/** Asks as the owner of an embedded database that is open in this process. */
export function askEmbedded<T>(db: Database, look: (ask: Ask) => Promise<T>): Promise<T> {
  return db.kysely.connection().execute(async (line) => {
    const ask = askerOf(line);
    await ask('set session authorization postgres');
    return look(ask).finally(() => ask('set session authorization waymark_login'));
  });
}

async function onServer(directory: string, server: string): Promise<Ground> {
  const own = await ownDatabase(server);
  const opening = { url: own.url };
  // The same driver and the same readers of values as Waymark's own, but nobody steps down.
  const owner = new Kysely<Tables>({ dialect: postgresDialect(postgresPool(own.url, 1), 'reset role') });
  const asOwner: Ground['asOwner'] = (_db, look) => owner.connection().execute((line) => look(askerOf(line)));
  const opened = opener(opening);
  const visit: Ground['visit'] = (look) => opened((db) => asOwner(db, look));
  try {
    return {
      kind: 'server',
      version: await visit(versionOf),
      directory,
      opening,
      words: [],
      env: { DATABASE_URL: own.url },
      asOwner,
      opened,
      visit,
      atRest: () => owner.connection().execute((line) => aloneOn(askerOf(line))),
      async close() {
        await owner.destroy();
        await own.drop();
        await rm(directory, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await owner.destroy();
    await own.drop();
    throw error;
  }
}

function opener(opening: Opening): Ground['opened'] {
  return async (work) => {
    const db = await openDatabase(opening);
    return work(db).finally(() => db.close());
  };
}

async function aloneOn(ask: Ask): Promise<void> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const others = await ask(
      `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
    );
    if (others.length === 0) return;
    await pause(10);
  }
  throw new Error('Ten seconds after its client was killed, a backend is still there');
}

function askerOf(line: Kysely<Tables>): Ask {
  return async (statement, parameters = []) => {
    const { rows } = await line.executeQuery<Row>(CompiledQuery.raw(statement, [...parameters]));
    return rows;
  };
}

async function versionOf(ask: Ask): Promise<string> {
  const [row] = await ask('show server_version');
  return String(row?.server_version).split(' ')[0] ?? 'unknown';
}
