/**
 * A data directory belongs to one process at a time: the embedded database does not lock it itself.
 *
 * Two files do it. `lock` is an SQLite file held in an exclusive transaction: the kernel lets go of it when the process
 * ends, however it ends, so a dead process holds nothing. `socket` is where the holder listens, so that a command
 * started meanwhile can hand itself over instead of failing. Only the holder makes or removes the socket.
 */
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Refused } from '#outcome';

export type Held = {
  /** Takes over commands from other processes; each connection is one command. */
  listen(serve: (socket: Socket) => void): Promise<void>;
  release(): Promise<void>;
};

/** Takes the directory, or answers undefined when a living process has it. */
export function holdDirectory(directory: string): Held | undefined {
  makeDirectory(directory);
  const lock = takeLock(join(directory, 'lock'));
  if (!lock) return undefined;
  const path = socketPath(directory);
  rmSync(path, { force: true });
  let server: Server | undefined;
  return {
    async listen(serve) {
      server = createServer(serve);
      await new Promise<void>((resolve, reject) => server?.once('error', reject).listen(path, resolve));
      chmodSync(path, 0o600);
    },
    async release() {
      await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
      lock.close();
    },
  };
}

/** Level by level: asked to make a path in a place where nothing can be made, Node's own recursion never ends. */
function makeDirectory(directory: string): void {
  const missing: string[] = [];
  for (let path = resolve(directory); !existsSync(path); path = dirname(path)) missing.unshift(path);
  try {
    for (const path of missing) mkdirSync(path, { mode: 0o700 });
    accessSync(directory, constants.W_OK);
    if (!statSync(directory).isDirectory()) throw new Error('it is a file');
  } catch (error) {
    throw new Refused(
      `${directory} cannot be the data directory (${(error as Error).message.split(',')[0]}): give --data or WAYMARK_DATA a directory that you may write.`,
    );
  }
}

function takeLock(path: string): DatabaseSync | undefined {
  const lock = new DatabaseSync(path);
  try {
    lock.exec('pragma busy_timeout = 0; begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    if (String((error as Error).message).includes('locked')) return undefined;
    throw error;
  }
}

/** Whether a living process has the directory; leaves nothing behind. */
export function isHeld(directory: string): boolean {
  const path = join(directory, 'lock');
  if (!existsSync(path)) return false;
  const lock = takeLock(path);
  lock?.close();
  return lock === undefined;
}

/** Where the holder of a directory listens. A path too long for a socket (107 bytes) gets a private place of its own. */
export function socketPath(directory: string): string {
  const path = join(realpathSync(directory), 'socket');
  if (Buffer.byteLength(path) <= 100) return path;
  const place = join(tmpdir(), `waymark-${userInfo().uid}`);
  mkdirSync(place, { recursive: true, mode: 0o700 });
  if (statSync(place).uid !== userInfo().uid)
    throw new Refused(`${place} belongs to somebody else: use a data directory with a shorter path.`);
  return join(place, createHash('sha256').update(path).digest('hex').slice(0, 32));
}
