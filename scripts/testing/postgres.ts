import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import pg from 'pg';

/** A PostgreSQL server lent to the tests for one run. `giveBack` leaves the server as it was found. */
export type Server = { url: string; version: string; giveBack: () => void };

type Cluster = { version: number; name: string; port: number; online: boolean; directory: string };

/**
 * The server named by WAYMARK_TEST_DATABASE_URL, else a local Debian cluster (PostgreSQL 15 first), which is started if
 * it is stopped and gets a role and a database for this run. Borrowing needs root. Returns the reason when there is
 * no server to be had; throws when the one that was named cannot be reached, because then somebody expected it.
 */
export async function borrowServer(): Promise<Server | { absent: string }> {
  const named = process.env.WAYMARK_TEST_DATABASE_URL;
  if (named) return { url: named, version: await versionOf(named), giveBack: () => {} };
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/pg_lsclusters')) {
    return {
      absent: 'no PostgreSQL (set WAYMARK_TEST_DATABASE_URL, or run as root beside a Debian cluster)',
    };
  }
  const cluster = findCluster();
  if (!cluster) return { absent: 'no PostgreSQL cluster of version 15 or newer on this machine' };
  const started = !cluster.online;
  if (started) start(cluster);
  const name = makeRole(cluster);
  const giveBack = () => {
    dropRole(cluster, name.role);
    if (started && isUnused(cluster)) control(cluster, 'stop');
  };
  try {
    return { url: name.url, version: await versionOf(name.url), giveBack };
  } catch (error) {
    giveBack();
    throw error;
  }
}

function findCluster(): Cluster | undefined {
  const usable = listClusters();
  if (usable.length > 0 || process.env.CI !== 'true' || !existsSync('/usr/lib/postgresql/15'))
    return usable[0];
  // A machine image may hold the packages and not the data. There is nothing to lose, and only CI does this.
  quietly('pg_dropcluster', ['15', 'main']);
  quietly('pg_createcluster', ['15', 'main']);
  return listClusters()[0];
}

function listClusters(): Cluster[] {
  const lines = spawnSync('pg_lsclusters', ['--no-header'], { encoding: 'utf8' }).stdout.trim().split('\n');
  return lines
    .map((line) => line.split(/\s+/))
    .map(([version = '', name = '', port = '', status = '', , directory = '']) => ({
      version: Number(version),
      name,
      port: Number(port),
      online: status.startsWith('online'),
      directory,
    }))
    .filter((cluster) => cluster.version >= 15 && existsSync(cluster.directory))
    .sort((a, b) => a.version - b.version);
}

function start(cluster: Cluster): void {
  control(cluster, 'start');
  for (let tries = 0; tries < 100; tries += 1) {
    if (spawnSync('pg_isready', ['-q', '-h', '127.0.0.1', '-p', String(cluster.port)]).status === 0) return;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  throw new Error(
    `PostgreSQL ${cluster.version} ${cluster.name} did not start; its log is in /var/log/postgresql.`,
  );
}

function control(cluster: Cluster, verb: 'start' | 'stop'): void {
  quietly('pg_ctlcluster', ['--skip-systemctl-redirect', String(cluster.version), cluster.name, verb]);
}

/** The role may do everything and its password works for two hours: a run that was killed leaves no way in. */
function makeRole(cluster: Cluster): { role: string; url: string } {
  const role = `waymark_test_${randomBytes(4).toString('hex')}`;
  const password = randomBytes(24).toString('hex');
  for (const left of ask(cluster, `${testRoles} and rolvaliduntil < now()`)) dropRole(cluster, left);
  ask(cluster, `create role ${role} login superuser password '${password}'`);
  ask(
    cluster,
    `do $$ begin execute format('alter role ${role} valid until %L', now() + interval '2 hours'); end $$`,
  );
  // A cluster made without a locale is SQL_ASCII, in which names from a school would be bytes.
  ask(cluster, `create database ${role} owner ${role} template template0 encoding 'UTF8' locale 'C.UTF-8'`);
  return { role, url: `postgres://${role}:${password}@127.0.0.1:${cluster.port}/${role}` };
}

const testRoles = `select rolname from pg_roles where rolname like 'waymark\\_test\\_%'`;

function dropRole(cluster: Cluster, role: string): void {
  const owned = `select datname from pg_database join pg_roles on pg_roles.oid = datdba where rolname = '${role}'`;
  for (const database of ask(cluster, owned))
    ask(cluster, `drop database if exists "${database}" with (force)`);
  ask(cluster, `drop role if exists ${role}`);
}

function isUnused(cluster: Cluster): boolean {
  const others = `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
  return ask(cluster, testRoles).length === 0 && ask(cluster, others).length === 0;
}

function ask(cluster: Cluster, sql: string): string[] {
  const psql = ['-u', 'postgres', '--', 'psql', '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1'];
  const { status, stdout, stderr } = spawnSync(
    'runuser',
    [...psql, '-p', String(cluster.port), '-d', 'postgres'],
    {
      input: `${sql};\n`,
      encoding: 'utf8',
      cwd: '/',
    },
  );
  if (status !== 0)
    throw new Error(`PostgreSQL ${cluster.version} refused to prepare the tests: ${stderr.trim()}`);
  return stdout.split('\n').filter(Boolean);
}

/** No pipes: a server started with them would hold them open for ever. */
function quietly(command: string, args: string[]): void {
  spawnSync(command, args, { stdio: 'ignore', cwd: '/' });
}

async function versionOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return rows[0]?.server_version.split(' ')[0] ?? 'unknown';
  } finally {
    await client.end();
  }
}
