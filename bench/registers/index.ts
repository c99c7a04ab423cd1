/** Importing registers, validated, idempotent and in one transaction, against bare COPY of the same file. */
import { join } from 'node:path';
import { plainDate } from '#dates';
import { newId, type TenantId, withActor } from '#db';
import { type Actor, commandActor } from '#modules/access';
import { foundTenant } from '#modules/identity';
import { addSetting, importPeople } from '#modules/people';
import { importRegisters } from '#modules/records';
import type { Ground } from '../rig/ground.ts';
import { alternate, type Comparison, growth, spread, timed } from '../rig/pairs.ts';
import type { Figure, Result } from '../rig/results.ts';
import { SETTING_URN, type Wish, writeMarks, writePeople } from './made-up-files.ts';
import { openPlainCopy, type PlainCopy } from './plain-copy.ts';

type Measured = Pick<Result, 'sizes' | 'comparisons' | 'figures'>;

const SOURCE = 'bench';
const SESSIONS = 380;

export async function measureRegisters(open: () => Promise<Ground>, quick: boolean): Promise<Measured> {
  const ground = await open();
  return measureOn(ground, quick).finally(() => ground.close());
}

async function measureOn(ground: Ground, quick: boolean): Promise<Measured> {
  const youngPeople = quick ? 263 : 2_632;
  const turns = quick ? 3 : 7;
  const actor = await settle(ground, youngPeople);
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
  try {
    const small = await measure({
      youngPeople: Math.round(youngPeople / 10),
      sessions: SESSIONS,
      seed: 1,
      order: 'by young person',
    });
    const large = await measure({ youngPeople, sessions: SESSIONS, seed: 1, order: 'by young person' });
    await measure({ youngPeople, sessions: SESSIONS, seed: 1, order: 'by day' });
    const what = `exponent of growth of the import, ${small.size} to ${large.size} marks`;
    figures.push({ what, unit: '', value: growth(small, large) });
  } finally {
    await plain.close();
  }
  return { sizes: { youngPeople, sessions: SESSIONS, marks: youngPeople * SESSIONS }, comparisons, figures };
}

/** An organisation with one setting and its young people, who must be there before their marks. */
async function settle({ db, directory }: Ground, youngPeople: number): Promise<Actor> {
  const actor = commandActor(newId<TenantId>(), 'bench', plainDate('2026-07-01'));
  await withActor(db, actor, async (tx) => {
    await foundTenant(tx, actor, { name: 'Benchmark', kind: 'council', madeUp: true });
    await addSetting(tx, actor.tenantId, { name: 'Made-up School', kind: 'secondary', urn: SETTING_URN });
  });
  const path = join(directory, 'people.csv');
  await writePeople(path, youngPeople);
  const { added } = await importPeople(db, actor, { path, source: SOURCE, dryRun: false });
  if (added !== youngPeople) throw new Error(`${added} of ${youngPeople} young people were imported`);
  return actor;
}

type Case = { path: string; marks: number; turns: number; order: string };

async function compareImport(
  ground: Ground,
  actor: Actor,
  plain: PlainCopy,
  { path, marks, turns, order }: Case,
) {
  const again: number[] = [];
  const importIt = async (expected: 'added' | 'same') => {
    const outcome = await importRegisters(ground.db, actor, { path, source: SOURCE, dryRun: false });
    if (outcome[expected] !== marks || outcome.refused > 0)
      throw new Error(`The import says ${JSON.stringify(outcome)}`);
  };
  const first = await alternate(turns, 1, {
    what: `first import of ${marks} marks, ${order}`,
    ours: 'importRegisters',
    bare: plain.name,
    async runOurs() {
      await empty(ground);
      return timed(() => importIt('added'));
    },
    async runBare() {
      again.push(await timed(() => importIt('same')));
      return plain.copy(path);
    },
  });
  const what = `second, unchanged import of ${marks} marks, ${order}`;
  return { first, again: { what, unit: 'ms', value: spread(again.slice(1)) } };
}

async function empty(ground: Ground): Promise<void> {
  await ground.asOwner(async (ask) => {
    await ask(
      'truncate records.register, records.register_change, records.register_count, sources.run, sources.refusal, sources.change',
    );
  });
  await ground.rest();
}
