/** Runs once before all tests: makes what test/database.ts opens quickly. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase, snapshotOf } from '#db';
import { readDefinitions, readMigrations } from '../src/db/definitions.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where an archive of a migrated, empty database lies; none when the tests run on a server. */
    snapshot: string | null;
    /** The server's database of this run; none when the tests run on the embedded one. */
    server: string | null;
  }
}

const cache = fileURLToPath(new URL('../.cache/', import.meta.url));

export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const url = process.env.WAYMARK_TEST_DATABASE_URL;
  if (url) return lendDatabase(project, url);
  project.provide('server', null);
  project.provide('snapshot', await keptSnapshot());
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

/** Making one takes seconds, so it is kept until the SQL, the embedded database or its driver differs. */
async function keptSnapshot(): Promise<string> {
  const hash = createHash('sha256').update(readDefinitions().sha256);
  for (const { sha256 } of readMigrations()) hash.update(sha256);
  hash.update(readFileSync(new URL('../package-lock.json', import.meta.url)));
  const name = `snapshot-${hash.digest('hex').slice(0, 16)}.tar`;
  if (existsSync(cache + name)) return cache + name;
  mkdirSync(cache, { recursive: true });
  const others = readdirSync(cache).filter((each) => /^snapshot-[0-9a-f]{16}\.tar$/.test(each));
  const unfinished = `${cache}snapshot-${process.pid}.unfinished`;
  writeFileSync(unfinished, await snapshotOf());
  renameSync(unfinished, cache + name);
  for (const other of others) rmSync(cache + other, { force: true });
  return cache + name;
}
