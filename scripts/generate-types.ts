/**
 * Writes src/db/generated from a freshly migrated database, so that a query is checked against the tables that are there.
 * With --check it writes nothing and fails when what is there differs.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { fuzzystrmatch } from '@electric-sql/pglite/contrib/fuzzystrmatch';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import kanel from 'kanel';
import kanelKysely from 'kanel-kysely';
import { schemas } from '../src/db/definitions.ts';
import { migrate } from '../src/db/migrate.ts';

const imported = (name: string, path: string, shown = name) => ({
  name: shown,
  typeImports: [{ name, path, isAbsolute: true, isDefault: false, asName: undefined, importAsType: true }],
});

/** Columns that mean the same thing in every table, whether or not a foreign key says so. */
const sharedIds = new Map([
  ['tenant_id', imported('TenantId', '../../ids')],
  ['account_id', imported('AccountId', '../identity/Account')],
  ['setting_id', imported('SettingId', '../people/Setting')],
  ['setting_ids', imported('SettingId', '../people/Setting', 'SettingId')],
  ['from_setting_id', imported('SettingId', '../people/Setting')],
  ['to_setting_id', imported('SettingId', '../people/Setting')],
  ['person_id', imported('PersonId', '../people/Person')],
  ['other_id', imported('PersonId', '../people/Person')],
  ['from_id', imported('PersonId', '../people/Person')],
  ['run_id', imported('RunId', '../sources/Run')],
]);

const target = fileURLToPath(new URL('../src/db/generated', import.meta.url));
const check = process.argv.includes('--check');

const directory = mkdtempSync(join(tmpdir(), 'waymark-types-'));
try {
  await generateInto(directory);
  if (check) {
    const stale = differences(directory, target);
    if (stale.length > 0) {
      console.error(`src/db/generated is out of date: run npm run types\n  ${stale.join('\n  ')}`);
      process.exitCode = 1;
    }
  } else {
    rmSync(target, { recursive: true, force: true });
    cpSync(directory, target, { recursive: true });
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}

async function generateInto(outputPath: string): Promise<void> {
  const pglite = await PGlite.create({ extensions: { fuzzystrmatch } });
  await migrate({
    query: async (text, parameters) => pglite.query<Record<string, unknown>>(text, parameters?.map(String)),
    run: async (text) => {
      await pglite.exec(text);
    },
  });
  const server = new PGLiteSocketServer({ db: pglite, host: '127.0.0.1', port: 0, maxConnections: 20 });
  await server.start();
  const [host, port] = server.getServerConn().split(':');
  await kanel.processDatabase({
    connection: { host: host ?? '127.0.0.1', port: Number(port), user: 'postgres', database: 'postgres' },
    schemas: [...schemas],
    outputPath,
    enumStyle: 'type',
    preDeleteOutputFolder: false,
    importsExtension: '.ts',
    typeFilter: kanelKysely.kyselyTypeFilter,
    customTypeMap: {
      'pg_catalog.int8': 'number',
      'pg_catalog.numeric': 'number',
      'pg_catalog.timestamptz': 'string',
      'pg_catalog.varbit': 'string',
      'pg_catalog.xid8': 'string',
      'pg_catalog.date': imported('PlainDate', '../../../dates'),
    },
    getPropertyMetadata: ({ name }: { name: string }) => ({
      name,
      comment: undefined,
      typeOverride: sharedIds.get(name),
    }),
    preRenderHooks: [
      kanelKysely.makeKyselyHook({ databaseFilename: 'Database', includeSchemaNameInTableName: true }),
    ],
  } as never);
  exportAsTypes(outputPath);
  await server.stop();
  await pglite.close();
}

/** Kanel exports the type of the whole database as if it were a value, which this project's settings refuse. */
function exportAsTypes(outputPath: string): void {
  for (const name of ['Database.ts', ...schemas.map((schema) => `${schema}/${capital(schema)}Schema.ts`)]) {
    const path = join(outputPath, name);
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(/^export default (\w+);$/m, 'export type { $1 as default };'),
    );
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function differences(fresh: string, kept: string): string[] {
  const [ours, theirs] = [filesUnder(fresh), filesUnder(kept)];
  return [...new Set([...ours.keys(), ...theirs.keys()])].filter(
    (name) => ours.get(name) !== theirs.get(name),
  );
}

function filesUnder(top: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (path: string) => {
    for (const name of readdirSync(path)) {
      const full = join(path, name);
      if (statSync(full).isDirectory()) walk(full);
      else found.set(relative(top, full), readFileSync(full, 'utf8'));
    }
  };
  walk(top);
  return found;
}
