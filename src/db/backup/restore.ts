import { Refused } from '../../outcome.ts';
import { inSchemas } from '../definitions.ts';
import { type Filling, migrate, type OwnerLine } from '../migrate.ts';
import { type BackupEnd, type BackupLine, type BackupRow, notOne, readBackup } from './backup-file.ts';
import { type KnownTable, quoted, tablesOf } from './tables.ts';

export type Restored = { at: string; tables: number; rows: number };

/** Rows are written by so many characters at a time. */
const AT_ONCE = 2_000_000;

/**
 * Brings everything of a backup into an empty database, in one transaction: all of it is there afterwards, or nothing. A
 * backup of an older Waymark is brought up to date on the way.
 *
 * Refuses a database in which an organisation lives, a backup of a newer or another Waymark, and a file that was cut short
 * or changed.
 *
 * @param identity where the key of an encrypted one is
 * @example await restore(owner, '/backups/2026-11-27.waymark')
 */
export async function restore(owner: OwnerLine, path: string, identity?: string): Promise<Restored> {
  const lines = readBackup(path, identity);
  const first = await lines.next();
  if (first.done || !('waymark' in first.value)) throw notOne(path);
  const head = first.value;
  if (head.format !== 1)
    throw new Refused(`${path} was written by a newer Waymark. Install that one, and restore with it.`);
  let end: BackupEnd | undefined;
  const filling: Filling = {
    migrations: head.migrations,
    fill: async () => {
      end = await fill(owner, lines, path);
    },
  };
  try {
    await migrate(owner, undefined, filling);
  } finally {
    await lines.return(undefined);
  }
  if (!end) throw notOne(path);
  return { at: head.at, tables: end.tables, rows: end.rows };
}

async function fill(owner: OwnerLine, lines: AsyncIterable<BackupLine>, path: string): Promise<BackupEnd> {
  const known = new Map((await tablesOf(owner)).map((table) => [table.table, table]));
  const foreign = await foreignKeys(owner);
  for (const { table, name } of foreign)
    await owner.run(`alter table ${table} drop constraint ${quoted(name)}`);
  const told = { tables: 0, rows: 0 };
  let end: BackupEnd | undefined;
  let into: { table: KnownTable; insert: string; rows: string[]; length: number } | undefined;
  const flush = async () => {
    if (into && into.rows.length > 0) await owner.query(into.insert, [`[${into.rows.join(',')}]`]);
    if (into) Object.assign(into, { rows: [], length: 0 });
  };
  for await (const line of lines) {
    if (Array.isArray(line)) {
      if (!into || line.length !== into.table.columns.length) throw notOne(path);
      const row = JSON.stringify(line satisfies BackupRow);
      into.rows.push(row);
      into.length += row.length;
      told.rows += 1;
      if (into.length >= AT_ONCE) await flush();
    } else if ('table' in line) {
      await flush();
      const table = known.get(line.table);
      if (!table) throw notOne(path);
      into = { table, insert: insertInto(table, line.columns, path), rows: [], length: 0 };
      told.tables += 1;
    } else if ('end' in line) end = line;
  }
  await flush();
  if (!end || end.rows !== told.rows || end.tables !== told.tables) throw notOne(path);
  for (const { table, name, definition } of foreign)
    await owner.run(`alter table ${table} add constraint ${quoted(name)} ${definition}`);
  return end;
}

/** One statement for many rows, which are a JSON list of lists. */
function insertInto({ table, columns }: KnownTable, names: readonly string[], path: string): string {
  const values = names.map((name, at) => {
    const column = columns.find((each) => each.name === name);
    if (!column) throw notOne(path);
    return `(line ->> ${at})::${column.type}`;
  });
  return `insert into ${table} (${names.map(quoted).join(', ')})
    select ${values.join(', ')} from json_array_elements($1::json) as line`;
}

type ForeignKey = { table: string; name: string; definition: string };

/** Tables come in no certain order, so what points from one to another is checked when all of them are there. */
async function foreignKeys(owner: OwnerLine): Promise<ForeignKey[]> {
  const { rows } = await owner.query(
    `select k.conrelid::regclass::text as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_namespace n on n.oid = k.connamespace
     where k.contype = 'f' and ${inSchemas} order by 1, 2`,
  );
  return rows as ForeignKey[];
}
