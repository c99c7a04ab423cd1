/** What must be true of a database before anybody is served from it. */
import { Refused } from '../outcome.ts';
import { readDefinitions, readMigrations, schemas } from './definitions.ts';
import { pendingOf } from './migrate.ts';

type Ask = (sql: string, parameters?: readonly unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;

/** First minor of each major without CVE-2024-10976 and CVE-2025-8713, both leaks round row security. */
const patched: ReadonlyMap<number, number> = new Map([
  [15, 14],
  [16, 10],
  [17, 6],
  [18, 0],
]);

/**
 * Refuses a PostgreSQL older than 15, or a minor with a known leak in row security.
 *
 * @param versionNumber as `server_version_num` says it: 150018 is 15.18
 * @example refuseUnpatched(150013) // throws: 15.13 …
 */
export function refuseUnpatched(versionNumber: number): void {
  const [major, minor] = [Math.floor(versionNumber / 10_000), versionNumber % 10_000];
  const needed = patched.get(major);
  if (major < 15) throw new Refused(`PostgreSQL ${major} is too old: Waymark needs 15 or newer.`);
  if (needed !== undefined && minor < needed) {
    throw new Refused(
      `PostgreSQL ${major}.${minor} has known leaks in row security (CVE-2025-8713 and older). Update it to ${major}.${needed} or newer.`,
    );
  }
}

/** Refuses roles that could see round row security: superuser, BYPASSRLS, or owner of a table. */
export async function refuseBypass(ask: Ask): Promise<void> {
  const { rows } = await ask(
    `
    select r.rolname as role, r.rolsuper or r.rolbypassrls as bypasses,
           exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                   where c.relowner = r.oid and c.relkind in ('r', 'p') and n.nspname = any($1)) as owns
    from pg_roles r where r.rolname in ('waymark_login', 'waymark_whole', 'waymark_scoped', 'waymark_sign_in')`,
    [schemas],
  );
  for (const { role, bypasses, owns } of rows) {
    if (bypasses)
      throw new Refused(
        `The database role ${role} can bypass row security. Run: alter role ${role} nosuperuser nobypassrls;`,
      );
    if (owns)
      throw new Refused(
        `The database role ${role} owns tables, which lets it switch row security off. Give them to the owner role.`,
      );
  }
}

/** Tables in the modules' schemas on which row security is not both on and forced, or that no policy opens. */
export async function unprotectedTables(ask: Ask): Promise<string[]> {
  const { rows } = await ask(
    `
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname = any($1)
      and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))
    order by 1`,
    [schemas],
  );
  return rows.map((row) => String(row.name));
}

/**
 * Which changes are still to run, or undefined when the database has never been set up. Policies, views and functions
 * that differ from this code's count as one change. Refuses a database newer than the code.
 */
export async function pendingMigrations(ask: Ask): Promise<string[] | undefined> {
  const { rows: found } =
    await ask(`select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'waymark' and c.relname = 'migration') as found`);
  if (!found[0]?.found) return undefined;
  const { rows } = await ask('select name, sha256 from waymark.migration');
  const applied = new Map(rows.map((row) => [String(row.name), String(row.sha256)]));
  const pending = pendingOf(readMigrations(), applied).map((migration) => migration.name);
  const { rows: current } = await ask('select 1 from waymark.definition where sha256 = $1', [
    readDefinitions().sha256,
  ]);
  return current.length > 0 ? pending : [...pending, 'policies, views and functions'];
}
