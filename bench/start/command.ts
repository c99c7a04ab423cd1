/** `waymark help`, which does nothing but load the program: made into one file, and file by file from its sources. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { alternate, type Comparison } from '../rig/pairs.ts';
import { root } from '../rig/results.ts';

/** @example const comparison = await measureCommand(false); comparison.ratio.median // below 1: one file is sooner */
export async function measureCommand(quick: boolean): Promise<Comparison> {
  const loader = pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href;
  const follow = pathToFileURL(join(root, 'scripts/follow-launcher.mjs')).href;
  const common = ['--disable-warning=ExperimentalWarning', `--import=${follow}`];
  return alternate(quick ? 1 : 9, 1, {
    what: 'a command that only loads the program (help)',
    ours: 'dist/program/main.mjs',
    bare: 'src/cli/main.ts, file by file',
    runOurs: () => timed([...common, '--enable-source-maps', join(root, 'dist/program/main.mjs')]),
    runBare: () => timed([`--import=${loader}`, ...common, join(root, 'src/cli/main.ts')]),
  });
}

async function timed(args: readonly string[]): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, [...args, 'help'], {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, NODE_ENV: 'production', TSX_TSCONFIG_PATH: join(root, 'tsconfig.json') },
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`waymark help ended with ${code}`);
  return performance.now() - began;
}
