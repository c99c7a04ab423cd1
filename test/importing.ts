/** Files brought in for a test, and taken back again. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RawBuilder } from 'kysely';
import type { PlainDate } from '#dates';
import { type PersonId, withActor } from '#db';
import { commandActor } from '#modules/access';
import { type Fact, factsOf, type Wanted } from '#modules/records';
import {
  type ImportCall,
  type ImportKind,
  type Outcome,
  runsOf,
  type Undone,
  undoRun,
} from '#modules/sources';
import type { TestDatabase } from './database.ts';

export type Importing = {
  /** Brings in a file with these lines, the header first. */
  bringIn(source: string, lines: readonly string[], more?: Partial<ImportCall>): Promise<Outcome>;
  /** Takes back the newest run of a source that stands. */
  takeBack(source: string): Promise<Undone>;
  /** One line for each row of a query that answers `says`, in order. */
  ask(query: RawBuilder<{ says: string }>): Promise<string[]>;
  factOf(personId: PersonId, wanted: Wanted): Promise<Fact | undefined>;
  remove(): void;
};

/** @example const { bringIn, remove } = importing(() => test, suspensionsKind); afterAll(remove); */
export function importing(open: () => TestDatabase, kind: ImportKind): Importing {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-import-'));
  let files = 0;
  const actor = () => commandActor(open().tenantId, 'test', open().today);

  return {
    bringIn(source, lines, more = {}) {
      files += 1;
      const path = join(folder, `${files}.csv`);
      writeFileSync(path, lines.join('\n'));
      return kind.bringIn(open().db, actor(), { path, source, dryRun: false, ...more });
    },
    async takeBack(source) {
      const { db, tenantId, whole } = open();
      return withActor(db, whole, async (tx) => {
        const runs = await runsOf(tx, tenantId, { source, most: 100 });
        const run = runs.find(({ undoneAt }) => undoneAt === null);
        if (!run) throw new Error(`No run of ${source}`);
        return undoRun(tx, actor(), [kind], { runId: run.id, reason: 'A test' });
      });
    },
    async ask(query) {
      const { db, whole } = open();
      const { rows } = await withActor(db, whole, (tx) => query.execute(tx));
      return rows.map(({ says }) => says);
    },
    async factOf(personId, wanted) {
      const { db, tenantId, whole } = open();
      const people = { tenantId, first: personId, last: personId };
      const facts = await withActor(db, whole, (tx) => factsOf(tx, people, [wanted]));
      return facts.get(personId)?.[0];
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What is asked of the days between two, both included; without a first day, of every day up to the last. */
export function between(
  measure: string,
  kind: Fact['kind'],
  from: PlainDate | undefined,
  to: PlainDate,
): Wanted {
  return { measure, kind, from, to, current: false };
}

/** What is asked of one day. */
export function on(measure: string, kind: Fact['kind'], day: PlainDate): Wanted {
  return { measure, kind, from: day, to: day, current: true };
}
