import { open, stat } from 'node:fs/promises';
import { Refused } from '#outcome';
import { shorten } from '../refusals.ts';

/** What tells a file from the same one written anew: size, place and time of its last change. */
export type Standing = string;

/** Large enough that asking for it costs little beside reading it, small enough that its rows are soon gone again. */
export const CHUNK = 1 << 17;
const LONGEST_PATH = 250;

/**
 * Makes sure that a path is a file that can be read, before it is opened: opening a pipe waits for ever.
 * Refuses what is not there, a folder, a pipe, a device, a link that leads nowhere, and what may not be read.
 *
 * @example const standing = await standingFile('marks.csv');
 */
export async function standingFile(path: string): Promise<Standing> {
  const found = await stat(path, { bigint: true }).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (found.isFile()) return [found.dev, found.ino, found.size, found.mtimeNs].join(' ');
  const name = shownPath(path);
  if (found.isDirectory()) throw new Refused(`${name} is a folder, not a file: name the file inside it.`);
  throw new Refused(`${name} is not a file but a pipe or a device: save it as a file and bring that.`);
}

/** Refuses a file that is not the one it was: half of the old one and half of the new would be read. */
export async function refuseChanged(path: string, standing: Standing): Promise<void> {
  const now = await standingFile(path).catch(() => '');
  if (now !== standing) throw changed();
}

export function changed(): Refused {
  return new Refused('The file changed while it was being read. Bring it again when nothing writes to it.');
}

/**
 * The file in pieces. They share one piece of memory: each is gone with the next. What the system says against reading
 * it becomes a sentence.
 */
export async function* readChunks(path: string): AsyncGenerator<Buffer> {
  try {
    await using file = await open(path);
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

/**
 * What an error of the operating system means to whoever brings the file. Any other error is a fault of ours, and
 * comes back as it is.
 */
export function unreadable(path: string, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return error;
  const name = shownPath(path);
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
      return new Refused(`There is no file ${name}.`);
    case 'ELOOP':
      return new Refused(`${name} is a link that leads round in a circle: bring the file itself.`);
    case 'EACCES':
    case 'EPERM':
      return new Refused(`${name} may not be read by whoever started Waymark: give leave to read it.`);
    case 'EISDIR':
      return new Refused(`${name} is a folder, not a file: name the file inside it.`);
    default:
      return new Refused(
        `${name} could not be read (${error.code}): copy it to a disk of this machine and bring that.`,
      );
  }
}

function shownPath(path: string): string {
  return path.length > LONGEST_PATH ? `…${shorten(path.slice(-50))}` : path;
}
