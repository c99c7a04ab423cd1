import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir, readdir, rename, rm, rmdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that lies in a watched folder: `DIR/<source>/<kind>/<name>`. */
export type FoundFile = {
  source: string;
  kind: string;
  name: string;
  /** The folder it lies in. */
  place: string;
  size: number;
  changedAt: number;
};

/** A file that somebody has taken in hand: nobody else sees it meanwhile. */
export type TakenFile = FoundFile & { path: string };

/** Where a file goes once it is known what became of it. */
export type Ended = 'done' | 'refused' | 'stopped';

/** Files in hand lie here, each in a folder of its own; a name that begins with a dot is nobody's source or kind. */
const TAKEN = '.taken';

/** Everything that lies in the folder and may be brought in, the oldest first. What is no plain file is passed over. */
export async function filesIn(dir: string): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const { source, kind, place } of await placesIn(dir)) {
    for (const name of await readdir(place)) {
      if (!/^[^.].*\.(csv|txt|tsv)$/i.test(name)) continue;
      const file = await lstat(join(place, name)).catch(() => undefined);
      if (file?.isFile()) found.push({ source, kind, name, place, size: file.size, changedAt: file.mtimeMs });
    }
  }
  return found.sort((one, other) => one.changedAt - other.changedAt || (one.name < other.name ? -1 : 1));
}

async function placesIn(dir: string): Promise<{ source: string; kind: string; place: string }[]> {
  const places = [];
  for (const source of await foldersIn(dir))
    for (const kind of await foldersIn(join(dir, source)))
      places.push({ source, kind, place: join(dir, source, kind) });
  return places;
}

async function foldersIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}

/** Takes a file in hand by moving it aside: of two who try one succeeds, and the other is told undefined. */
export async function takeInHand(file: FoundFile): Promise<TakenFile | undefined> {
  const aside = join(file.place, TAKEN, randomUUID());
  await mkdir(aside, { recursive: true });
  const path = join(aside, file.name);
  try {
    await rename(join(file.place, file.name), path);
  } catch (error) {
    await rmdir(aside);
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  await stillInHand(path);
  return { ...file, path };
}

/** Says that somebody is at work on it. */
export async function stillInHand(path: string): Promise<void> {
  const now = new Date();
  await utimes(join(path, '..'), now, now);
}

/** Lays a file back where it was: it will be met again. */
export async function layBack({ path, place, name }: TakenFile): Promise<void> {
  await rename(path, await freeName(place, name));
  await rmdir(join(path, '..'));
}

/**
 * Puts a file where those lie that ended like it, under the day and its name, with a line or two beside it.
 *
 * @returns its new name
 */
export async function putAway(file: TakenFile, ended: Ended, day: string, says: string): Promise<string> {
  const place = join(file.place, ended);
  await mkdir(place, { recursive: true });
  const path = await freeName(place, `${day}-${file.name}`);
  await rename(file.path, path);
  await rmdir(join(file.path, '..'));
  await writeFile(`${path}.txt`, `${says}\n`);
  return path;
}

/** A name that nothing has yet: files of one day may be called alike. */
async function freeName(place: string, name: string): Promise<string> {
  const [, stem = name, end = ''] = /^(.*?)(\.\w+)?$/.exec(name) ?? [];
  for (let number = 1; ; number += 1) {
    const path = join(place, number === 1 ? name : `${stem}-${number}${end}`);
    if (!(await lstat(path).catch(() => undefined))) return path;
  }
}

/**
 * Lays back what somebody had in hand who is no more. Times are compared with one just made on the same disk, since the
 * clock of a network share need not be that of this machine.
 *
 * @param silence in milliseconds
 */
export async function layBackForsaken(dir: string, silence: number): Promise<void> {
  for (const { place } of await placesIn(dir)) {
    const aside = join(place, TAKEN);
    const held = await readdir(aside).catch(() => []);
    if (held.length === 0) continue;
    const now = await timeOn(aside);
    for (const id of held) {
      const folder = join(aside, id);
      const { mtimeMs } = await lstat(folder).catch(() => ({ mtimeMs: now }));
      if (now - mtimeMs < silence) continue;
      for (const name of await readdir(folder).catch(() => []))
        await rename(join(folder, name), await freeName(place, name)).catch(() => undefined);
      await rmdir(folder).catch(() => undefined);
    }
  }
}

async function timeOn(place: string): Promise<number> {
  const probe = join(place, `.${randomUUID()}`);
  await writeFile(probe, '');
  const { mtimeMs } = await lstat(probe);
  await rm(probe, { force: true });
  return mtimeMs;
}

/** The digest of a file, as a run keeps it. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}
