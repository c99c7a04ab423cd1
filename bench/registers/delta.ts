/** One day of a whole council, two marks each, on top of the days before: what a nightly file brings. */
import { join } from 'node:path';
import type { Ground } from '../rig/ground.ts';
import { peakDuring } from '../rig/memory.ts';
import { alternate, timed } from '../rig/pairs.ts';
import type { Figure, Result } from '../rig/results.ts';
import { importMarks, openCouncil } from './council.ts';
import { DAYS, writeMarks } from './made-up-files.ts';
import { openPlainCopy } from './plain-copy.ts';

/** @param youngPeople 60,000 is a council */
export async function measureDelta(
  open: () => Promise<Ground>,
  quick: boolean,
  youngPeople = quick ? 2_000 : 60_000,
): Promise<Pick<Result, 'sizes' | 'comparisons' | 'figures'>> {
  const turns = quick ? 2 : 7;
  const ground = await open();
  try {
    const actor = await openCouncil(ground, { youngPeople, settings: 150 });
    const path = join(ground.directory, 'delta.csv');
    const before = DAYS.length - turns - 2;
    const write = (from: number, to: number) =>
      writeMarks(path, { youngPeople, days: DAYS.slice(from, to), seed: from, order: 'by day' });
    await importMarks(ground, actor, { path, marks: await write(0, before), expected: 'added' });
    await ground.rest();
    let day = before;
    const next = async () => {
      const marks = await write(day, day + 1);
      day += 1;
      return { path, marks, expected: 'added' as const };
    };
    const first = await next();
    const peak = await peakDuring(() => importMarks(ground, actor, first));
    const figures: Figure[] = [{ what: 'memory above idle', unit: 'MB', value: peak }];
    const plain = await openPlainCopy(ground);
    try {
      const comparison = await alternate(turns, 1, {
        what: `a day's ${2 * youngPeople} marks on top of ${before} days`,
        ours: 'importRegisters',
        bare: plain.name,
        async runOurs() {
          const call = await next();
          await ground.rest();
          return timed(() => importMarks(ground, actor, call));
        },
        runBare: () => plain.copy(path),
      });
      return { sizes: { youngPeople, marks: 2 * youngPeople }, comparisons: [comparison], figures };
    } finally {
      await plain.close();
    }
  } finally {
    await ground.close();
  }
}
