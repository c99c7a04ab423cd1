/** An empty database of the benchmark's own: embedded, in a directory that goes again, or on the server. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery, Kysely } from 'kysely';
import pg from 'pg';
import { type Database, openDatabase, type Tables } from '#db';
import { Refused } from '#outcome';
import { borrowServer } from '../../scripts/testing/postgres.ts';
import { postgresDialect, postgresPool } from '../../src/db/postgres.ts';

export type Ask = (statement: string, parameters?: readonly unknown[]) => Promise<Record<string, unknown>[]>;

export type Ground = {
  db: Database;
  version: string;
  /** Files of the benchmark go here. */
  directory: string;
  /** The address of the database on a server, as its owner. */
  url: string | undefined;
  /** Statements without row security, on one connection of the owner. */
  asOwner<T>(work: (ask: Ask) => Promise<T>): Promise<T>;
  /** The same state of rest before every run: nothing left to sweep, count or write back. */
  rest(): Promise<void>;
  /** Leaves the data to another program: an embedded database has one holder. Afterwards there are `asOwner`, once that has ended, and `close`. */
  letGo(): Promise<void>;
  close(): Promise<void>;
};

/**
 * @param wanted an address of a superuser, who makes a database of its own there and drops it again; `borrow` for a
 *   server that scripts/testing/postgres.ts finds on this machine; nothing for the embedded database
 */
export async function openGround(wanted: string | undefined): Promise<Ground> {
  const directory = await mkdtemp(join(tmpdir(), 'waymark-bench-'));
  try {
    if (wanted === undefined) return await embeddedGround(directory);
    if (wanted !== 'borrow') return await serverGround(wanted, directory);
    const server = await borrowServer();
    if ('absent' in server) throw new Refused(`There is ${server.absent}.`);
    const ground = await serverGround(server.url, directory);
    return { ...ground, close: () => ground.close().finally(server.giveBack) };
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

async function embeddedGround(directory: string): Promise<Ground> {
  const db = await openDatabase({ directory: join(directory, 'data') });
  let held: Database | undefined = db;
  const asOwner: Ground['asOwner'] = async (work) => {
    held ??= await openDatabase({ directory: join(directory, 'data') });
    return held.kysely.connection().execute(async (line) => {
      const ask = askerOf(line);
      // `reset session authorization` leaves the embedded database where it is.
      await ask('set session authorization postgres');
      return work(ask).finally(() => ask('set session authorization waymark_login'));
    });
  };
  const letGo = async () => {
    await held?.close();
    held = undefined;
  };
  return {
    db,
    version: await asOwner(versionOf),
    directory,
    url: undefined,
    asOwner,
    rest: () => asOwner((ask) => ask('vacuum analyze').then(() => {})),
    letGo,
    async close() {
      await letGo();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function serverGround(address: string, directory: string): Promise<Ground> {
  await refuseOrdinary(address);
  const name = `waymark_bench_${randomBytes(4).toString('hex')}`;
  await once(address, `create database ${name} template template0 encoding 'UTF8' locale 'C.UTF-8'`);
  const url = Object.assign(new URL(address), { pathname: `/${name}` }).href;
  const drop = () => once(address, `drop database if exists ${name} with (force)`);
  try {
    const db = await openDatabase({ url });
    // The same driver and the same readers of values as Waymark's own, but nobody steps down.
    const owner = new Kysely<Tables>({ dialect: postgresDialect(postgresPool(url, 1), 'reset role') });
    const asOwner: Ground['asOwner'] = (work) => owner.connection().execute((line) => work(askerOf(line)));
    return {
      db,
      version: await asOwner(versionOf),
      directory,
      url,
      asOwner,
      rest: () =>
        asOwner(async (ask) => {
          await ask('vacuum analyze');
          await ask('checkpoint');
        }),
      letGo: async () => {},
      async close() {
        await owner.destroy();
        await db.close();
        await drop();
        await rm(directory, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await drop();
    throw error;
  }
}

async function refuseOrdinary(address: string): Promise<void> {
  const { rows } = await once(address, 'select rolsuper from pg_roles where rolname = current_user');
  if (rows[0]?.rolsuper === true) return;
  throw new Refused(
    'DATABASE_URL must log in as a superuser here: the benchmark makes a database of its own, copies files into it and reads past row security to compare.',
  );
}

async function once(url: string, statement: string): Promise<{ rows: Record<string, unknown>[] }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client.query<Record<string, unknown>>(statement).finally(() => client.end());
}

function askerOf(line: Kysely<Tables>): Ask {
  return async (statement, parameters = []) => {
    const { rows } = await line.executeQuery<Record<string, unknown>>(
      CompiledQuery.raw(statement, [...parameters]),
    );
    return rows;
  };
}

async function versionOf(ask: Ask): Promise<string> {
  const [row] = await ask('show server_version');
  return String(row?.server_version).split(' ')[0] ?? 'unknown';
}
