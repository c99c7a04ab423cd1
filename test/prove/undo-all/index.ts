/** Any imports, any of them taken back: what is left is what the others alone would have left. */
import fc from 'fast-check';
import type { Database } from '#db';
import { placeOn } from '../place.ts';
import type { Found, Proof, Wish } from '../proof.ts';
import { judgePlayed } from './judge.ts';
import { play } from './played.ts';
import { type Step, sequences, stepInWords } from './steps.ts';

export const undoAll: Proof = {
  name: 'undo-all',
  about:
    'imports of every kind and undoings in any order: what is left is what the imports that stand would have left',
  on: ['embedded', 'server'],
  minutes: 20,
  run,
};

/** How many faults are looked for before it gives up: each is made as small as it will go, which takes a while. */
const ENOUGH = 3;

async function run(wish: Wish): Promise<Found> {
  const ground = await wish.open();
  placeOn(ground);
  try {
    return await ground.opened((db) => playAll(wish, { ground, db }));
  } finally {
    await ground.close();
  }
}

async function playAll(
  { minutes, quick, seed, say }: Wish,
  stage: { ground: Awaited<ReturnType<Wish['open']>>; db: Database },
): Promise<Found> {
  const counts = { sequences: 0, imports: 0, 'taken back': 0, 'with somebody kept': 0 };
  const faults: string[] = [];
  const until = Date.now() + minutes * 60_000;
  const property = fc.asyncProperty(sequences, async (steps: Step[]) => {
    const played = await play(stage, steps);
    const judged = await judgePlayed(stage, played);
    counts.sequences += 1;
    counts.imports += played.imports.length;
    counts['taken back'] += played.imports.filter(({ stands }) => !stands).length;
    if (judged.kept > 0) counts['with somebody kept'] += 1;
    if (counts.sequences % 50 === 0) say(`${counts.sequences} sequences, ${faults.length} faults`);
    if (judged.faults.length > 0) throw new Error(judged.faults.join('\n'));
  });
  for (let turn = 0; faults.length < ENOUGH && (turn === 0 || (Date.now() < until && !quick)); turn += 1) {
    const left = Math.max(1_000, until - Date.now());
    const how = quick ? { numRuns: 3 } : { numRuns: 50, interruptAfterTimeLimit: left };
    const found = await fc.check(property, { seed: seed + turn, ...how });
    if (found.failed && found.counterexample)
      faults.push(
        `${String(found.errorInstance)}\n  after ${found.counterexample[0].map(stepInWords).join('\n        ')}\n  (seed ${found.seed}, path ${found.counterexamplePath})`,
      );
    // Old organisations make nothing slower, but the statistics of the tables go stale.
    await stage.db.settle();
  }
  return { counts, faults };
}
