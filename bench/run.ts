/**
 * `npm run bench -- registers|la-year|delta|memory|review|pages|sign-in|answering|spreadsheet|start|vitals [--quick] [--borrow] [--young-people N]`
 *
 * Each prints what it found and keeps it in bench/results. DATABASE_URL puts it on a server (a superuser's address: it
 * makes a database of its own there), --borrow on a local cluster; otherwise it runs on the embedded database.
 * --young-people makes la-year, delta, memory, review, pages and spreadsheet smaller, and keeps what they find out of bench/results, as --quick does.
 * `npm run bench -- tell` writes the results into docs/benchmarks.md.
 */
import { parseArgs } from 'node:util';
import { Refused } from '#outcome';
import { measureAnswering } from './answering/index.ts';
import { measureMemory } from './memory/index.ts';
import { measurePages } from './pages/index.ts';
import { measureDelta } from './registers/delta.ts';
import { measureRegisters } from './registers/index.ts';
import { measureLaYear } from './registers/la-year.ts';
import { measureReview } from './review/index.ts';
import { type Ground, openGround } from './rig/ground.ts';
import { circumstances, keep, type Result } from './rig/results.ts';
import { measureSignIn } from './sign-in/index.ts';
import { measureSpreadsheet } from './spreadsheet/index.ts';
import { measureStart } from './start/index.ts';
import { tellBenchmarks } from './tell.ts';
import { measureVitals } from './vitals/index.ts';

type Measured = Pick<Result, 'sizes' | 'comparisons' | 'figures'>;
type Measure = (open: () => Promise<Ground>, quick: boolean, youngPeople?: number) => Promise<Measured>;

/** Each opens as many databases of its own as it wants, and closes them. */
const onADatabase: Record<string, Measure> = {
  registers: measureRegisters,
  'la-year': measureLaYear,
  delta: measureDelta,
  memory: measureMemory,
  review: measureReview,
  pages: measurePages,
  'sign-in': measureSignIn,
  answering: measureAnswering,
  spreadsheet: measureSpreadsheet,
};

/** Each starts the program as it is, with an embedded database of its own. */
const onItsOwn: Record<string, (quick: boolean) => Promise<Measured>> = {
  start: measureStart,
  vitals: measureVitals,
};

const { positionals, values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    borrow: { type: 'boolean', default: false },
    'young-people': { type: 'string' },
  },
  allowPositionals: true,
});
const [name = '', ...more] = positionals;
const { quick, borrow } = values;
const youngPeople = values['young-people'] === undefined ? undefined : Number(values['young-people']);

try {
  if (more.length > 0 || (youngPeople !== undefined && !(youngPeople > 0))) misused();
  else if (name === 'tell') tellBenchmarks();
  else if (onItsOwn[name])
    keep({ name, database: 'embedded', ...circumstances(), quick, ...(await onItsOwn[name](quick)) });
  else if (onADatabase[name]) await measureOn(onADatabase[name]);
  else misused();
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function measureOn(measure: Measure): Promise<void> {
  const found = { database: 'embedded' as Result['database'], postgresql: 'unknown' };
  const open = async () => {
    const ground = await openGround(process.env.DATABASE_URL || (borrow ? 'borrow' : undefined));
    Object.assign(found, { database: ground.db.kind, postgresql: ground.version });
    return ground;
  };
  const measured = await measure(open, quick, youngPeople);
  const { versions, ...rest } = circumstances();
  keep({
    name,
    database: found.database,
    ...rest,
    versions: { postgresql: found.postgresql, ...versions },
    quick: quick || youngPeople !== undefined,
    ...measured,
  });
}

function misused(): void {
  console.error(
    'Use: npm run bench -- registers|la-year|delta|memory|review|pages|sign-in|answering|spreadsheet|start|vitals|tell [--quick] [--borrow] [--young-people N]',
  );
  process.exitCode = 2;
}
