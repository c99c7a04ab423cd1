import { sql } from 'kysely';
import { type Database, withActor } from '#db';
import type { Actor } from '#modules/access';
import type { ImportKind } from '#modules/sources';
import { Refused } from '#outcome';
import { reviewAfter } from '../review-after.ts';
import { type FoundFile, filesIn, layBackForsaken, type TakenFile, takeInHand } from './folder.ts';
import { type TakenIn, takeFile } from './take-file.ts';

export type Watching = {
  db: Database;
  kinds: readonly ImportKind[];
  /** `DIR/<source>/<kind>/*.csv`. */
  dir: string;
  /** For whom, asked at every look: the organisation may be founded later. */
  actor: () => Promise<Actor>;
  /** How long a file has to lie unchanged before it is taken to be whole, in milliseconds. */
  settled: number;
  /** How often one looks, in milliseconds. */
  every: number;
  /** Told of every file that was brought in or not. */
  said: (taken: TakenIn) => void;
  /** Told of faults, ours or the disk's; a file that met one is left alone for a while. */
  fault: (error: unknown) => void;
  signal: AbortSignal;
};

/** Nobody has said that they are at work on it for so long: they are no more. */
const FORSAKEN = 120_000;
/** A file that met a fault of ours is left alone for so long. */
const LEFT_ALONE = 600_000;

/** What a file looked like, and since when. */
type Seen = Pick<FoundFile, 'size' | 'changedAt'> & { since: number };

/**
 * Brings in the files of a folder as they come, until the signal. A plain look every few seconds, because a network share
 * tells nobody of its changes. Several servers may watch one folder: a file is taken in hand under a lock of the database
 * and by moving it aside.
 *
 * @example await watch({ db, kinds, dir, actor, settled: 30_000, every: 10_000, said, fault, signal });
 */
export async function watch(watching: Watching): Promise<void> {
  const seen = new Map<string, Seen>();
  const faulty = new Map<string, number>();
  while (!watching.signal.aborted) {
    await look(watching, seen, faulty).catch(watching.fault);
    await pause(watching.every, watching.signal);
  }
}

/**
 * Looks once, waits until it is known which files have settled, brings those in and ends: for a timer of the system.
 *
 * @returns what became of each
 */
export async function watchOnce(watching: Watching): Promise<TakenIn[]> {
  const taken: TakenIn[] = [];
  const said = (one: TakenIn) => {
    taken.push(one);
    watching.said(one);
  };
  const each = { ...watching, said };
  const seen = new Map<string, Seen>();
  const faulty = new Map<string, number>();
  await look(each, seen, faulty);
  if (seen.size > 0 && !watching.signal.aborted) {
    await pause(watching.settled, watching.signal);
    await look(each, seen, faulty);
  }
  return taken;
}

async function look(watching: Watching, seen: Map<string, Seen>, faulty: Map<string, number>): Promise<void> {
  const { db, dir, kinds, signal, said, fault, settled } = watching;
  await layBackForsaken(dir, FORSAKEN).catch(notThere(dir));
  const files = await filesIn(dir).catch(notThere(dir));
  const whole = settledAmong(files, seen, settled, performance.now());
  let moved = false;
  for (const file of whole) {
    const path = pathOf(file);
    if (signal.aborted || performance.now() < (faulty.get(path) ?? 0)) continue;
    const actor = await watching.actor();
    try {
      const taken = await claim(db, actor, file);
      seen.delete(path);
      if (!taken) continue;
      const became = await takeFile(db, actor, kinds, taken, signal);
      moved ||= became.moved;
      said(became);
    } catch (error) {
      faulty.set(path, performance.now() + LEFT_ALONE);
      fault(error);
    }
  }
  if (moved) await reviewAfter(db, await watching.actor(), kinds, true);
}

/** The files that have looked the same for long enough; what is new or has grown begins anew. */
function settledAmong(
  files: readonly FoundFile[],
  seen: Map<string, Seen>,
  settled: number,
  now: number,
): FoundFile[] {
  const there = new Set(files.map(pathOf));
  for (const path of seen.keys()) if (!there.has(path)) seen.delete(path);
  return files.filter((file) => {
    const before = seen.get(pathOf(file));
    if (before && before.size === file.size && before.changedAt === file.changedAt)
      return now - before.since >= settled;
    seen.set(pathOf(file), { size: file.size, changedAt: file.changedAt, since: now });
    return false;
  });
}

/** One at a time over all servers: the lock is the database's, because not every disk moves a file for one alone. */
function claim(db: Database, actor: Actor, file: FoundFile): Promise<TakenFile | undefined> {
  return withActor(db, actor, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`watch ${actor.tenantId}`}, 0))`.execute(tx);
    return takeInHand(file);
  });
}

function pathOf({ place, name }: FoundFile): string {
  return `${place}/${name}`;
}

function notThere(dir: string): (error: unknown) => never {
  return (error) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES')
      throw new Refused(`The watched folder ${dir} cannot be read. Make it, or say another.`);
    throw error;
  };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
