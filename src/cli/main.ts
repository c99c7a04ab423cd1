/** The command line: `bin/waymark` starts this under the project's own Node. */
import { userInfo } from 'node:os';
import type { Io } from './io.ts';
import { run } from './run.ts';

const gone = new AbortController();
const io: Io = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  cwd: process.cwd(),
  user: nameOfUser(),
  signal: gone.signal,
};
process.stdout.on('error', () => process.exit(1)); // the reader has gone (a closed pipe)

process.exitCode = await run(process.argv.slice(2), io);

function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
