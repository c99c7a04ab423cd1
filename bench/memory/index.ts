/** How much memory each kind of file takes at the most rows that it may have, and how long it is on its way. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { plainDate } from '#dates';
import { newId, type TenantId, withActor } from '#db';
import { type Actor, commandActor } from '#modules/access';
import { foundTenant } from '#modules/identity';
import { addSetting } from '#modules/people';
import { importKinds } from '../../src/app.ts';
import { everybody, type MadeUpKind, madeUpKind, SETTINGS } from '../../test/prove/made-up/index.ts';
import type { Ground } from '../rig/ground.ts';
import { peakDuring } from '../rig/memory.ts';
import { rounded, timed } from '../rig/pairs.ts';
import type { Figure, Result } from '../rig/results.ts';

/** Things said of each young person, by kind: the rows of a county's term, up to the most that a file may have. */
const THINGS: readonly [kind: string, things: number][] = [
  ['people', 1],
  ['classes', 8],
  ['circumstances', 5],
  ['suspensions', 10],
  ['behaviour', 10],
  ['attainment', 10],
  ['measures', 10],
];

/** @param youngPeople 60,000 is a council */
export async function measureMemory(
  open: () => Promise<Ground>,
  quick: boolean,
  youngPeople = quick ? 600 : 60_000,
): Promise<Pick<Result, 'sizes' | 'comparisons' | 'figures'>> {
  const ground = await open();
  const figures: Figure[] = [];
  try {
    const actor = await openOrganisation(ground);
    for (const [name, things] of THINGS) {
      const kind = madeUpKind(name);
      const path = join(ground.directory, `${name}.csv`);
      await writeRows(path, kind, youngPeople, things);
      for (const turn of ['first', 'second, unchanged']) {
        let took = 0;
        const peak = await peakDuring(async () => {
          took = await timed(() => bringIn(ground, actor, kind, path));
        });
        const what = `${turn} import of ${youngPeople * things} rows of ${name}`;
        figures.push(
          { what: `${what}: memory above idle`, unit: 'MB', value: peak },
          { what: `${what}: time`, unit: 's', value: rounded(took / 1000) },
        );
        console.log(`  ${what}: ${peak} MB, ${rounded(took / 1000)} s`);
      }
      await ground.rest();
    }
    return { sizes: { youngPeople }, comparisons: [], figures };
  } finally {
    await ground.close();
  }
}

async function openOrganisation({ db }: Ground): Promise<Actor> {
  const actor = commandActor(newId<TenantId>(), 'bench', plainDate('2026-11-20'));
  await withActor(db, actor, async (tx) => {
    await foundTenant(tx, actor, { name: 'Benchmark', kind: 'council', madeUp: true });
    for (const { name, urn } of SETTINGS)
      await addSetting(tx, actor.tenantId, { name, kind: 'secondary', urn });
  });
  return actor;
}

/** A row at a time: the file itself must not take the memory that is measured. */
async function writeRows(path: string, kind: MadeUpKind, people: number, things: number): Promise<void> {
  async function* lines() {
    yield `${kind.header}\n`;
    for (const said of everybody(people, things, 1)) yield `${kind.row(said)}\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
}

async function bringIn(ground: Ground, actor: Actor, made: MadeUpKind, path: string): Promise<void> {
  const kind = importKinds.find((each) => each.kind === made.kind);
  const mapping = made.mapping && join(ground.directory, `${made.mapping.name}.yaml`);
  if (mapping && made.mapping) await pipeline(Readable.from([made.mapping.text]), createWriteStream(mapping));
  const outcome = await kind?.bringIn(ground.db, actor, {
    path,
    source: 'bench',
    mapping,
    dryRun: false,
    confirmed: true,
  });
  if (!outcome || outcome.refused > 0)
    throw new Error(
      `The import says ${JSON.stringify({ ...outcome, refusals: outcome?.refusals.slice(0, 3) })}`,
    );
}
