/** A year of a whole council in one file, one mark a row: how long, and how much memory, whatever the order of the rows. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Ground } from '../rig/ground.ts';
import { peakDuring } from '../rig/memory.ts';
import { alternate, type Comparison, timed } from '../rig/pairs.ts';
import type { Figure, Result } from '../rig/results.ts';
import { emptyRegisters, importMarks, openCouncil } from './council.ts';
import { DAYS, type Wish, writeMarks } from './made-up-files.ts';
import { openPlainCopy } from './plain-copy.ts';

/** @param youngPeople 60,000 is a council; every one of them has 380 sessions, at one of 150 settings */
export async function measureLaYear(
  open: () => Promise<Ground>,
  quick: boolean,
  youngPeople = quick ? 2_000 : 60_000,
): Promise<Pick<Result, 'sizes' | 'comparisons' | 'figures'>> {
  const ground = await open();
  const sessions = 2 * DAYS.length;
  const comparisons: Comparison[] = [];
  const figures: Figure[] = [];
  try {
    const actor = await openCouncil(ground, { youngPeople, settings: 150 });
    const path = join(ground.directory, 'la-year.csv');
    let megabytes = 0;
    for (const order of ['by young person', 'by day'] satisfies Wish['order'][]) {
      const marks = await writeMarks(path, { youngPeople, days: DAYS, seed: 1, order });
      megabytes = Math.round(statSync(path).size / 1e6);
      await emptyRegisters(ground);
      // Before the bare side takes memory of its own in this process.
      const first = await peakDuring(() => importMarks(ground, actor, { path, marks, expected: 'added' }));
      const again = await peakDuring(() => importMarks(ground, actor, { path, marks, expected: 'same' }));
      figures.push(
        { what: `memory above idle, first import ${order}`, unit: 'MB', value: first },
        { what: `memory above idle, second, unchanged import ${order}`, unit: 'MB', value: again },
      );
      comparisons.push(await compareOn(order, marks));
    }
    return {
      sizes: { youngPeople, sessions, marks: youngPeople * sessions, megabytes },
      comparisons,
      figures,
    };

    async function compareOn(order: string, marks: number): Promise<Comparison> {
      const plain = await openPlainCopy(ground);
      try {
        return await alternate(quick ? 1 : 3, 0, {
          what: `import of ${marks} marks, ${order}`,
          ours: 'importRegisters',
          bare: plain.name,
          async runOurs() {
            await emptyRegisters(ground);
            return timed(() => importMarks(ground, actor, { path, marks, expected: 'added' }));
          },
          runBare: () => plain.copy(path),
        });
      } finally {
        await plain.close();
      }
    }
  } finally {
    await ground.close();
  }
}
