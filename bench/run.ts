/**
 * `npm run bench -- registers|review|pages|start [--quick] [--borrow]`
 *
 * Each prints what it found and keeps it in bench/results. DATABASE_URL puts it on a server (a superuser's address: it
 * makes a database of its own there), --borrow on a local cluster; otherwise it runs on the embedded database.
 * `npm run bench -- tell` writes the results into docs/benchmarks.md.
 */
import { parseArgs } from 'node:util';
import { Refused } from '#outcome';
import { measurePages } from './pages/index.ts';
import { measureRegisters } from './registers/index.ts';
import { measureReview } from './review/index.ts';
import { type Ground, openGround } from './rig/ground.ts';
import { circumstances, keep, type Result } from './rig/results.ts';
import { measureStart } from './start/index.ts';
import { tellBenchmarks } from './tell.ts';

type Measured = Pick<Result, 'sizes' | 'comparisons' | 'figures'>;

/** Each opens as many databases of its own as it wants, and closes them. */
const onADatabase: Record<string, (open: () => Promise<Ground>, quick: boolean) => Promise<Measured>> = {
  registers: measureRegisters,
  review: measureReview,
  pages: measurePages,
};

const { positionals, values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, borrow: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [name = '', ...more] = positionals;
const { quick, borrow } = values;

try {
  if (more.length > 0) misused();
  else if (name === 'tell') tellBenchmarks();
  else if (name === 'start')
    keep({ name, database: 'embedded', ...circumstances(), quick, ...(await measureStart(quick)) });
  else if (onADatabase[name]) await measureOn(onADatabase[name]);
  else misused();
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function measureOn(
  measure: (open: () => Promise<Ground>, quick: boolean) => Promise<Measured>,
): Promise<void> {
  const found = { database: 'embedded' as Result['database'], postgresql: 'unknown' };
  const open = async () => {
    const ground = await openGround(process.env.DATABASE_URL || (borrow ? 'borrow' : undefined));
    Object.assign(found, { database: ground.db.kind, postgresql: ground.version });
    return ground;
  };
  const measured = await measure(open, quick);
  const { versions, ...rest } = circumstances();
  keep({
    name,
    database: found.database,
    ...rest,
    versions: { postgresql: found.postgresql, ...versions },
    quick,
    ...measured,
  });
}

function misused(): void {
  console.error('Use: npm run bench -- registers|review|pages|start|tell [--quick] [--borrow]');
  process.exitCode = 2;
}
