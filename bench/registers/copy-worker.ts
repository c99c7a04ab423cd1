/** The embedded database as the bare side has it: PGlite, its superuser, one table without a key. */
import { openAsBlob } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

export type CopyAsk =
  | { what: 'open' }
  | { what: 'empty' }
  | { what: 'copy'; path: string }
  | { what: 'close' };
export type CopyAnswer = { rows?: number | undefined };

const port = parentPort;
if (!port) throw new Error('copy-worker.ts runs as a worker thread only');

const database = PGlite.create({ dataDir: String(workerData) });

port.on('message', async (ask: CopyAsk) => port.postMessage(await answer(ask)));

async function answer(ask: CopyAsk): Promise<CopyAnswer> {
  const pglite = await database;
  switch (ask.what) {
    case 'open':
      await pglite.exec(
        'create table if not exists public.plain_mark (source_id text, date date, session text, code text)',
      );
      return {};
    case 'empty':
      await pglite.exec('truncate public.plain_mark');
      return {};
    case 'copy': {
      const statement = "copy public.plain_mark from '/dev/blob' with (format csv, header)";
      const { affectedRows } = await pglite.query(statement, [], { blob: await openAsBlob(ask.path) });
      return { rows: affectedRows };
    }
    case 'close':
      await pglite.close();
      return {};
  }
}
