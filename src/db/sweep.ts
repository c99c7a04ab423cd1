/** Writing tables anew, so that what was erased is gone from the files as well. VACUUM by itself leaves bytes where rows were. */
import { Refused } from '../outcome.ts';
import { inSchemas } from './definitions.ts';
import type { OwnerLine } from './migrate.ts';

/**
 * The write-ahead log holds what was written lately, and its files are used again with what they held: all of those that are there
 * are left behind for new ones.
 */
export async function sweepEmbedded(owner: OwnerLine): Promise<void> {
  await owner.run('vacuum (full)');
  // What the planner knows about columns is made of what stood in them; what it knew before goes last.
  await owner.run('analyze');
  await owner.run('vacuum (full) pg_catalog.pg_statistic');
  await owner.run('set wal_recycle = off');
  const { rows: files } = await owner.query('select max(name) as last from pg_ls_waldir()');
  const last = String(files[0]?.['last']);
  let now = '';
  while (now <= last) {
    await owner.run('select pg_switch_wal()');
    await owner.run('checkpoint');
    const { rows } = await owner.query('select pg_walfile_name(pg_current_wal_lsn()) as now');
    now = String(rows[0]?.['now']);
  }
  await owner.run('reset wal_recycle');
}

/** The log of a server, its archive and its replicas are for whoever runs the server. Refuses a login that does not own the tables. */
export async function sweepServer(owner: OwnerLine): Promise<void> {
  const { rows } = await owner.query(`
    select c.oid::regclass::text as relation, pg_has_role(c.relowner, 'usage') as own, current_user as login
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and ${inSchemas} order by 1`);
  if (rows.some(({ own }) => own !== true))
    throw new Refused(
      `The login ${String(rows[0]?.['login'])} does not own the tables. Set WAYMARK_OWNER_URL to the address of the role that does.`,
    );
  for (const { relation } of rows) await owner.run(`vacuum (full, analyze) ${String(relation)}`);
}
