import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Refused } from '#outcome';

/** Where the built stylesheets and scripts are, and the addresses pages ask for them by. */
export type Assets = {
  css: string[];
  /** Before anything is painted; a few lines. */
  early: string[];
  js: string[];
  dir: string;
};

const DIR = fileURLToPath(new URL('../../dist/assets', import.meta.url));
const Manifest = z.record(z.string(), z.object({ file: z.string(), isEntry: z.boolean().optional() }));

/**
 * Reads what `npm run build` made. Served under `/assets/`; names carry a hash, so they may be cached for ever,
 * apart from `favicon.svg`. Refuses when nothing has been built.
 *
 * @example loadAssets() // { css: ['/assets/main-B3x.css'], early: ['/assets/early-A1b.js'], … }
 */
export function loadAssets(dir: string = DIR): Assets {
  const path = `${dir}/.vite/manifest.json`;
  if (!existsSync(path))
    throw new Refused('The stylesheet and script have not been built. Run npm run build first.');
  const manifest = Manifest.parse(JSON.parse(readFileSync(path, 'utf8')));
  const files = Object.values(manifest)
    .filter((entry) => entry.isEntry)
    .map((entry) => `/assets/${entry.file}`);
  const scripts = files.filter((file) => file.endsWith('.js'));
  const isEarly = (file: string) => file.startsWith('/assets/early-');
  return {
    css: files.filter((file) => file.endsWith('.css')),
    early: scripts.filter(isEarly),
    js: scripts.filter((file) => !isEarly(file)),
    dir,
  };
}
