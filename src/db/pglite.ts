/** The embedded database as Kysely sees it: one connection, taken in turns, in a worker thread. */
import { Worker } from 'node:worker_threads';
import type { Dialect } from 'kysely';
import { DatabaseError, dialectOver, type Line, type Rows } from './dialect.ts';
import type { Answer, Ask, Start } from './pglite-worker.ts';
import { encode } from './values.ts';

export type Pglite = {
  query(sql: string, parameters?: readonly unknown[]): Promise<Rows>;
  /** Several statements at once, without parameters. */
  run(sql: string): Promise<void>;
  /** The whole data directory as one archive: for snapshots of an empty database, not a backup. */
  dump(): Promise<Uint8Array>;
  close(): Promise<void>;
};

type AskBody = Ask extends infer Each ? (Each extends Ask ? Omit<Each, 'id'> : never) : never;

/** Starts the embedded database in its worker thread; without a directory it lives in memory only. */
export function startPglite(start: Start): Pglite {
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), {
    workerData: start,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  let last = 0;
  let stopped: Error | undefined;

  worker.on('message', (answer: Answer) => {
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('fault' in answer) asker?.reject(new DatabaseError(answer.fault));
    else asker?.resolve(answer);
  });
  const stop = (error: Error) => {
    stopped ??= error;
    for (const asker of waiting.values()) asker.reject(stopped);
    waiting.clear();
  };
  worker.on('error', stop);
  worker.on('exit', () => stop(new Error('The embedded database has stopped')));

  function ask(body: AskBody): Promise<Answer> {
    if (stopped) return Promise.reject(stopped);
    const id = ++last;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage({ ...body, id });
    });
  }

  return {
    async query(sql, parameters = []) {
      const answer = await ask({ what: 'query', sql, parameters: parameters.map(encode) });
      return 'rows' in answer ? answer : { rows: [], affected: 0 };
    },
    async run(sql) {
      await ask({ what: 'run', sql });
    },
    async dump() {
      const answer = await ask({ what: 'dump' });
      if (!('dump' in answer)) throw new Error('The embedded database gave no archive');
      return answer.dump;
    },
    async close() {
      if (stopped) return;
      await ask({ what: 'close' });
      await worker.terminate();
    },
  };
}

/** There is one connection, so whoever wants it waits until it is given back. */
export function pgliteDialect(pglite: Pglite): Dialect {
  const queue: (() => void)[] = [];
  let taken = false;
  const line: Line = {
    query: (sql, parameters) => pglite.query(sql, parameters),
    release() {
      const next = queue.shift();
      if (next) next();
      else taken = false;
    },
  };
  async function acquire(): Promise<Line> {
    if (taken) await new Promise<void>((resolve) => queue.push(resolve));
    taken = true;
    return line;
  }
  return dialectOver(acquire, () => pglite.close());
}
