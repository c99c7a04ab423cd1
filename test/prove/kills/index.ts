/** kill -9 at every stage of an import and of its undoing: all of it is there afterwards or none of it. */
import { importKinds } from '../../../src/app.ts';
import { type Chance, chanceOf } from '../chance.ts';
import { checkIndexes } from '../check/indexes.ts';
import type { Ground } from '../ground.ts';
import { kindsWithoutFiles, type MadeUpKind, madeUpKind, madeUpKinds } from '../made-up/index.ts';
import { type Place, settle } from '../place.ts';
import type { Found, Proof, Table, Wish } from '../proof.ts';
import { killAt, type Tried } from './alone.ts';
import { killAskers, rehearseHandedOver, serverUntil } from './handed-over.ts';
import { anyMoment, everyStage } from './moments.ts';
import { rehearse } from './rehearsal.ts';
import { importSeries, type Series, type Size, undoSeries } from './series.ts';
import { tally } from './tally.ts';

export const kills: Proof = {
  name: 'kills',
  about: 'kill -9 at every stage of an import and of its undoing, alone and handed over to a server',
  on: ['embedded', 'server'],
  minutes: 60,
  run,
};

/** Handing over is the same for every kind; these four write in ways of their own. */
const HANDED_OVER = ['people', 'registers', 'suspensions', 'classes'];

type Job = { what: string; run(until: number): Promise<Tried> };

async function run(wish: Wish): Promise<Found> {
  const ground = await wish.open();
  try {
    return await killOn(ground, wish);
  } finally {
    await ground.close();
  }
}

async function killOn(ground: Ground, wish: Wish): Promise<Found> {
  const { quick, seed, say } = wish;
  const size: Size = quick ? { people: 20, things: 2, round: 2 } : { people: 1_200, things: 2, round: 3 };
  const place = await settle(ground, size.people);
  const chance = chanceOf(seed);
  const sum = tally();
  const faults: string[] = [];
  const tables: Table[] = [];
  const jobs = jobsOn(place, size, chance, wish);
  const ends = Date.now() + wish.minutes * 60_000;
  const left: string[] = [];
  const isStopped = stopping(say);
  for (const [at, job] of jobs.entries()) {
    if (isStopped()) {
      left.push(`${job.what}: stopped before it`);
      continue;
    }
    say(`${job.what} on the ${ground.kind} database`);
    // What is left of the time is shared among what is left to do.
    const tried = await job.run(Date.now() + Math.max(0, ends - Date.now()) / (jobs.length - at));
    sum.merge(tried.tally);
    faults.push(...tried.faults);
    tables.push(tried.tally.table(job.what));
    if (!quick) say(`${await checkIndexes(ground)} indexes are whole`);
  }
  faults.push(...(await settledReview(place)));
  left.push(...kindsWithoutFiles.map((kind) => `imports of ${kind}: nothing makes up files of that kind`));
  for (const { kind } of importKinds.filter(({ undo }) => undo.length === 0))
    left.push(`undoing of ${kind}: a run of it cannot be taken back`);
  return { counts: sum.counts(), tables, left, faults };
}

/** `kill -INT` to this very process ends the proof after what is under way, and what was found until then is kept, with what was not tried. */
function stopping(say: (line: string) => void): () => boolean {
  let isStopped = false;
  process.once('SIGINT', () => {
    isStopped = true;
    say('Stopping after this one. Once more to stop at once.');
  });
  return () => isStopped;
}

function jobsOn(place: Place, size: Size, chance: Chance, wish: Wish): Job[] {
  const { quick } = wish;
  const embedded = place.ground.kind === 'embedded';
  const undone = new Set(importKinds.filter(({ undo }) => undo.length > 0).map(({ kind }) => kind));
  const kinds = quick ? [madeUpKind('suspensions')] : madeUpKinds;
  const imports = (kind: MadeUpKind) => (on: Place) => importSeries(on, kind, size);
  const undoings = (kind: MadeUpKind) => (on: Place) => undoSeries(on, kind, size);
  const alone = kinds.flatMap((kind) => [
    job(`import of ${kind.kind}`, imports(kind)),
    ...(undone.has(kind.kind) && !quick ? [job(`undoing of ${kind.kind}`, undoings(kind))] : []),
  ]);
  if (!embedded || quick) return alone;
  const handed = kinds.filter(({ kind }) => HANDED_OVER.includes(kind));
  return [...alone, ...handed.map((kind) => inServer(kind)), ...handed.map((kind) => asked(kind))];

  function job(what: string, make: (on: Place) => Promise<Series>): Job {
    return {
      what,
      async run(until) {
        const series = await make(place);
        const rehearsed = await rehearse(place, (await series.next()).words);
        const tried = await killAt(
          place,
          series,
          rehearsed.course,
          everyStage(rehearsed, chance, quick),
          wish,
        );
        if (quick) return tried;
        const more = await killAt(place, series, rehearsed.course, anyMoment(rehearsed, chance, until), wish);
        tried.tally.merge(more.tally);
        return { tally: tried.tally, faults: [...tried.faults, ...more.faults] };
      },
    };
  }

  function inServer(kind: MadeUpKind): Job {
    return {
      what: `import of ${kind.kind} inside a server that is killed`,
      async run() {
        const series = await imports(kind)(place);
        const rehearsed = await rehearseHandedOver(place, (await series.next()).words);
        const faults: string[] = [];
        const moments = everyStage(rehearsed, chance, false).filter((moment) => !('sinceBeginMs' in moment));
        const few = moments.filter((_, at) => at % 3 === 0);
        const tried = await killAt(place, series, rehearsed.course, few, wish, serverUntil(place, faults));
        return { tally: tried.tally, faults: [...tried.faults, ...faults] };
      },
    };
  }

  function asked(kind: MadeUpKind): Job {
    return {
      what: `import of ${kind.kind} inside a server, its asker killed`,
      run: (until) => killAskers(place, imports(kind), chance, wish, { most: 60, until }),
    };
  }
}

/** Once everybody has been reviewed, nobody's profile is new any more. */
async function settledReview(place: Place): Promise<string[]> {
  return place.ground.opened(async (db) => {
    await place.done(db, 'review', '--keep');
    const again = await place.said(db, 'review', '--keep');
    return again.includes(' 0 profiles are new') ? [] : [`A second review says: ${again}`];
  });
}
