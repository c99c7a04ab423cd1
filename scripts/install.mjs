// Installs what package-lock.json asks for, when it is newer than what is there.
// Loaded by bin/waymark on any Node from 14, so no newer syntax here.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hold } from './hold.mjs';
import { exitOf, outsideEnvironment, outsidePath, ownNode, root } from './own-node.mjs';

const wanted = join(root, 'package-lock.json');
const installed = join(root, 'node_modules', '.package-lock.json');

/**
 * Makes sure that node_modules is there and not older than package-lock.json, by `npm ci`.
 * Several processes may call it at once: one installs and the others wait. All output goes to stderr.
 */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await hold(
    join(root, '.cache', 'install.lock'),
    async () => {
      if (!isInstalled()) await install();
    },
    { onWait: () => say('Another process is installing; waiting for it.') },
  );
}

function isInstalled() {
  return changed(installed) >= changed(wanted) && existsSync(ownNode);
}

async function install() {
  say('Installing what Waymark needs (npm ci)');
  // The tests and the build need what production would leave out, so NODE_ENV must not decide. npm's warnings about
  // the Node it runs on are beside the point: Waymark runs on its own.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, ...before] = findNpm();
  const code = await exitOf(
    spawn(command, [...before, ...args], { cwd: root, stdio: ['ignore', 2, 2], env: outsideEnvironment() }),
  );
  if (code !== 0)
    throw new Error(`npm ci ended with code ${code}, so nothing can be started. Its reasons are above.`);
  if (!existsSync(ownNode)) {
    throw new Error(
      'npm ci ran, but the Node that Waymark runs on was not unpacked. Install scripts are switched off for npm: allow them (npm config set ignore-scripts false) and try again.',
    );
  }
  if (changed(installed) < changed(wanted)) {
    // A lock file dated in the future would make every start install again.
    const after = new Date(changed(wanted) + 1_000);
    utimesSync(installed, after, after);
  }
}

/** npm as a command line: the one that runs this script, else the one beside this Node, else the one on the path. */
function findNpm() {
  const { npm_execpath: running, npm_node_execpath: node } = process.env;
  if (running?.endsWith('npm-cli.js') && node && existsSync(running) && existsSync(node))
    return [node, running];
  const beside = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  if (existsSync(beside)) return [process.execPath, beside];
  const onPath = outsidePath()
    .map((directory) => join(directory, 'npm'))
    .find((file) => existsSync(file));
  if (onPath) return [onPath];
  throw new Error('npm was not found. It comes with Node.js: install Node.js 18 or newer and try again.');
}

function changed(file) {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return Number.NEGATIVE_INFINITY;
  }
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  ensureInstalled().catch((error) => {
    say(error.message);
    process.exitCode = 1;
  });
}
