import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, SettingId, Tx } from '#db';
import type { CircumstanceRow, Identified, Mapping } from '#files';
import { rowFinder } from '#modules/people';
import {
  type Laid,
  layFacts,
  newestAsAt,
  type Run,
  standingFacts,
  tally,
  type Written,
} from '#modules/sources';
import { Refused } from '#outcome';
import { openBook, type Settled } from './open-book.ts';
import { type PlacedRows, placeRows } from './place-rows.ts';
import { sayRows } from './say-rows.ts';
import { circumstanceSort, needSort } from './sorts.ts';
import { speaksOf } from './speaks-of.ts';

/** The rows of a file that can be read, and whom those that cannot are about, where that can be told. */
export type CircumstanceFile = {
  mapping: Mapping;
  rows: readonly CircumstanceRow[];
  unread: readonly Identified[];
};

/** Young people taken together: enough that a statement is worth its while, few enough that a county fits in memory. */
const TOGETHER = 2_000;

/**
 * Lays the rows of a file over what its source has said before, in the order of the days they speak of, so that the order
 * of the rows does not matter. A row goes in whole or is refused whole.
 *
 * A snapshot speaks of one day. What it no longer names has ended the day before: at the settings that the file names, or
 * among the young people in it when it names none; only what its mapping can say; and nothing about anybody who has a
 * refused row.
 */
export async function writeCircumstances(tx: Tx, run: Run, file: CircumstanceFile): Promise<Written> {
  const finder = await rowFinder(tx, run);
  const placed = await placeRows(run, finder, file.rows, file.unread);
  const newest = await newestAsAt(tx, run, file.mapping.name);
  const ending = run.policy === 'snapshot' ? endingOf(placed, newest) : undefined;
  const people = new Set(placed.byPerson.keys());
  if (ending) for (const personId of await peopleAt(tx, run, placed.settings)) people.add(personId);
  const all = [...people].sort();
  const standing = await countStanding(tx, run);
  const laid: Laid[] = [];
  let [same, ended] = [0, 0];
  for (let first = 0; first < all.length; first += TOGETHER) {
    const part = await writePart(tx, run, {
      people: all.slice(first, first + TOGETHER),
      placed,
      settled: { newest, mayChange: run.policy !== 'adds' },
      ending: ending && { day: ending, mapping: file.mapping },
    });
    laid.push(...part.laid);
    same += part.silent;
    ended += part.ended;
  }
  const written = tally(laid);
  const moved = written.moved + ended;
  return { ...written, same: written.same + same, ended, moved, standing, asAt: newestOf(placed) };
}

type Part = {
  people: readonly PersonId[];
  placed: PlacedRows;
  settled: Settled;
  /** Of a snapshot: the day it speaks of, and what it can say. */
  ending: { day: PlainDate; mapping: Mapping } | undefined;
};

async function writePart(
  tx: Tx,
  run: Run,
  { people, placed: { byPerson, settings, spared }, settled, ending }: Part,
): Promise<{ laid: Laid[]; silent: number; ended: number }> {
  const replacing: Run = { ...run, policy: 'replaces' };
  const known = {
    circumstances: await standingFacts(tx, run, circumstanceSort.table, people),
    needs: await standingFacts(tx, run, needSort.table, people),
  };
  const books = {
    circumstances: openBook(circumstanceSort, known.circumstances, settled),
    needs: openBook(needSort, known.needs, settled),
  };
  const rows = people.flatMap((personId) => byPerson.get(personId) ?? []);
  const silent = sayRows(run, books, rows, spared);
  if (ending) endAll(ending);
  const laid: Laid[] = [];
  let ended = 0;
  for (const [table, book, standing] of [
    [circumstanceSort.table, books.circumstances, known.circumstances],
    [needSort.table, books.needs, known.needs],
  ] as const) {
    laid.push(await layFacts(tx, replacing, table, book.facts(), standing));
    const over = book.ended();
    if (over.length > 0) ended += (await layFacts(tx, replacing, table, over, standing)).moved;
  }
  return { laid, silent, ended };

  function endAll({ day, mapping }: NonNullable<Part['ending']>): void {
    const { kinds, needs: saysNeeds } = speaksOf(mapping);
    const isSpokenOf = (personId: PersonId, settingId: SettingId) =>
      !spared.has(personId) && (settings.size === 0 ? byPerson.has(personId) : settings.has(settingId));
    books.circumstances.end(
      ({ personId, kind, spell }) =>
        (kinds === 'all' || kinds.has(kind)) && isSpokenOf(personId, spell.value.settingId),
      day,
    );
    books.needs.end(({ personId, spell }) => saysNeeds && isSpokenOf(personId, spell.value.settingId), day);
  }
}

/** The day a snapshot speaks of; none when a newer file has come already. Refuses one that speaks of several. */
function endingOf({ days }: PlacedRows, newest: PlainDate | null): PlainDate | undefined {
  const [day, ...more] = [...days].sort();
  if (more.length > 0)
    throw new Refused(
      `A snapshot speaks of one day, and this file of several (${day} to ${more.at(-1)}): bring in a file for each, or let the source replace.`,
    );
  return day !== undefined && newest !== null && day < newest ? undefined : day;
}

/** Everybody of whom this source has said something at these settings that still holds. */
async function peopleAt(
  tx: Tx,
  { tenantId, source }: Run,
  settings: ReadonlySet<SettingId>,
): Promise<PersonId[]> {
  const { rows } = await sql<{ person_id: PersonId }>`
    select person_id from records.circumstance
    where tenant_id = ${tenantId} and source = ${source} and ends_on is null and setting_id = any(${[...settings]}::uuid[])
    union select person_id from records.need
    where tenant_id = ${tenantId} and source = ${source} and ends_on is null and setting_id = any(${[...settings]}::uuid[])`.execute(
    tx,
  );
  return rows.map(({ person_id }) => person_id);
}

/** How much this source has said so far: what a run moves is a share of that. */
async function countStanding(tx: Tx, { tenantId, source }: Run): Promise<number> {
  const { rows } = await sql<{ standing: number }>`
    select (select count(*) from records.circumstance where tenant_id = ${tenantId} and source = ${source})
      + (select count(*) from records.need where tenant_id = ${tenantId} and source = ${source}) as standing`.execute(
    tx,
  );
  return rows[0]?.standing ?? 0;
}

/** The newest day that a row itself, or the whole file, says it speaks of. */
function newestOf({ byPerson }: PlacedRows): PlainDate | null {
  let newest: PlainDate | null = null;
  for (const placed of byPerson.values())
    for (const { row } of placed)
      if (row.on !== null && (newest === null || row.on > newest)) newest = row.on;
  return newest;
}
