/** Runs once before all tests: makes what test/database.ts opens quickly, and the program that tests start. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '#db';
import { readDefinitions, readMigrations } from '../src/db/definitions.ts';
import { migrate } from '../src/db/migrate.ts';
import { startPglite } from '../src/db/pglite.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where an archive of a migrated, empty database lies; none when the tests run on a server. */
    snapshot: string | null;
    /** Folders with a database that is migrated and empty, and with one that knows nothing of Waymark yet: a copy is made in a moment. */
    folders: { migrated: string; blank: string } | null;
    /** The server's database of this run; none when the tests run on the embedded one. */
    server: string | null;
  }
}

const root = fileURLToPath(new URL('../', import.meta.url));
const cache = `${root}.cache/`;

export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  execFileSync(process.execPath, ['scripts/program.mjs'], { cwd: root, stdio: ['ignore', 2, 2] });
  const url = process.env.WAYMARK_TEST_DATABASE_URL;
  if (url) return lendDatabase(project, url);
  project.provide('server', null);
  const kept = await keptDatabases();
  project.provide('snapshot', kept.snapshot);
  project.provide('folders', kept.folders);
  return undefined;
}

/** A database of its own for this run, migrated once and dropped at the end. */
async function lendDatabase(project: TestProject, url: string): Promise<() => Promise<void>> {
  const name = `waymark_test_${process.pid}`;
  const own = new URL(url);
  own.pathname = `/${name}`;
  await asked(url, `drop database if exists ${name} with (force)`);
  await asked(url, `create database ${name}`);
  const giveBack = () => asked(url, `drop database if exists ${name} with (force)`);
  try {
    await (await openDatabase({ url: own.href })).close();
  } catch (error) {
    await giveBack();
    throw error;
  }
  project.provide('server', own.href);
  project.provide('snapshot', null);
  project.provide('folders', null);
  return giveBack;
}

async function asked(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

type Kept = { snapshot: string; folders: { migrated: string; blank: string } };

/** Making them takes seconds, so they are kept until the SQL, the embedded database or its driver differs. */
async function keptDatabases(): Promise<Kept> {
  const hash = createHash('sha256').update(readDefinitions().sha256);
  for (const { sha256 } of readMigrations()) hash.update(sha256);
  hash.update(readFileSync(new URL('../package-lock.json', import.meta.url)));
  const name = `databases-${hash.digest('hex').slice(0, 16)}`;
  const kept = keptIn(cache + name);
  if (existsSync(cache + name)) return kept;
  mkdirSync(cache, { recursive: true });
  const others = readdirSync(cache).filter((each) => /^databases-[0-9a-f]{16}$/.test(each));
  const unfinished = `${cache}databases-${process.pid}.unfinished`;
  const made = keptIn(unfinished);
  mkdirSync(unfinished);
  const { blank, migrated } = await bothStates();
  writeFileSync(made.snapshot, migrated);
  for (const [directory, from] of [
    [made.folders.migrated, migrated],
    [made.folders.blank, blank],
  ] as const) {
    const pglite = startPglite({ directory, snapshot: from });
    await pglite.query('select 1');
    await pglite.close();
  }
  renameSync(unfinished, cache + name);
  for (const other of others) rmSync(cache + other, { recursive: true, force: true });
  return kept;
}

/** Archives of one database, before it knows of Waymark and after: making it takes longest. */
async function bothStates(): Promise<{ blank: Uint8Array; migrated: Uint8Array }> {
  const pglite = startPglite({});
  try {
    const blank = await pglite.dump();
    await migrate(pglite);
    return { blank, migrated: await pglite.dump() };
  } finally {
    await pglite.close();
  }
}

function keptIn(folder: string): Kept {
  const at = (name: string) => `${folder}/${name}`;
  return { snapshot: at('snapshot.tar'), folders: { migrated: at('migrated'), blank: at('blank') } };
}
