// The program as one file, dist/program/main.mjs: it is loaded sooner than a thousand files are.
// Loaded by bin/waymark on any Node from 14, so no newer syntax here.
import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hold } from './hold.mjs';
import { newest } from './newest.mjs';
import { root, runOnOwnNode } from './own-node.mjs';

const product = 'dist/program/main.mjs';
const sources = [
  'src',
  'test/cast',
  'test/cast.ts',
  'package.json',
  'package-lock.json',
  'scripts/bundle.mjs',
];

/**
 * Where the program is, made again first when it is older than what it is made of; undefined where it cannot be made, such as in a
 * folder that nobody may write to: then it runs from its sources, and begins more slowly.
 */
export async function ensureProgram() {
  if (isMade()) return join(root, product);
  let isSound = false;
  try {
    mkdirSync(join(root, '.cache'), { recursive: true });
    await hold(join(root, '.cache', 'program.lock'), async () => {
      // What was made just now is of these sources, also where one of them is dated in the future.
      isSound =
        isMade() || (await runOnOwnNode(['scripts/bundle.mjs', product], { stdio: ['ignore', 2, 2] })) === 0;
    });
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes(error.code)) throw error;
  }
  return isSound ? join(root, product) : undefined;
}

function isMade() {
  const made = newest(product);
  return made > 0 && made >= Math.max(...sources.map(newest));
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  await ensureProgram();
