/**
 * A backup is a gzipped file of JSON lines: first what it is, then for each table a line that names it and its columns and a
 * line a row (the columns as text, in that order), at last how many rows there were. Without the last line it was cut
 * short. Both kinds of database read and write the same file, so that one can be moved into the other.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Refused } from '../../outcome.ts';
import { decryptWith, encryptFor, isEncrypted } from './sealing.ts';

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
 * with that name is never half a backup. For the eyes of its owner alone, or of whoever holds the key when it is written for a
 * recipient.
 *
 * @returns its bytes
 */
export async function writeBackup(
  path: string,
  lines: AsyncIterable<BackupLine>,
  recipient: string | undefined,
): Promise<number> {
  const encrypted =
    recipient === undefined
      ? async function* (source: AsyncIterable<Uint8Array>) {
          yield* source;
        }
      : encryptFor(recipient);
  const partial = `${path}.partial`;
  try {
    await pipeline(
      async function* () {
        for await (const line of lines) yield `${JSON.stringify(line)}\n`;
      },
      gathered(),
      createGzip({ level: 5 }),
      encrypted,
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

/**
 * Reads a backup line by line. Refuses a file that is none, one that was cut short, and one that is encrypted without the key that it
 * was written for.
 *
 * @param identity where the key is
 */
export async function* readBackup(path: string, identity: string | undefined): AsyncGenerator<BackupLine> {
  const decrypt = await decrypterFor(path, identity);
  const file = createReadStream(path);
  const text = createGunzip();
  file.on('error', (error) => text.destroy(error));
  const compressed: Readable = decrypt ? Readable.from(decrypt(file), { objectMode: false }) : file;
  compressed.on('error', (error) => text.destroy(error));
  compressed.pipe(text);
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

/** What undoes the encryption of a file; undefined where there is none. */
async function decrypterFor(path: string, identity: string | undefined) {
  let beginning: Buffer;
  try {
    const file = await open(path);
    beginning = (await file.read(Buffer.alloc(64), 0, 64).finally(() => file.close())).buffer;
  } catch (error) {
    throw explained(error, path);
  }
  if (!isEncrypted(beginning)) return undefined;
  if (identity === undefined)
    throw new Refused(`${path} is encrypted. Say where its key is: --identity FILE.`);
  return decryptWith(identity);
}

function explained(error: unknown, path: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
    return new Refused(`The backup cannot be read from ${path}: ${(error as Error).message}.`);
  if (code === 'Z_BUF_ERROR') return cutShort(path);
  if (code?.startsWith('Z_') || error instanceof SyntaxError) return notOne(path);
  if (error instanceof Error && !('code' in error) && isEncryption(error.message))
    return new Refused(
      `${path} cannot be decrypted with this key: it was written for another one, or it was damaged since.`,
    );
  return error;
}

/** The library says so in words only. */
function isEncryption(message: string): boolean {
  return /no identity matched|tag|stream|header|decrypt|chunk|MAC/i.test(message);
}

function cutShort(path: string): Refused {
  return new Refused(`${path} was cut short: it is not the whole of a backup. Take one that is whole.`);
}

export function notOne(path: string): Refused {
  return new Refused(`${path} is no backup that Waymark wrote, or it was damaged since.`);
}
