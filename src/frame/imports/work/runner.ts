import type { Database } from '#db';
import { withActor } from '#db';
import type { Actor } from '#modules/access';
import { CUT_SHORT, hear, type ImportKind, STOPPED_BY_HAND, stopped, type UploadId } from '#modules/sources';
import { type Fault, faultOf } from '#web';
import { type Progress, workOn } from './work-on.ts';

/** Does the long work of imports by page, one after the other, outside of any request. */
export type Runner = {
  /** Puts a dry run or an import in line. It is done under the actor who asked. */
  take(actor: Actor, uploadId: UploadId): void;
  /** Until it is done, or this many milliseconds have gone by. */
  wait(uploadId: UploadId, most: number): Promise<void>;
  progress(uploadId: UploadId): Progress | undefined;
  /** Stops it before it is kept. One that another process works on is stopped by what stands in the database. */
  stop(uploadId: UploadId): void;
  /** What this process has in hand. */
  inHand(): UploadId[];
  /** Stops everything: the server is going down. */
  close(): Promise<void>;
};

type Job = {
  actor: Actor;
  uploadId: UploadId;
  progress: Progress;
  abort: AbortController;
  /** Settles with the work, never with a fault of it. */
  done: Promise<void>;
};

const runners = new WeakMap<Database, Runner>();

/**
 * The one runner of a database in this process. Routes and the server find the same one, because two would each do
 * everything.
 *
 * @example runnerOf(db, importKinds).take(actor, uploadId);
 */
export function runnerOf(
  db: Database,
  kinds: readonly ImportKind[],
  report: (fault: Fault) => void = toStandardError,
): Runner {
  const known = runners.get(db) ?? startRunner(db, kinds, report);
  runners.set(db, known);
  return known;
}

/** How often it is said that somebody works on an upload, and asked whether somebody else wants it stopped. */
const HEARD_EVERY = 3_000;

function startRunner(db: Database, kinds: readonly ImportKind[], report: (fault: Fault) => void): Runner {
  const jobs = new Map<UploadId, Job>();
  let last: Promise<void> = Promise.resolve();
  let closing = false;

  return {
    take(actor, uploadId) {
      if (closing || jobs.has(uploadId)) return;
      const abort = new AbortController();
      const progress: Progress = { rows: 0, isWaiting: true };
      const before = last;
      const job: Job = { actor, uploadId, progress, abort, done: Promise.resolve() };
      job.done = before.then(() => run(job)).finally(() => jobs.delete(uploadId));
      last = job.done;
      jobs.set(uploadId, job);
    },
    async wait(uploadId, most) {
      const job = jobs.get(uploadId);
      if (job) await Promise.race([job.done, later(most)]);
    },
    progress: (uploadId) => jobs.get(uploadId)?.progress,
    stop: (uploadId) => jobs.get(uploadId)?.abort.abort(STOPPED_BY_HAND),
    inHand: () => [...jobs.keys()],
    async close() {
      closing = true;
      for (const { abort } of jobs.values()) abort.abort(CUT_SHORT);
      await last;
      runners.delete(db);
    },
  };

  async function run(job: Job): Promise<void> {
    const { actor, uploadId, progress, abort } = job;
    const hearing = setInterval(() => void listen(job), HEARD_EVERY).unref();
    try {
      if (!abort.signal.aborted)
        await workOn(db, kinds, actor, uploadId, { progress, signal: abort.signal, report: tell });
      if (abort.signal.aborted)
        await stoppedAs(job, abort.signal.reason === CUT_SHORT ? CUT_SHORT : STOPPED_BY_HAND);
    } catch (error) {
      tell(error);
    } finally {
      clearInterval(hearing);
    }
  }

  function stoppedAs(
    { actor, uploadId }: Job,
    why: typeof CUT_SHORT | typeof STOPPED_BY_HAND,
  ): Promise<void> {
    return withActor(db, actor, (tx) => stopped(tx, actor.tenantId, uploadId, why));
  }

  async function listen({ actor, uploadId, progress, abort }: Job): Promise<void> {
    try {
      const isToStop = await withActor(db, actor, (tx) => hear(tx, actor.tenantId, uploadId, progress.rows));
      if (isToStop) abort.abort(STOPPED_BY_HAND);
    } catch (error) {
      tell(error);
    }
  }

  function tell(error: unknown): void {
    report(faultOf(error, 'an import by page'));
  }
}

function toStandardError(fault: Fault): void {
  process.stderr.write(`${JSON.stringify(fault)}\n`);
}

function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
