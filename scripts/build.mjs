// Builds the styles and scripts that pages link to, when they are older than what they are made of.
import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hold } from './hold.mjs';
import { ensureInstalled } from './install.mjs';
import { newest } from './newest.mjs';
import { root, runOnOwnNode } from './own-node.mjs';

const sources = ['src/assets', 'vite.config.ts', 'node_modules/govuk-frontend/package.json'];
const product = 'dist/assets';

/** Makes sure that dist/assets is there and not older than its sources. All output goes to stderr. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  mkdirSync(join(root, '.cache'), { recursive: true });
  await hold(join(root, '.cache', 'build.lock'), async () => {
    if (!isBuilt()) await build();
  });
}

async function build() {
  process.stderr.write('Building the styles and scripts of the pages\n');
  const code = await runOnOwnNode(['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], {
    env: { NODE_ENV: 'production' },
    stdio: ['ignore', 2, 2],
  });
  if (code !== 0)
    throw new Error(`The build of the pages' assets ended with code ${code}. Its reasons are above.`);
}

function isBuilt() {
  return newest(product) >= Math.max(...sources.map(newest)) && newest(product) > 0;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  ensureInstalled()
    .then(ensureBuilt)
    .catch((error) => {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    });
}
