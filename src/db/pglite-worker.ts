/**
 * The embedded database, in a thread of its own: on the main thread a query of half a second would stop every page
 * for half a second. Speaks only of `Ask` and `Answer`; the other end is `pglite.ts`.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { fuzzystrmatch } from '@electric-sql/pglite/contrib/fuzzystrmatch';
import { parserFor } from './values.ts';

export type Ask =
  | { id: number; what: 'query'; sql: string; parameters: (string | null)[] }
  | { id: number; what: 'run'; sql: string }
  | { id: number; what: 'dump' }
  | { id: number; what: 'close' };

/** A database error without the query and its parameters: PGlite puts both on the error, and names would reach a log. */
export type Fault = { message: string; code?: string; constraint?: string; table?: string; column?: string };

export type Answer =
  | { id: number; rows: Record<string, unknown>[]; affected: number }
  | { id: number; dump: Uint8Array }
  | { id: number; fault: Fault };

export type Start = { directory?: string; snapshot?: Uint8Array };

const port = parentPort;
if (!port) throw new Error('pglite-worker.ts runs as a worker thread only');

const start: Start = workerData;
const asIs = (value: unknown) => value as string;
const serializers = new Proxy({}, { get: () => asIs });
// Every type, also one without a reader of ours: PGlite would read it in its own way, and differently from the server.
const parsers = new Proxy({}, { get: (_, type) => parserFor(Number(type)) });

const database = PGlite.create({
  extensions: { fuzzystrmatch },
  ...(start.directory === undefined ? {} : { dataDir: start.directory }),
  ...(start.snapshot === undefined ? {} : { loadDataDir: new Blob([new Uint8Array(start.snapshot)]) }),
}).then((pglite) => Object.assign(pglite, { parsers }));

port.on('message', async (ask: Ask) => {
  try {
    port.postMessage(await answer(ask));
  } catch (error) {
    port.postMessage({ id: ask.id, fault: faultOf(error) } satisfies Answer);
  }
  if (ask.what === 'close') port.close();
});

async function answer(ask: Ask): Promise<Answer> {
  const pglite = await database;
  switch (ask.what) {
    case 'query': {
      const result = await pglite.query<Record<string, unknown>>(ask.sql, ask.parameters, { serializers });
      return { id: ask.id, rows: result.rows, affected: result.affectedRows ?? 0 };
    }
    case 'run':
      await pglite.exec(ask.sql);
      return { id: ask.id, rows: [], affected: 0 };
    case 'dump':
      return { id: ask.id, dump: new Uint8Array(await (await pglite.dumpDataDir('none')).arrayBuffer()) };
    case 'close':
      await pglite.close();
      return { id: ask.id, rows: [], affected: 0 };
  }
}

function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { message: String(error) };
  const fault: Fault = { message: error.message };
  for (const key of ['code', 'constraint', 'table', 'column'] as const) {
    const value = (error as unknown as Record<string, unknown>)[key];
    if (typeof value === 'string') fault[key] = value;
  }
  return fault;
}
