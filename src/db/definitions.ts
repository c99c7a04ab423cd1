/** The SQL files of the project: migrations (each runs once) and each module's functions, views and policies (whole and current). */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import moduleTable from '../modules.json' with { type: 'json' };

const root = fileURLToPath(new URL('../../', import.meta.url));

export type Migration = { name: string; sql: string; sha256: string };
export type Definitions = {
  roles: string;
  functions: string;
  views: string;
  policies: string;
  sha256: string;
};

/** The schemas that belong to modules, lowest first. */
export const schemas: readonly string[] = Object.keys(moduleTable.modules);

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
  return { roles, functions, views, policies, sha256: digest(roles, functions, views, policies) };
}

function digest(...texts: string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex');
}
