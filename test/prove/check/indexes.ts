/** Whether the files of the database themselves are whole: every index against its table, by PostgreSQL's own amcheck. */
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { amcheck } from '@electric-sql/pglite/contrib/amcheck';
import { fuzzystrmatch } from '@electric-sql/pglite/contrib/fuzzystrmatch';
import type { Ground } from '../ground.ts';

const EVERY_INDEX = `
  select c.oid::regclass::text as name, bt_index_check(c.oid::regclass, true) from pg_class c
  join pg_am a on a.oid = c.relam and a.amname = 'btree' join pg_index i on i.indexrelid = c.oid and i.indisvalid
  where c.relpersistence = 'p'`;

/** @returns how many indexes were held against their tables; throws when one does not fit */
export async function checkIndexes(ground: Ground): Promise<number> {
  const { directory } = ground.opening;
  if (directory !== undefined) return checkEmbedded(join(directory, 'database'));
  return ground.visit(async (ask) => {
    await ask('create extension if not exists amcheck');
    return (await ask(EVERY_INDEX)).length;
  });
}

/** Opened without Waymark, which does not bring this extension. */
async function checkEmbedded(dataDir: string): Promise<number> {
  const pglite = await PGlite.create({ dataDir, extensions: { amcheck, fuzzystrmatch } });
  try {
    await pglite.exec('create extension if not exists amcheck');
    const { rows } = await pglite.query(EVERY_INDEX);
    return rows.length;
  } finally {
    await pglite.close();
  }
}
