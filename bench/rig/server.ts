/** The server as it is installed, in a process of its own that can be killed. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { PlainDate } from '#dates';
import type { Ground } from './ground.ts';
import { root } from './results.ts';

export type Server = {
  port: number;
  /** As a machine that loses its power ends it. */
  kill(): Promise<void>;
  stop(): Promise<void>;
};

const PATIENCE_MS = 60_000;

/**
 * Starts `waymark serve` (`makeProgram`) on a database that the benchmark has let go of, and waits until it answers. It is told that it stands
 * behind a proxy, so that everybody can be given one address.
 *
 * @param port the same as before, where one is started again in place of one that was killed
 * @example const server = await startServer(ground, plainDate('2026-11-20'), await freePort()); …; await server.kill();
 */
export async function startServer(
  { url, directory }: Ground,
  today: PlainDate,
  port: number,
): Promise<Server> {
  const child = spawn(process.execPath, [...AS_STARTED, 'serve', '--port', String(port)], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: placed({
      NODE_ENV: 'production',
      WAYMARK_TODAY: today,
      WAYMARK_BEHIND_PROXY: '1',
      ...(url === undefined ? { WAYMARK_DATA: join(directory, 'data') } : { DATABASE_URL: url }),
    }),
  });
  await answering(child, port).catch((fault: unknown) => {
    child.kill('SIGKILL');
    throw fault;
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return { port, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

/** As `bin/waymark` starts it, without the launcher: what is killed is what held the database. */
const AS_STARTED = [
  '--disable-warning=ExperimentalWarning',
  '--heap-growing-percent=20',
  '--enable-source-maps',
  join(root, 'dist/program/main.mjs'),
];

/** Makes the program and its pages, where they are not there yet or older than what they are made of. */
export function makeProgram(): void {
  for (const script of ['scripts/build.mjs', 'scripts/program.mjs'])
    execFileSync(process.execPath, [script], { cwd: root, stdio: ['ignore', 2, 2] });
}

function placed(ours: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, ...ours };
}

async function answering(child: ChildProcess, port: number): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
    if (answer?.status === 200) return;
    await pause(20);
  }
  throw new Error(`The server did not answer within ${PATIENCE_MS / 1_000} s`);
}
