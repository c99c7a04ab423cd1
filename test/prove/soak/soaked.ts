import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Ground } from '../ground.ts';
import type { Order, Report } from './worker.ts';

export type Ran = Extract<Report, { done: 'ran' }>;
/** Bytes by table, and of the write-ahead log and everything else on disk. */
export type Sizes = { tables: ReadonlyMap<string, number>; wal: number; all: number };

export type Soaked = {
  run(words: readonly string[]): Promise<Ran>;
  sizes(): Promise<Sizes>;
  stop(): Promise<void>;
};

const SIZES = `select n.nspname || '.' || c.relname as name, pg_total_relation_size(c.oid) as bytes from pg_class c
  join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`;

/** Starts a process that has the database open for as long as the proof goes on. */
export async function startSoaked(ground: Ground): Promise<Soaked> {
  const child: ChildProcess = fork(new URL('worker.ts', import.meta.url), {
    execArgv: ['--disable-warning=ExperimentalWarning', '--import=tsx'],
  });
  let answer: PromiseWithResolvers<Report> | undefined;
  child.on('message', (report: Report) => answer?.resolve(report));
  child.on('exit', (code) => answer?.reject(new Error(`The process that is soaked ended with ${code}`)));
  const order = (wanted: Order): Promise<Report> => {
    answer = Promise.withResolvers<Report>();
    child.send(wanted);
    return answer.promise;
  };
  const { opening, directory } = ground;
  await order({ do: 'open', opening, directory });
  return {
    async run(words) {
      const report = await order({ do: 'run', words });
      if (report.done !== 'ran') throw new Error(`It was to run and ${report.done}`);
      if (report.code !== 0)
        throw new Error(`waymark ${words.join(' ')} ended with ${report.code}: ${report.said}`);
      return report;
    },
    async sizes() {
      if (opening.directory === undefined)
        return ground.visit(async (ask) => {
          const [row] = await ask('select pg_database_size(current_database()) as bytes');
          return { tables: byTable(await ask(SIZES)), wal: 0, all: Number(row?.bytes) };
        });
      const report = await order({ do: 'ask', statement: SIZES });
      const tables = byTable(report.done === 'asked' ? report.rows : []);
      const database = join(opening.directory, 'database');
      return { tables, wal: bytesIn(join(database, 'pg_wal')), all: bytesIn(database) };
    },
    async stop() {
      await order({ do: 'close' });
      child.disconnect();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

function byTable(rows: readonly Record<string, unknown>[]): Map<string, number> {
  return new Map(rows.map(({ name, bytes }) => [String(name), Number(bytes)]));
}

function bytesIn(directory: string): number {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
