/** The real command line in processes of its own, on data directories of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = join(root, 'bin', 'waymark');
/** As bin/waymark makes it; test/global-setup.ts and npm run prove see to it that it is there. */
const program = join(root, 'dist/program/main.mjs');
/** One day for all of them, so that no test ages. */
export const TODAY = '2026-11-20';

export type Ended = { code: number | null; out: string; err: string };
export type Placed = {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Modules loaded before anything of Waymark. */
  loads?: readonly string[];
  /** How many pipes beside the usual three. */
  pipes?: number;
};

/** A directory that is removed when the test is over. */
export function temporary(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'waymark-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/**
 * A data directory with an empty database, much quicker than letting the first command make one: a migrated one, or one that knows
 * nothing of Waymark yet. On a server there is nothing to do.
 */
export async function prepareData(directory: string, how: 'migrated' | 'blank' = 'migrated'): Promise<void> {
  const folders = inject('folders');
  if (folders === null) return;
  mkdirSync(directory, { recursive: true });
  await cp(folders[how], join(directory, 'database'), { recursive: true });
}

/** Starts `bin/waymark` as a user would. */
export function start(args: readonly string[], placed: Placed = {}): ChildProcess {
  return spawn(bin, [...args], options(placed));
}

/** Starts the process that does the work, without the launcher in between: what is killed is what held the database. */
export function startAlone(args: readonly string[], placed: Placed = {}): ChildProcess {
  const loads = (placed.loads ?? []).map((url) => `--import=${url}`);
  const stdio = ['ignore', 'pipe', 'pipe', ...new Array<'pipe'>(placed.pipes ?? 0).fill('pipe')] as const;
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...loads, program, ...args], {
    ...options(placed),
    stdio: [...stdio],
  });
}

function options({ cwd, env }: Placed) {
  const clean = { ...process.env };
  for (const name of ['DATABASE_URL', 'WAYMARK_OWNER_URL', 'WAYMARK_DATA', 'PORT', 'NODE_OPTIONS', 'VITEST'])
    delete clean[name];
  return {
    cwd: cwd ?? root,
    env: { ...clean, WAYMARK_TODAY: TODAY, ...env },
  };
}

export function ended(child: ChildProcess): Promise<Ended> {
  let [out, err] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}

/** Runs one command to its end. */
export function waymark(args: readonly string[], placed: Placed = {}): Promise<Ended> {
  return ended(start(args, placed));
}

/** Waits until a process says something; rejects when it ends without. */
export function says(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (text: Buffer) => {
      said += text.toString();
      if (said.includes(words)) resolve();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => reject(new Error(`It ended with ${code} and said: ${said}`)));
  });
}

/** Ends a process we started, and waits until it is gone. */
export async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}
