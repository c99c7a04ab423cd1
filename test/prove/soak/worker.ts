/** The process that is soaked: it opens the database once and runs one command after the other, as a server does. */
import { type Database, type Opening, openDatabase } from '#db';
import { command } from '#test/cli/in-process';
import { askEmbedded, PROOF_DAY } from '../ground.ts';

export type Order =
  | { do: 'open'; opening: Opening; directory: string }
  | { do: 'run'; words: readonly string[] }
  | { do: 'ask'; statement: string }
  | { do: 'close' };

export type Report =
  | { done: 'opened' }
  /** Milliseconds to the words on standard output, which come when the import is kept, and to the end. */
  | {
      done: 'ran';
      code: number | null;
      said: string;
      keptMs: number;
      allMs: number;
      rssMb: number;
      heapMb: number;
    }
  | { done: 'asked'; rows: Record<string, unknown>[] }
  | { done: 'closed' };

process.env.WAYMARK_TODAY = PROOF_DAY;
let db: Database | undefined;
let cwd = '.';

process.on('message', (order: Order) => {
  void obey(order).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

async function obey(order: Order): Promise<Report> {
  if (order.do === 'open') {
    db = await openDatabase(order.opening);
    cwd = order.directory;
    return { done: 'opened' };
  }
  if (!db) throw new Error('Nothing is open');
  const open = db;
  switch (order.do) {
    case 'run': {
      const began = performance.now();
      let kept = Number.NaN;
      const { code, out, err } = await command(order.words, {
        cwd,
        db: open,
        heard: () => {
          if (Number.isNaN(kept)) kept = performance.now();
        },
      });
      const all = performance.now();
      const { rss, heapUsed } = process.memoryUsage();
      const mb = (bytes: number) => Math.round(bytes / 2 ** 20);
      return {
        done: 'ran',
        code,
        said: out + err,
        keptMs: kept - began,
        allMs: all - began,
        rssMb: mb(rss),
        heapMb: mb(heapUsed),
      };
    }
    case 'ask':
      return { done: 'asked', rows: await askEmbedded(open, (ask) => ask(order.statement)) };
    case 'close':
      await open.close();
      return { done: 'closed' };
  }
}
