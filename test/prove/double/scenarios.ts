/** Pairs of commands that want the same database at the same time. */
import type { Database } from '#db';
import { importKinds } from '../../../src/app.ts';
import { everybody, type MadeUpKind, madeUpKinds, type Said } from '../made-up/index.ts';
import type { Place } from '../place.ts';

export type Scenario = {
  what: string;
  /** Brings the database where it was before, and answers the words of the two commands. */
  prepare(db: Database): Promise<readonly [string[], string[]]>;
};

/** So many young people; the two files of a pair share a third of them. */
export type Size = { people: number; things: number };

export function scenariosOn(place: Place, size: Size): Scenario[] {
  return madeUpKinds.flatMap((kind) => [
    twoFiles(place, kind, size),
    sameFileTwice(place, kind, size),
    ...(canBeTakenBack(kind) ? [importAndUndo(place, kind, size)] : []),
  ]);
}

/** Two files about partly the same people, which say different things of them. */
function twoFiles(place: Place, kind: MadeUpKind, size: Size): Scenario {
  const third = Math.floor(size.people / 3);
  const one = place.write(kind, 'one', part(kind, size, 0, 2 * third, 1));
  const other = place.write(kind, 'other', part(kind, size, third, size.people, 2));
  return {
    what: `two files of ${kind.kind}`,
    async prepare(db) {
      await toBase(place, db, kind, size);
      return [place.words(kind, one), place.words(kind, other)];
    },
  };
}

function sameFileTwice(place: Place, kind: MadeUpKind, size: Size): Scenario {
  const path = place.write(kind, 'twice', part(kind, size, 0, size.people, 3));
  return {
    what: `the same file of ${kind.kind} twice`,
    async prepare(db) {
      await toBase(place, db, kind, size);
      return [place.words(kind, path), place.words(kind, path)];
    },
  };
}

/** A file that comes in while the one before it is taken back. */
function importAndUndo(place: Place, kind: MadeUpKind, size: Size): Scenario {
  const third = Math.floor(size.people / 3);
  const earlier = place.write(kind, 'earlier', part(kind, size, 0, 2 * third, 1));
  const later = place.write(kind, 'later', part(kind, size, third, size.people, 2));
  return {
    what: `a file of ${kind.kind} and the undoing of the one before`,
    async prepare(db) {
      await toBase(place, db, kind, size);
      await place.done(db, ...place.words(kind, earlier));
      const [run] = JSON.parse(await place.done(db, 'runs', '--json'));
      return [place.words(kind, later), ['undo', run.id, '--reason', 'A proof']];
    },
  };
}

export function canBeTakenBack({ kind }: MadeUpKind): boolean {
  return (importKinds.find((each) => each.kind === kind)?.undo.length ?? 0) > 0;
}

/** Everybody says the same again, whatever was said meanwhile. */
async function toBase(place: Place, db: Database, kind: MadeUpKind, size: Size): Promise<void> {
  const path = place.write(kind, 'base', part(kind, size, 0, size.people, 0));
  await place.done(db, ...place.words(kind, path));
}

function* part(kind: MadeUpKind, size: Size, from: number, to: number, value: number): Generator<Said> {
  const things = kind.onceEach ? 1 : size.things;
  for (const said of everybody(to, things, value)) if (said.person >= from) yield said;
}
