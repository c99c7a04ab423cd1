import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { read } from './files.ts';

/** Licences that ask nothing of those who run Waymark or build on it, beyond keeping the notice (SPDX identifiers). */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

const manifest = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  license: z.unknown().optional(),
  licenses: z.unknown().optional(),
});

/**
 * Looks at every package in node_modules, at any depth, and returns one line for each whose licence is not on the list
 * above. No licence is a fault too: without one nobody may use the package.
 */
export function checkLicences(root: string): string[] {
  const packages = packagesIn(join(root, 'node_modules'));
  if (packages.length === 0) return ['node_modules holds no package: nothing was checked'];
  return packages.flatMap((directory) => {
    const { name, version, license, licenses } = manifest.parse(JSON.parse(read(directory, 'package.json')));
    const stated = inWords(license ?? licenses);
    return isAllowed(stated) ? [] : [`${name}@${version}: ${stated || 'no licence is stated'}`];
  });
}

/** An SPDX expression: any side of OR will do, every side of AND must. Brackets nest. */
export function isAllowed(expression: string): boolean {
  const inner = expression.replace(/\(([^()]*)\)/g, (_, group: string) =>
    isAllowed(group) ? 'MIT' : 'refused',
  );
  if (inner !== expression) return isAllowed(inner);
  return inner
    .split(/ OR /i)
    .some((choice) => choice.split(/ AND /i).every((name) => allowed.has(name.trim())));
}

/** Old manifests hold an object, or a list of them to choose from. */
function inWords(licence: unknown): string {
  if (typeof licence === 'string') return licence;
  if (Array.isArray(licence)) return licence.map(inWords).join(' OR ');
  const { type } = z.object({ type: z.string() }).catch({ type: '' }).parse(licence);
  return type;
}

function packagesIn(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .flatMap(({ name }) => {
      const path = join(directory, name);
      if (name.startsWith('@')) return packagesIn(path);
      const own = existsSync(join(path, 'package.json')) ? [path] : [];
      return [...own, ...packagesIn(join(path, 'node_modules'))];
    });
}
