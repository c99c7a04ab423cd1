/** What the import is held against: COPY of the same file into a table without keys, checks or history. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Ground } from '../rig/ground.ts';
import type { CopyAnswer, CopyAsk } from './copy-worker.ts';

export const TABLE =
  'create table if not exists public.plain_mark (source_id text, date date, session text, code text)';
export const COPY_OPTIONS = '(format csv, header)';

export type PlainCopy = {
  name: string;
  /** Empties the table, copies the file and answers the milliseconds of the copying alone. */
  copy(path: string): Promise<number>;
  close(): Promise<void>;
};

export function openPlainCopy(ground: Ground): Promise<PlainCopy> {
  return ground.url === undefined ? embeddedCopy(ground.directory) : serverCopy(ground, ground.url);
}

/** An embedded database of its own in a thread of its own, which is how Waymark has it too; on disk likewise. */
async function embeddedCopy(directory: string): Promise<PlainCopy> {
  const worker = new Worker(new URL('./copy-worker.ts', import.meta.url), {
    workerData: join(directory, 'plain'),
    execArgv: ['--disable-warning=ExperimentalWarning', '--import=tsx'],
  });
  const ask = async (body: CopyAsk): Promise<CopyAnswer> => {
    worker.postMessage(body);
    // `once` rejects when the worker fails instead.
    const [answer] = await once(worker, 'message');
    return answer;
  };
  await ask({ what: 'open' });
  return {
    name: 'COPY into the embedded database',
    async copy(path) {
      await ask({ what: 'empty' });
      const began = performance.now();
      const { rows } = await ask({ what: 'copy', path });
      const took = performance.now() - began;
      if (!rows) throw new Error('COPY copied nothing');
      return took;
    },
    async close() {
      await ask({ what: 'close' });
      await worker.terminate();
    },
  };
}

/** psql, on the machine of the server, by its own clock: starting the program does not count. */
async function serverCopy(ground: Ground, url: string): Promise<PlainCopy> {
  await ground.asOwner((ask) => ask(TABLE));
  return {
    name: 'psql \\copy',
    async copy(path) {
      await ground.asOwner(async (ask) => {
        await ask('truncate public.plain_mark');
        await ask('checkpoint');
      });
      const commands = ['\\timing on', `\\copy public.plain_mark from '${path}' with ${COPY_OPTIONS}`];
      const { stdout } = await promisify(execFile)('psql', [
        ...['-X', '-v', 'ON_ERROR_STOP=1', '-d', url],
        ...commands.flatMap((command) => ['-c', command]),
      ]);
      const [, took] = /^Time: ([\d.]+) ms/m.exec(stdout) ?? [];
      if (!/^COPY \d+$/m.test(stdout) || took === undefined) throw new Error(`psql said: ${stdout}`);
      return Number(took);
    },
    async close() {},
  };
}
