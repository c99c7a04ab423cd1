import { z } from 'zod';
import { read } from './files.ts';

const dependencies = z.record(z.string(), z.string()).default({});
const locked = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  inBundle: z.boolean().optional(),
  optionalDependencies: dependencies,
});
const lock = z.object({ lockfileVersion: z.number(), packages: z.record(z.string(), locked) });
const manifest = z.object({ dependencies, devDependencies: dependencies });

/**
 * package-lock.json must install the same bytes on any machine from any registry, and package.json must name exact
 * versions. Returns one line per fault.
 */
export function checkLock(root: string): string[] {
  const { lockfileVersion, packages } = lock.parse(JSON.parse(read(root, 'package-lock.json')));
  const { dependencies, devDependencies } = manifest.parse(JSON.parse(read(root, 'package.json')));
  const names = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')));
  const faults = Object.entries(packages).flatMap(([path, entry]) => {
    if (path === '') return [];
    return [
      ...(entry.resolved
        ? [`${path}: holds a download address; write the lock file with the .npmrc of this project`]
        : []),
      ...(entry.integrity || entry.inBundle ? [] : [`${path}: has no checksum`]),
      ...(/react-server-dom-/.test(path) ? [`${path}: Waymark uses no React Server Components`] : []),
      // npm ci refuses a lock file that leaves out what another operating system needs.
      ...Object.keys(entry.optionalDependencies)
        .filter((name) => !names.has(name))
        .map((name) => `${path}: its optional ${name} is missing, so npm ci will refuse the lock file`),
    ];
  });
  return [
    ...(lockfileVersion === 3 ? [] : [`package-lock.json: version ${lockfileVersion}, not 3`]),
    ...(names.size > 1 ? [] : ['package-lock.json: holds no package']),
    ...faults,
    ...Object.entries({ ...dependencies, ...devDependencies })
      .filter(([, version]) => !/^(npm:[\w@/.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `package.json: ${name} is ${version}; name one exact version`),
  ];
}
