/** The command line without a process of its own: the same words, output and exit codes. */

import type { Database } from '#db';
import { run } from '../../src/cli/run.ts';
import type { Ended } from './waymark.ts';

/**
 * @param db a database that is open already; without it the command opens, or hands itself over, as it would alone
 * @param heard told whenever the command writes to standard output
 * @example const { code, out, err } = await command(['review', '--format', 'json'], { cwd, db });
 */
export async function command(
  argv: readonly string[],
  { cwd, db, heard }: { cwd: string; db?: Database; heard?: () => void },
): Promise<Ended> {
  let [out, err] = ['', ''];
  const io = {
    out: (text: string) => {
      heard?.();
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    cwd,
    user: 'test',
    signal: new AbortController().signal,
  };
  const code = await run(argv, io, db);
  return { code, out, err };
}
