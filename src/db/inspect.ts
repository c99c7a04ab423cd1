/** Looks at a PostgreSQL server for `waymark doctor`: says what is wrong and changes nothing. */
import { Refused } from '#outcome';
import { pendingMigrations, refuseBypass, refuseUnpatched, unprotectedTables } from './checks.ts';
import { unreachable } from './connect.ts';
import { refuseBare } from './extensions.ts';
import { postgresPool } from './postgres.ts';

type Inspected = { state: 'well' | 'notice' | 'fault'; what: string; says: string; mend?: string };

/** @example (await inspectServer(url)).filter(({ state }) => state === 'fault') */
export async function inspectServer(url: string): Promise<Inspected[]> {
  const pool = postgresPool(url, 1);
  const ask = async (sql: string, parameters?: readonly unknown[]) =>
    pool.query<Record<string, unknown>>(sql, parameters as unknown[] | undefined);
  const found: Inspected[] = [];
  try {
    const { rows } =
      await ask(`select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
      (select rolsuper from pg_roles where rolname = session_user) as superuser, session_user::text as login`);
    const { version, name, superuser, login } = rows[0] as {
      version: number;
      name: string;
      superuser: boolean;
      login: string;
    };
    found.push(await fault('PostgreSQL', () => refuseUnpatched(version), name));
    found.push(await fault('roles', () => refuseBypass(ask), 'none can bypass row security'));
    found.push(await fault('extensions', () => refuseBare(ask), 'all that is needed is there'));
    if (superuser)
      found.push({
        state: 'notice',
        what: 'login',
        says: `${login} is a superuser`,
        mend: 'log in as a role that owns nothing, and give WAYMARK_OWNER_URL for migrations (docs/operating.md)',
      });
    const pending = await pendingMigrations(ask);
    if (pending === undefined)
      found.push({
        state: 'notice',
        what: 'tables',
        says: 'the database is empty',
        mend: 'bin/waymark migrate',
      });
    else if (pending.length > 0)
      found.push({
        state: 'fault',
        what: 'tables',
        says: `${pending.length} changes are still to run`,
        mend: 'bin/waymark migrate',
      });
    else {
      const open = await unprotectedTables(ask);
      if (open.length === 0)
        found.push({ state: 'well', what: 'tables', says: 'up to date, row security forced on every one' });
      else
        found.push({
          state: 'fault',
          what: 'tables',
          says: `row security is not in force on ${open.join(', ')}`,
          mend: `alter table ${open[0]} enable row level security, force row level security;`,
        });
    }
  } catch (error) {
    const known = error instanceof Refused ? error : unreachable(error);
    found.push({
      state: 'fault',
      what: 'database',
      says: known?.message ?? (error as Error).message,
      mend: 'mend DATABASE_URL or the server',
    });
  } finally {
    await pool.end();
  }
  return found;
}

async function fault(what: string, check: () => void | Promise<void>, says: string): Promise<Inspected> {
  try {
    await check();
    return { state: 'well', what, says };
  } catch (error) {
    return { state: 'fault', what, says: (error as Error).message, mend: 'as the sentence says' };
  }
}
