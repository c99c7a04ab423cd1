/** The database as its owner sees it: for tests that seed rows past row security, or change the tables themselves. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { inject } from 'vitest';
import { startPglite } from '../../src/db/pglite.ts';

export type Row = Record<string, unknown>;

export type Owner = {
  kind: 'embedded' | 'server';
  query(sql: string, parameters?: readonly unknown[]): Promise<{ rows: Row[] }>;
  run(sql: string): Promise<void>;
  close(): Promise<void>;
};

/** One connection to a migrated database: a fresh one in memory, or the one that the whole run shares on a server. */
export async function ownerOfDatabase(): Promise<Owner> {
  const server = inject('server');
  return server === null ? ownerOfSnapshot() : ownerOfServer(server);
}

async function ownerOfSnapshot(): Promise<Owner> {
  const snapshot = inject('snapshot');
  if (snapshot === null) throw new Error('test/global-setup.ts has not run');
  const pglite = startPglite({ snapshot: await readFile(snapshot) });
  return { kind: 'embedded', query: pglite.query, run: pglite.run, close: pglite.close };
}

/** One connection to a server, at an address of its own. */
export async function ownerOfServer(url: string): Promise<Owner> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    kind: 'server',
    query: (sql, parameters) => client.query<Row>(sql, parameters as unknown[] | undefined),
    run: async (sql) => {
      await client.query(sql);
    },
    close: () => client.end(),
  };
}

export type OwnDatabase = { url: string; name: string; drop(): Promise<void> };

/** A database of its own on the server of this run, empty or a copy of another that nobody is in; dropped by `drop`. */
export async function ownDatabase(server: string, ownedBy?: string, copyOf?: string): Promise<OwnDatabase> {
  const name = `waymark_own_${randomBytes(5).toString('hex')}`;
  const owner = await ownerOfServer(server);
  try {
    const from = copyOf === undefined ? '' : ` template ${copyOf}`;
    await owner.run(`create database ${name}${ownedBy === undefined ? '' : ` owner ${ownedBy}`}${from}`);
  } finally {
    await owner.close();
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, name, drop: () => asOwner(server, `drop database if exists ${name} with (force)`) };
}

export type OwnRole = { name: string; urlTo(url: string): string; drop(): Promise<void> };

/** A login of its own on the server of this run. Drop the databases it owns first. */
export async function ownRole(server: string, attributes: string): Promise<OwnRole> {
  const name = `waymark_role_${randomBytes(5).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  await asOwner(server, `create role ${name} login ${attributes} password '${password}'`);
  return {
    name,
    urlTo(url) {
      const mine = new URL(url);
      mine.username = name;
      mine.password = password;
      return mine.href;
    },
    drop: () => asOwner(server, `drop role if exists ${name}`),
  };
}

async function asOwner(server: string, statement: string): Promise<void> {
  const owner = await ownerOfServer(server);
  try {
    await owner.run(statement);
  } finally {
    await owner.close();
  }
}
