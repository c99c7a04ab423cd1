/**
 * A backup is a gzipped file of JSON lines: first what it is, then for each table a line that names it and its columns and a
 * line a row (the columns as text, in that order), at last how many rows there were. Without the last line it was cut
 * short. Both kinds of database read and write the same file, so that one can be moved into the other.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Refused } from '../../outcome.ts';

/** What a backup says of itself before anything else. */
export type BackupHead = {
  waymark: 'backup';
  format: 1;
  /** When it was begun, in UTC. */
  at: string;
  /** The database changes that its tables have gone through, with their checksums. */
  migrations: { name: string; sha256: string }[];
};
export type BackupTable = { table: string; columns: string[] };
/** The columns of a row as text; null where there is nothing. */
export type BackupRow = (string | null)[];
export type BackupEnd = { end: true; tables: number; rows: number };
export type BackupLine = BackupHead | BackupTable | BackupRow | BackupEnd;

/**
 * Writes a backup. It is made under another name beside the file and takes its name when it is whole and on the disk: a file
 * with that name is never half a backup. For the eyes of its owner alone.
 *
 * @returns its bytes
 */
export async function writeBackup(path: string, lines: AsyncIterable<BackupLine>): Promise<number> {
  const partial = `${path}.partial`;
  try {
    await pipeline(
      async function* () {
        for await (const line of lines) yield `${JSON.stringify(line)}\n`;
      },
      gathered(),
      createGzip({ level: 5 }),
      createWriteStream(partial, { flags: 'wx', mode: 0o600 }),
    );
    const file = await open(partial, 'r+');
    try {
      await file.sync();
      const { size } = await file.stat();
      await rename(partial, path);
      return size;
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new Refused(
        `${partial} is there already: a backup to that file is under way, or one was killed. Remove it if none is.`,
      );
    await rm(partial, { force: true });
    if (code === 'ENOENT' || code === 'EACCES' || code === 'ENOSPC')
      throw new Refused(`The backup cannot be written to ${path}: ${(error as Error).message}.`);
    throw error;
  }
}

/** Rows by the hundred kilobytes: compressing each by itself takes far longer. */
function gathered(): Transform {
  let held = '';
  return new Transform({
    writableObjectMode: true,
    transform(text: string, _, done) {
      held += text;
      if (held.length < 200_000) return done();
      const full = held;
      held = '';
      done(null, full);
    },
    flush(done) {
      done(null, held);
    },
  });
}

/** Reads a backup line by line. Refuses a file that is none, and one that was cut short. */
export async function* readBackup(path: string): AsyncGenerator<BackupLine> {
  const file = createReadStream(path);
  const text = createGunzip();
  file.on('error', (error) => text.destroy(error));
  file.pipe(text);
  let rest = '';
  let isWhole = false;
  try {
    for await (const piece of text.setEncoding('utf8')) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      for (const each of lines) {
        const line: BackupLine = JSON.parse(each);
        isWhole = 'end' in line;
        yield line;
      }
    }
  } catch (error) {
    throw explained(error, path);
  } finally {
    file.destroy();
  }
  if (!isWhole) throw cutShort(path);
}

function explained(error: unknown, path: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
    return new Refused(`The backup cannot be read from ${path}: ${(error as Error).message}.`);
  if (code === 'Z_BUF_ERROR') return cutShort(path);
  if (code?.startsWith('Z_') || error instanceof SyntaxError) return notOne(path);
  return error;
}

function cutShort(path: string): Refused {
  return new Refused(`${path} was cut short: it is not the whole of a backup. Take one that is whole.`);
}

export function notOne(path: string): Refused {
  return new Refused(`${path} is no backup that Waymark wrote, or it was damaged since.`);
}
