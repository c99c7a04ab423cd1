/** `npm run demo` on an empty data directory, to the first page that anybody can see; and how long a command takes to begin. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../scripts/testing/free-port.ts';
import { spread } from '../rig/pairs.ts';
import { type Result, root } from '../rig/results.ts';
import { measureCommand } from './command.ts';

const PATIENCE_MS = 180_000;

export async function measureStart(
  quick: boolean,
): Promise<Pick<Result, 'sizes' | 'comparisons' | 'figures'>> {
  const seconds: number[] = [];
  for (let run = 0; run < (quick ? 1 : 3); run += 1) seconds.push(await startOnce(quick));
  const what = 'npm run demo (installed, empty data directory) to the first 200 of GET /sign-in';
  return {
    sizes: { youngPeople: quick ? 100 : 2_000, runs: seconds.length },
    comparisons: [await measureCommand(quick)],
    figures: [{ what, unit: 's', value: spread(seconds) }],
  };
}

async function startOnce(quick: boolean): Promise<number> {
  const data = await mkdtemp(join(tmpdir(), 'waymark-start-'));
  const port = await freePort();
  const began = performance.now();
  const demo = spawn('npm', ['run', 'demo', ...(quick ? ['--', '--young-people', '100'] : [])], {
    cwd: root,
    stdio: 'ignore',
    env: withoutDatabase({ PORT: String(port), WAYMARK_DATA: data }),
  });
  try {
    await firstPage(demo, `http://localhost:${port}/sign-in`);
    return (performance.now() - began) / 1_000;
  } finally {
    await stop(demo, port);
    await rm(data, { recursive: true, force: true });
  }
}

async function firstPage(demo: ChildProcess, url: string): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    if (demo.exitCode !== null) throw new Error(`npm run demo ended with ${demo.exitCode}`);
    const status = await fetch(url).then(
      (reply) => reply.status,
      () => undefined,
    );
    if (status === 200) return;
    await pause(20);
  }
  throw new Error(`${url} did not answer within ${PATIENCE_MS / 1_000} s`);
}

/** By its own id; the server is gone when its port can be had again. */
async function stop(demo: ChildProcess, port: number): Promise<void> {
  if (demo.exitCode === null) {
    demo.kill('SIGTERM');
    await once(demo, 'exit');
  }
  while (!(await isFree(port))) await pause(50);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** What this benchmark was started with must not reach what it starts. */
function withoutDatabase(more: Record<string, string>): NodeJS.ProcessEnv {
  const { DATABASE_URL, WAYMARK_OWNER_URL, WAYMARK_TODAY, ...rest } = process.env;
  return { ...rest, ...more };
}
