/** A ground with an organisation, two settings and young people in it, and files for every kind: where most proofs begin. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '#db';
import { command } from '#test/cli/in-process';
import type { Ground } from './ground.ts';
import {
  everybody,
  fileOf,
  type MadeUpKind,
  madeUpKind,
  madeUpKinds,
  type Said,
  SETTINGS,
} from './made-up/index.ts';

export const SOURCE = 'made-up-mis';

export type Place = {
  ground: Ground;
  /** Runs one command in this process and answers what it printed; throws when it is refused. */
  done(db: Database, ...words: string[]): Promise<string>;
  /** The same, for what it said on standard error. */
  said(db: Database, ...words: string[]): Promise<string>;
  /** Writes a file and answers its path. */
  write(kind: MadeUpKind, name: string, said: Iterable<Said>): string;
  /** The words of an import of such a file, without where the database is. */
  words(kind: MadeUpKind, path: string, source?: string): string[];
};

/** Adds the settings and, unless there are to be none, the young people. Plays on the day of the proofs. */
export async function settle(ground: Ground, people: number): Promise<Place> {
  const place = placeOn(ground);
  await ground.opened(async (db) => {
    for (const { name, urn } of SETTINGS)
      await place.done(db, 'setting', 'add', '--name', name, '--kind', 'secondary', '--urn', urn);
    if (people === 0) return;
    const kind = madeUpKind('people');
    await place.done(db, ...place.words(kind, place.write(kind, 'people', everybody(people, 1, 0))));
  });
  return place;
}

/** As `settle`, with nothing in it yet. */
export function placeOn(ground: Ground): Place {
  const { directory } = ground;
  for (const { mapping } of madeUpKinds)
    if (mapping) writeFileSync(join(directory, `${mapping.name}.yaml`), mapping.text);
  const ran = async (db: Database, words: readonly string[]) => {
    const ended = await command(words, { cwd: directory, db });
    if (ended.code !== 0)
      throw new Error(`waymark ${words.join(' ')} ended with ${ended.code}: ${ended.err}${ended.out}`);
    return ended;
  };
  return {
    ground,
    done: async (db, ...words) => (await ran(db, words)).out,
    said: async (db, ...words) => (await ran(db, words)).err,
    write(kind, name, said) {
      const path = join(directory, `${kind.kind}-${name}.csv`);
      writeFileSync(path, fileOf(kind, said));
      return path;
    },
    words({ kind, mapping }, path, source = SOURCE) {
      const how = mapping ? ['--mapping', join(directory, `${mapping.name}.yaml`)] : [];
      return ['import', kind, path, '--source', source, '--confirm', ...how];
    },
  };
}
