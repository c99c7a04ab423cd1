/** Importing registers, validated, idempotent and in one transaction, against bare COPY of the same file. */
import { join } from 'node:path';
import type { Actor } from '#modules/access';
import type { Ground } from '../rig/ground.ts';
import { alternate, type Comparison, growth, spread, timed } from '../rig/pairs.ts';
import type { Figure, Result } from '../rig/results.ts';
import { emptyRegisters, importMarks, openCouncil } from './council.ts';
import { DAYS, type Wish, writeMarks } from './made-up-files.ts';
import { openPlainCopy, type PlainCopy } from './plain-copy.ts';

type Measured = Pick<Result, 'sizes' | 'comparisons' | 'figures'>;

export async function measureRegisters(open: () => Promise<Ground>, quick: boolean): Promise<Measured> {
  const ground = await open();
  return measureOn(ground, quick).finally(() => ground.close());
}

async function measureOn(ground: Ground, quick: boolean): Promise<Measured> {
  const youngPeople = quick ? 263 : 2_632;
  const turns = quick ? 3 : 7;
  const actor = await openCouncil(ground, { youngPeople, settings: 1 });
  const plain = await openPlainCopy(ground);
  const comparisons: Comparison[] = [];
  const figures: Figure[] = [];
  const measure = async (wish: Wish) => {
    const path = join(ground.directory, 'marks.csv');
    const marks = await writeMarks(path, wish);
    const found = await compareImport(ground, actor, plain, { path, marks, turns, order: wish.order });
    comparisons.push(found.first);
    figures.push(found.again);
    return { size: marks, ms: found.first.oursMs.median };
  };
  const wish: Wish = { youngPeople, days: DAYS, seed: 1, order: 'by young person' };
  try {
    const small = await measure({ ...wish, youngPeople: Math.round(youngPeople / 10) });
    const large = await measure(wish);
    await measure({ ...wish, order: 'by day' });
    const what = `exponent of growth of the import, ${small.size} to ${large.size} marks`;
    figures.push({ what, unit: '', value: growth(small, large) });
  } finally {
    await plain.close();
  }
  const sessions = 2 * DAYS.length;
  return { sizes: { youngPeople, sessions, marks: youngPeople * sessions }, comparisons, figures };
}

type Case = { path: string; marks: number; turns: number; order: string };

async function compareImport(
  ground: Ground,
  actor: Actor,
  plain: PlainCopy,
  { path, marks, turns, order }: Case,
) {
  const again: number[] = [];
  const first = await alternate(turns, 1, {
    what: `first import of ${marks} marks, ${order}`,
    ours: 'importRegisters',
    bare: plain.name,
    async runOurs() {
      await emptyRegisters(ground);
      return timed(() => importMarks(ground, actor, { path, marks, expected: 'added' }));
    },
    async runBare() {
      again.push(await timed(() => importMarks(ground, actor, { path, marks, expected: 'same' })));
      return plain.copy(path);
    },
  });
  const what = `second, unchanged import of ${marks} marks, ${order}`;
  return { first, again: { what, unit: 'ms', value: spread(again.slice(1)) } };
}
