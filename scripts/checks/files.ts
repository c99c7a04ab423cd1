import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const notOurs = new Set([
  'node_modules',
  'dist',
  'data',
  'demo-data',
  '.git',
  '.cache',
  'test-results',
  'playwright-report',
]);

/** Every file of the project under `root`, as paths from it, in order. What is built, installed or kept out is left out. */
export function filesUnder(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => !notOurs.has(entry.name))
    .flatMap((entry) =>
      entry.isDirectory()
        ? filesUnder(join(root, entry.name)).map((name) => `${entry.name}/${name}`)
        : [entry.name],
    )
    .sort();
}

export function read(root: string, file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
