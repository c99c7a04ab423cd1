import { Refused } from '../../outcome.ts';
import { inSchemas } from '../definitions.ts';
import type { OwnerLine } from '../migrate.ts';
import { type BackupLine, type BackupRow, writeBackup } from './backup-file.ts';
import { quoted, tablesOf } from './tables.ts';

export type BackedUp = { tables: number; rows: number; bytes: number };

/** Rows are fetched by so many bytes at a time, as far as their table says how long they are. */
const AT_ONCE = 4_000_000;

/**
 * Writes everything in the database to a file, as it stands at one moment: whoever works meanwhile is not in the way, except on
 * the embedded database, where they wait. Sessions are left out, so that whoever was signed in has to sign in again after
 * a restore. Refuses a role that would be shown less than everything.
 *
 * @param owner a line of the owner
 * @param recipient whose key reads it; as it is unless given
 * @example await backUp(owner, '/backups/2026-11-27.waymark')
 */
export async function backUp(owner: OwnerLine, path: string, recipient?: string): Promise<BackedUp> {
  await owner.run('begin isolation level repeatable read read only');
  try {
    await refusePartial(owner);
    await owner.run(`set local timezone = 'UTC'; set local waymark.backup = 'on'`);
    const told = { tables: 0, rows: 0 };
    const bytes = await writeBackup(path, linesOf(owner, told), recipient);
    return { ...told, bytes };
  } finally {
    await owner.run('rollback');
  }
}

/** Row security shows an ordinary role nothing, and says nothing. */
async function refusePartial(owner: OwnerLine): Promise<void> {
  const { rows } = await owner.query(
    `select current_user::text as login from pg_roles me
     where me.rolname = current_user and not me.rolsuper and not me.rolbypassrls and exists (
       select from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and ${inSchemas} and not exists (
         select from pg_policy p where p.polrelid = c.oid and p.polname = 'backup' and pg_has_role(p.polroles[1], 'usage')))`,
  );
  if (rows.length > 0)
    throw new Refused(
      `The login ${rows[0]?.login} does not see everything, so what it wrote would be no backup. Set WAYMARK_OWNER_URL to the address of the role that owns the database.`,
    );
}

async function* linesOf(
  owner: OwnerLine,
  told: { tables: number; rows: number },
): AsyncGenerator<BackupLine> {
  const { rows: migrations } = await owner.query('select name, sha256 from waymark.migration order by name');
  yield {
    waymark: 'backup',
    format: 1,
    at: new Date().toISOString(),
    migrations: migrations.map(({ name, sha256 }) => ({ name: String(name), sha256: String(sha256) })),
  };
  for (const { table, columns, rowBytes } of await tablesOf(owner)) {
    yield { table, columns: columns.map(({ name }) => name) };
    told.tables += 1;
    const asText = columns.map(({ name }) => `${quoted(name)}::text`).join(', ');
    await owner.run(
      `declare everything no scroll cursor for select json_build_array(${asText})::text as row from ${table}`,
    );
    const most = Math.max(1, Math.min(5_000, Math.floor(AT_ONCE / rowBytes)));
    for (;;) {
      const { rows } = await owner.query(`fetch ${most} from everything`);
      for (const { row } of rows) yield JSON.parse(String(row)) as BackupRow;
      told.rows += rows.length;
      if (rows.length < most) break;
    }
    await owner.run('close everything');
  }
  yield { end: true, ...told };
}
