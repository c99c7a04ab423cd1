import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Refused } from '#outcome';

/** Where the built stylesheets and scripts are, and the addresses pages ask for them by. */
export type Assets = { css: string[]; js: string[]; dir: string };

const DIR = fileURLToPath(new URL('../../dist/assets', import.meta.url));
const Manifest = z.record(z.string(), z.object({ file: z.string(), isEntry: z.boolean().optional() }));

/**
 * Reads what `npm run build` made. Served under `/assets/`; names carry a hash, so they may be cached for ever,
 * apart from `favicon.svg`. Refuses when nothing has been built.
 *
 * @example loadAssets() // { css: ['/assets/main-B3x.css'], js: ['/assets/main-C9y.js'], dir: '/…/dist/assets' }
 */
export function loadAssets(dir: string = DIR): Assets {
  const path = `${dir}/.vite/manifest.json`;
  if (!existsSync(path))
    throw new Refused('The stylesheet and script have not been built. Run npm run build first.');
  const manifest = Manifest.parse(JSON.parse(readFileSync(path, 'utf8')));
  const files = Object.values(manifest)
    .filter((entry) => entry.isEntry)
    .map((entry) => `/assets/${entry.file}`);
  return {
    css: files.filter((file) => file.endsWith('.css')),
    js: files.filter((file) => file.endsWith('.js')),
    dir,
  };
}
