/** What a benchmark found, as it is kept in bench/results and told in docs/benchmarks.md. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Comparison, rounded, type Spread } from './pairs.ts';

/** A figure that has nothing bare beside it. */
export type Figure = { what: string; unit: string; value: number | Spread };

export type Result = {
  name: string;
  database: 'embedded' | 'server';
  machine: { system: string; processor: string; cores: number; memoryGb: number };
  versions: Record<string, string>;
  /** The commit measured, `-changed` when the tree held more than it. */
  commit: string;
  on: string;
  /** What else the machine was doing: the load of the minute before, 0 for nothing at all. */
  loadBefore?: number;
  /** Sizes made smaller to try the benchmark out: never compared with a budget. */
  quick: boolean;
  sizes: Record<string, number>;
  comparisons: Comparison[];
  figures: Figure[];
};

export const root = fileURLToPath(new URL('../..', import.meta.url));

// Read when the program starts, before it makes a load of its own.
const loadBefore = loadavg()[0] ?? Number.NaN;

/** Where and with what a benchmark ran. */
export function circumstances(): Pick<Result, 'machine' | 'versions' | 'commit' | 'on' | 'loadBefore'> {
  const packages = ['@electric-sql/pglite', 'pg', 'fastify', 'react'];
  return {
    machine: {
      system: type(),
      processor: cpus()[0]?.model ?? 'unknown',
      cores: availableParallelism(),
      memoryGb: Math.round(totalmem() / 2 ** 30),
    },
    versions: {
      node: process.versions.node,
      ...Object.fromEntries(packages.map((name) => [name, versionOf(name)])),
    },
    commit: commit(),
    on: new Date().toISOString().slice(0, 10),
    loadBefore: rounded(loadBefore),
  };
}

/** Prints a result and keeps it: a quick one beside the caches, a full one where it is committed. */
export function keep(result: Result): string {
  const directory = join(root, ...(result.quick ? ['.cache', 'bench'] : ['bench', 'results']));
  mkdirSync(directory, { recursive: true });
  const path = join(directory, `${result.name}-${result.database}.json`);
  writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`\n${tell(result)}\n\nKept in ${path}`);
  return path;
}

export function tell({
  name,
  database,
  machine,
  versions,
  loadBefore,
  sizes,
  comparisons,
  figures,
  quick,
}: Result): string {
  const list = (values: Record<string, string | number>) =>
    Object.entries(values)
      .map(([key, value]) => `${key} ${value}`)
      .join(', ');
  return [
    `${name} on the ${database === 'embedded' ? 'embedded database' : 'server'}${quick ? ' (quick: sizes too small for a budget)' : ''}`,
    `  machine   ${list(machine)}`,
    `  versions  ${list(versions)}`,
    ...(loadBefore === undefined ? [] : [`  load      ${loadBefore} in the minute before`]),
    `  sizes     ${list(sizes)}`,
    ...comparisons.flatMap(({ what, ours, bare, oursMs, bareMs, ratio, turns }) => [
      `  ${what}: ${times(ratio)}, ${turns} pairs`,
      `      ${ours}: ${milliseconds(oursMs)}`,
      `      ${bare}: ${milliseconds(bareMs)}`,
    ]),
    ...figures.map((figure) => `  ${figure.what}: ${figureInWords(figure)}`),
  ].join('\n');
}

export function figureInWords({ value, unit }: Figure): string {
  if (typeof value === 'number') return `${value}${unit === '' ? '' : ` ${unit}`}`;
  return `${value.median} ${unit} (${value.least} to ${value.most})`;
}

export function times({ median, least, most }: Spread): string {
  return `${median}× (${least} to ${most})`;
}

export function milliseconds({ median, least, most }: Spread): string {
  return `${median} ms (${least} to ${most})`;
}

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

function commit(): string {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
    const changed = git('status', '--porcelain', '--', 'src', 'db', 'library', 'bench', 'package-lock.json');
    const known = changed.split('\n').filter((line) => line !== '' && !line.includes('bench/results/'));
    return `${git('rev-parse', '--short', 'HEAD')}${known.length > 0 ? '-changed' : ''}`;
  } catch {
    return 'unknown';
  }
}
