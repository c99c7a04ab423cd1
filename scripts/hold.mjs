// One process at a time. The lock is a directory, because making one is atomic everywhere.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';

const beat = 2_000;
const silence = 30_000;

/**
 * Runs `work` while holding the lock directory `path`; waits while another process holds it.
 * A holder keeps touching its lock. One that has died, or has been silent for 30 seconds, loses it.
 */
export async function hold(path, work, { onWait = () => {} } = {}) {
  let told = false;
  while (!take(path)) {
    if (isStale(path)) {
      remove(path);
      continue;
    }
    if (!told) onWait();
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const timer = setInterval(() => touch(path), beat);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (ownerOf(path) === me()) rmSync(path, { recursive: true, force: true });
  }
}

function take(path) {
  mkdirSync(dirname(path), { recursive: true });
  try {
    mkdirSync(path);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(path, 'owner'), me());
  return true;
}

function isStale(path) {
  try {
    if (Date.now() - statSync(path).mtimeMs > silence) return true;
  } catch {
    return false;
  }
  const [host, pid] = (ownerOf(path) || '').split(' ');
  return host === hostname() && Boolean(pid) && !isAlive(Number(pid));
}

/** Renames before it removes: of two processes that find a dead lock only one can. A living lock is put back. */
function remove(path) {
  const aside = `${path}.${process.pid}`;
  try {
    const dead = ownerOf(path);
    renameSync(path, aside);
    if (ownerOf(aside) !== dead) return renameSync(aside, path);
  } catch {
    // Another process was quicker; the next turn of the loop sees what it left.
  }
  rmSync(aside, { recursive: true, force: true });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function ownerOf(path) {
  try {
    return readFileSync(join(path, 'owner'), 'utf8');
  } catch {
    return undefined;
  }
}

function touch(path) {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    // The lock was taken away while this process was stopped; the next beat changes nothing.
  }
}

function me() {
  return `${hostname()} ${process.pid}`;
}
