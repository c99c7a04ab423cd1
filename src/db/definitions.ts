/** The SQL files of the project: migrations (each runs once) and each module's functions, views and policies (whole and current). */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import moduleTable from '../modules.json' with { type: 'json' };

const root = fileURLToPath(new URL('../../', import.meta.url));

export type Migration = { name: string; sql: string; sha256: string };
export type Definitions = {
  roles: string;
  everyTable: string;
  functions: string;
  views: string;
  policies: string;
  sha256: string;
};

/** The schemas that belong to modules, lowest first. */
export const schemas: readonly string[] = Object.keys(moduleTable.modules);

/** A condition on `pg_namespace n`: it belongs to a module. */
export const inSchemas = `n.nspname in (${schemas.map((name) => `'${name}'`).join(', ')})`;

/**
 * For every table of tenant data, so that none can be forgotten in a migration: row security, also for its owner, who is shown
 * everything only while a backup is made.
 */
const everyTable = `
do $$
declare it record;
begin
  for it in select c.oid::regclass::text as relation from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and ${inSchemas} loop
    execute format('alter table %s enable row level security', it.relation);
    execute format('alter table %s force row level security', it.relation);
    execute format('create policy backup on %s for select to current_user using (current_setting(''waymark.backup'', true) = ''on'')', it.relation);
  end loop;
end $$;`;

export function readMigrations(directory = `${root}db/migrations`): Migration[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(`${directory}/${name}`, 'utf8');
      return { name: name.replace(/\.sql$/, ''), sql, sha256: digest(sql) };
    });
}

export function readDefinitions(): Definitions {
  const roles = readFileSync(`${root}db/roles.sql`, 'utf8');
  const [functions, views, policies] = ['functions', 'views', 'policies'].map((role) =>
    schemas
      .map((module) => `${root}src/modules/${module}/${role}.sql`)
      .filter((path) => existsSync(path))
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n'),
  ) as [string, string, string];
  const sha256 = digest(roles, everyTable, functions, views, policies);
  return { roles, everyTable, functions, views, policies, sha256 };
}

function digest(...texts: string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex');
}
