import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { filesUnder, read } from './files.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const cruiser = join(project, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const rules = join(project, '.dependency-cruiser.cjs');

const places = [
  'app.ts',
  'assets',
  'cli',
  'dates.ts',
  'db',
  'demo',
  'disclosure',
  'files',
  'frame',
  'modules',
  'modules.json',
];
const known = new Set([...places, 'outcome.ts', 'charts', 'ui', 'web']);

const cruised = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

const table = z.object({ modules: z.record(z.string(), z.array(z.string())) });

/**
 * Who imports whom, against .dependency-cruiser.cjs and src/modules.json. Returns one line per fault.
 * The tool once looked at nothing and reported success (with a TypeScript it could not use), so every source file must
 * appear in its result.
 *
 * @example checkBoundaries('.') // ['people-calls-below: src/modules/people/queries.ts → src/modules/risk/index.ts']
 */
export function checkBoundaries(root: string): string[] {
  return [...checkTable(root), ...checkPlaces(root), ...checkImports(root)];
}

function checkImports(root: string): string[] {
  const roots = ['src', 'test', 'scripts', 'bench'].filter((directory) => existsSync(join(root, directory)));
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [cruiser, ...roots, '--config', rules, '--output-type', 'json'],
    { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  if (!stdout.startsWith('{')) return [`dependency-cruiser did not run: ${stderr.trim() || stdout.trim()}`];
  const { modules, summary } = cruised.parse(JSON.parse(stdout));
  const seen = new Set(modules.map(({ source }) => source));
  const sources = filesUnder(join(root, 'src')).map((file) => `src/${file}`);
  const unseen = sources.filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts') && !seen.has(file));
  return [
    ...(sources.length === 0 ? ['src holds no file: nothing was checked'] : []),
    ...unseen.map((file) => `not looked at: ${file}`),
    ...summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  ];
}

/** The table must speak of the modules that are there, lowest first, and of no others. */
function checkTable(root: string): string[] {
  const { modules } = table.parse(JSON.parse(read(root, 'src/modules.json')));
  const names = Object.keys(modules);
  const folders = readdirSync(join(root, 'src/modules'));
  const upward = names.flatMap((name, at) =>
    (modules[name] ?? [])
      .filter((below) => !names.slice(0, at).includes(below))
      .map((below) => [name, below]),
  );
  return [
    ...names
      .filter((name) => !folders.includes(name))
      .map((name) => `src/modules.json: ${name} has no folder`),
    ...folders
      .filter((name) => !names.includes(name))
      .map((name) => `src/modules.json: ${name} is not in the table`),
    ...upward.map(([name, below]) => `src/modules.json: ${name} names ${below}, which is not below it`),
  ];
}

/** A new folder directly under src would be under no rule at all. */
function checkPlaces(root: string): string[] {
  return readdirSync(join(root, 'src'))
    .filter((name) => !known.has(name) && !/^[a-z-]+\.test\.tsx?$/.test(name))
    .map((name) => `src/${name}: no rule says what this may import (.dependency-cruiser.cjs)`);
}
