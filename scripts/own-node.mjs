// The project's own Node: where it is, and how a program is handed over to it.
// Loaded by bin/waymark on any Node from 14, so no newer syntax here.
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir, constants as systemConstants } from 'node:os';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const ownNode = join(root, 'node_modules', 'node', 'bin', 'node');

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs the command line of Waymark and ends this process the way it ended.
 *
 * @param program where it is as one file; without it, it runs from its sources
 */
export function runWaymark(args, program) {
  const loader = pathToFileURL(join(root, 'node_modules', 'tsx', 'dist', 'loader.mjs')).href;
  const follow = pathToFileURL(join(root, 'scripts', 'follow-launcher.mjs')).href;
  return endAs(
    spawn(
      ownNode,
      [
        '--disable-warning=ExperimentalWarning',
        // On a machine with much memory Node lets garbage pile up to as much as is held; here to a fifth of it, or a large
        // file takes half as much again as it has to (docs/benchmarks.md, memory). On the command line of every Waymark.
        '--heap-growing-percent=20',
        ...(program === undefined ? [`--import=${loader}`] : ['--enable-source-maps']),
        `--import=${follow}`,
        program === undefined ? join(root, 'src', 'cli', 'main.ts') : program,
        ...args,
      ],
      // The fourth pipe carries nothing: it closes when this process is gone (see follow-launcher.mjs).
      {
        stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
        // React takes twice as long over a page when it thinks that somebody is developing it.
        env: {
          ...environment(),
          NODE_ENV: process.env.NODE_ENV || 'production',
          WAYMARK_LAUNCHER: String(process.pid),
        },
      },
    ),
  );
}

/** Runs a script of ours or of a dependency on the project's own Node; resolves to its exit code. */
export function runOnOwnNode(args, { env = {}, stdio = 'inherit' } = {}) {
  return exitOf(spawn(ownNode, args, { cwd: root, stdio, env: { ...environment(), ...env } }));
}

/**
 * The environment for what we start: the project's own Node first on the path, and a home that can be written.
 * Chromium and npm both go wrong, or write into the working directory, when HOME is empty.
 */
export function environment() {
  return {
    ...withHome(),
    PATH: [dirname(ownNode), ...outsidePath()].join(delimiter),
    // tsx looks for it where the command was started, which may be anywhere.
    TSX_TSCONFIG_PATH: join(root, 'tsconfig.json'),
  };
}

/** The same for `npm ci`, which must not run on the Node that it removes half way through. */
export function outsideEnvironment() {
  return { ...withHome(), PATH: outsidePath().join(delimiter) };
}

/** The directories of the path that are not in node_modules; npm puts those first for the scripts it runs. */
export function outsidePath() {
  const inside = join(root, 'node_modules');
  return (process.env.PATH || '')
    .split(delimiter)
    .filter((directory) => directory && !directory.startsWith(inside));
}

function withHome() {
  if (homeIsUsable()) return process.env;
  const home = join(root, '.cache', 'home');
  mkdirSync(home, { recursive: true });
  return { ...process.env, HOME: home, npm_config_cache: join(root, '.cache', 'npm') };
}

function homeIsUsable() {
  const home = homedir();
  if (!home || !isAbsolute(home)) return false;
  try {
    accessSync(home, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Waits for a child, passing on the signals that ask this process to end. Resolves to an exit code. */
export function exitOf(child) {
  return new Promise((resolve, reject) => {
    const pass = forwardSignals(child);
    child.on('error', (error) => {
      pass.stop();
      reject(error);
    });
    child.on('exit', (code, signal) => {
      pass.stop();
      resolve(signal ? 128 + (systemConstants.signals[signal] || 0) : code);
    });
  });
}

/** As `exitOf`, but ends this process with the child's code, or with the signal that killed it. */
function endAs(child) {
  return new Promise((_, reject) => {
    const pass = forwardSignals(child);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      pass.stop();
      if (signal) process.kill(process.pid, signal);
      else process.exit(code);
    });
  });
}

function forwardSignals(child) {
  const handlers = passedOn.map((signal) => {
    // A terminal sends Ctrl-C to the whole group: the child has it already, and a second one could cut its ending short.
    const handler = () => {
      if (signal === 'SIGTERM' || !process.stdin.isTTY) child.kill(signal);
    };
    process.on(signal, handler);
    return [signal, handler];
  });
  return {
    stop: () => {
      for (const [signal, handler] of handlers) process.removeListener(signal, handler);
    },
  };
}
