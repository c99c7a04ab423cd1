/** Acts that can be tried again and again: imports that go round in a circle, and undoings of the last one. */
import type { Database } from '#db';
import { more, onlyTenant, type Standing, standingOf } from '../check/standing.ts';
import { everybody, type MadeUpKind, type Said } from '../made-up/index.ts';
import type { Place } from '../place.ts';
import type { Left } from './tally.ts';
import type { Whole } from './trial.ts';

/** What is tried next: its words, what is there before it, and what will be there after the whole of it. */
export type Next = { words: readonly string[]; before: Standing; whole: Whole };
/** What the last try left. */
export type Last = { left: Left | 'neither'; standing: Standing };

export type Series = {
  what: string;
  /** Makes the next try ready; without `last` it is the first, or nobody has looked since. */
  next(last?: Last): Promise<Next>;
};

export type Size = {
  people: number;
  things: number;
  /** Files that each say everything otherwise: one after the other, they come round to the same again. */
  round: number;
};

/** Imports of one kind, each of which changes every fact that the last one brought. */
export async function importSeries(place: Place, kind: MadeUpKind, size: Size): Promise<Series> {
  const things = kind.onceEach ? 1 : size.things;
  const files = Array.from({ length: size.round }, (_, value) =>
    place.words(kind, place.write(kind, `round-${value}`, everybody(size.people, things, value))),
  );
  const wholes: Whole[] = [];
  await place.ground.opened(async (db) => {
    // Twice round: the first time there is nothing before it.
    for (let turn = 0; turn < 2 * size.round; turn += 1)
      wholes[turn % size.round] = await wholeOf(place, db, files[turn % size.round] ?? []);
  });
  let value = size.round - 1;
  return {
    what: `import of ${kind.kind}`,
    async next(last) {
      const before = last?.standing ?? (await place.ground.opened((db) => look(place, db)));
      if (!last || last.left === 'all') value = (value + 1) % size.round;
      const [words, whole] = [files[value], wholes[value]];
      if (!words || !whole) throw new RangeError('Out of the round');
      return { words, before, whole };
    },
  };
}

/** Runs an import in this process and answers what it left. */
async function wholeOf(place: Place, db: Database, words: readonly string[]): Promise<Whole> {
  const before = await look(place, db);
  await place.done(db, ...words);
  const { facts, profiles, kept } = await look(place, db);
  return { facts, profiles, more: more(before.kept, kept) };
}

/**
 * Undoings of an import that changed some facts and added others: what is there after it is what was there before the
 * import, with the run and its undoing on record.
 */
export async function undoSeries(place: Place, kind: MadeUpKind, size: Size): Promise<Series> {
  let turn = 0;
  let ready: Next | undefined;
  return {
    what: `undoing of ${kind.kind}`,
    async next(last) {
      if (ready && last && last.left !== 'all') ready = { ...ready, before: last.standing };
      else ready = await prepare();
      return ready;
    },
  };

  /** Brings a file in that is taken back afterwards. */
  function prepare(): Promise<Next> {
    return place.ground.opened(async (db) => {
      turn += 1;
      const path = place.write(kind, `taken-back-${turn}`, changedAndNew(kind, size, turn));
      await place.done(db, 'review', '--keep');
      const { facts, profiles } = await look(place, db);
      await place.done(db, ...place.words(kind, path));
      const before = await look(place, db);
      const [run] = JSON.parse(await place.done(db, 'runs', '--json'));
      const added = { ...more(before.kept, before.kept), audited: 1, undoings: 1 };
      return {
        words: ['undo', run.id, '--reason', 'A proof'],
        before,
        whole: { facts, profiles, more: added },
      };
    });
  }
}

function look({ ground }: Place, db: Database): Promise<Standing> {
  return ground.asOwner(db, async (ask) => standingOf(ask, await onlyTenant(ask)));
}

/** Everybody's first thing said otherwise than before, and something new beside it. */
function* changedAndNew({ kind }: MadeUpKind, { people }: Size, turn: number): Generator<Said> {
  yield* everybody(people, 1, 3 + (turn % 2));
  const newcomers = Array.from({ length: 20 }, (_, more) => 90_000 - 20 * turn + more);
  if (kind === 'people') for (const person of newcomers) yield { person, thing: 0, value: 1 };
  else for (let person = 0; person < people; person += 1) yield { person, thing: 10 + turn, value: 1 };
}
