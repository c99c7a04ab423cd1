/**
 * Loaded into a command line before anything of Waymark: tells the parent process each statement before it is sent to
 * the database, so that a kill can be placed between two statements. Waymark itself knows nothing of it.
 *
 * Pipe 3 carries a line a statement out. With PROVE_ASKS=1 the process then stands still until a byte comes in on pipe 4.
 */
import { readSync, writeSync } from 'node:fs';
import { isMainThread, Worker } from 'node:worker_threads';
import pg from 'pg';

const asks = process.env.PROVE_ASKS === '1';
const still = new Int32Array(new SharedArrayBuffer(4));

function tell(statement: unknown): void {
  const [line = ''] = [String(statement).replaceAll(/\s+/g, ' ').trim().slice(0, 120)];
  untilReady(() => writeSync(3, `${line}\n`));
  if (asks) untilReady(() => readSync(4, new Uint8Array(1)));
}

/** A pipe may not be ready at once, and a process that waits for its parent has nothing better to do. */
function untilReady(attempt: () => number): void {
  for (;;) {
    try {
      attempt();
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(still, 0, 0, 1);
    }
  }
}

if (isMainThread) {
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (this: Worker, ...message: Parameters<typeof post>) {
    const [ask] = message;
    if (typeof ask?.sql === 'string') tell(ask.sql);
    return post.apply(this, message);
  };
  const query = pg.Client.prototype.query as (...words: unknown[]) => unknown;
  pg.Client.prototype.query = function (this: pg.Client, ...words: unknown[]) {
    const [asked] = words;
    tell(typeof asked === 'string' ? asked : (asked as { text?: string })?.text);
    return query.apply(this, words);
  } as typeof pg.Client.prototype.query;
}
