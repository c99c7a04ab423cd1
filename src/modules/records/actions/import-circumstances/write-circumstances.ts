import type { PlainDate } from '#dates';
import type { PersonId, SettingId, Tx } from '#db';
import type { CircumstanceRow, Identified, Mapping } from '#files';
import { type Found, type RowFault, type RowFinder, refuseRow, rowFinder } from '#modules/people';
import {
  type FactTable,
  layFacts,
  type NewFact,
  newestAsAt,
  type Run,
  type StandingFact,
  standingFacts,
  tally,
  type Written,
} from '#modules/sources';
import { Refused } from '#outcome';
import { type Book, openBook, type Said } from './open-book.ts';
import { type CircumstanceValue, circumstanceSort, NEED, type NeedValue, needSort } from './sorts.ts';
import { speaksOf } from './speaks-of.ts';

/** The rows of a file that can be read, and whom those that cannot are about, where that can be told. */
export type CircumstanceFile = {
  mapping: Mapping;
  rows: readonly CircumstanceRow[];
  unread: readonly Identified[];
};

type Placed = { row: CircumstanceRow; who: Found; day: PlainDate };

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
  const spared = new Set<PersonId>();
  const placed = await placeRows(run, finder, file, spared);
  const settled = {
    newest: await newestAsAt(tx, run, file.mapping.name),
    mayChange: run.policy !== 'adds',
  };
  const circumstances = await bookOf(circumstanceSort.table, (standing) =>
    openBook(circumstanceSort, standing, settled),
  );
  const needs = await bookOf(needSort.table, (standing) => openBook(needSort, standing, settled));

  const silent = sayAll(run, { circumstances: circumstances.book, needs: needs.book }, placed, spared);
  if (run.policy === 'snapshot') endAll();
  const replacing: Run = { ...run, policy: 'replaces' };
  const laid = [];
  let ended = 0;
  for (const { table, book, standing } of [circumstances, needs]) {
    laid.push(await layFacts(tx, replacing, table, book.facts(), standing));
    ended += await endFacts(table, book.ended(), standing);
  }
  const written = tally(laid);
  return {
    ...written,
    same: written.same + silent,
    ended,
    moved: written.moved + ended,
    asAt: newestOf(placed),
  };

  async function bookOf<Value>(
    table: FactTable,
    open: (standing: ReadonlyMap<string, StandingFact>) => Book<Value>,
  ) {
    const standing = await standingFacts(tx, run, table);
    return { table, standing, book: open(standing) };
  }

  async function endFacts(
    table: FactTable,
    facts: readonly NewFact[],
    standing: ReadonlyMap<string, StandingFact>,
  ): Promise<number> {
    return facts.length === 0 ? 0 : (await layFacts(tx, replacing, table, facts, standing)).moved;
  }

  function endAll(): void {
    const day = dayOf(placed);
    if (day === undefined || (settled.newest !== null && day < settled.newest)) return;
    const people = new Set(placed.map(({ who }) => who.personId));
    const { kinds, needs: saysNeeds } = speaksOf(file.mapping);
    const isSpokenOf = (personId: PersonId, settingId: SettingId) =>
      !spared.has(personId) &&
      (finder.settings.size === 0 ? people.has(personId) : finder.settings.has(settingId));
    circumstances.book.end(
      ({ personId, kind, spell }) =>
        (kinds === 'all' || kinds.has(kind)) && isSpokenOf(personId, spell.value.settingId),
      day,
    );
    needs.book.end(({ personId, spell }) => saysNeeds && isSpokenOf(personId, spell.value.settingId), day);
  }
}

/** Whom and where each row is about, and of which day, in the order of the days. */
async function placeRows(
  run: Run,
  finder: RowFinder,
  { rows, unread }: CircumstanceFile,
  spared: Set<PersonId>,
): Promise<Placed[]> {
  const placed: Placed[] = [];
  for (const who of unread) await spare({ ...who, setting: null });
  for (const row of rows) {
    const who = await finder.find(row);
    const fault = 'rule' in who ? who : future(row, run.today);
    if (fault) {
      refuseRow(run, row, fault);
      await spare({ ...row, setting: null });
    } else if (!('rule' in who)) placed.push({ row, who, day: row.on ?? run.today });
  }
  const settings = new Map<PersonId, SettingId>();
  for (const { who } of placed) {
    const known = settings.get(who.personId);
    if (known === undefined || who.settingId < known) settings.set(who.personId, who.settingId);
  }
  // Somebody whom a file names at two settings has each thing once: the same one, whatever the order of the rows.
  const settledRows = placed.map((each) => ({
    ...each,
    who: { ...each.who, settingId: settings.get(each.who.personId) ?? each.who.settingId },
  }));
  const whenOf = ({ row, day }: Placed) => row.startsOn ?? day;
  return settledRows.sort((one, other) =>
    whenOf(one) === whenOf(other) ? one.row.line - other.row.line : whenOf(one) < whenOf(other) ? -1 : 1,
  );

  async function spare(row: Parameters<RowFinder['find']>[0]): Promise<void> {
    const who = await finder.find(row);
    if (!('rule' in who)) spared.add(who.personId);
  }
}

/** Lets every row say what it says; answers how many say nothing. */
function sayAll(
  run: Run,
  books: { circumstances: Book<CircumstanceValue>; needs: Book<NeedValue> },
  placed: readonly Placed[],
  spared: Set<PersonId>,
): number {
  let silent = 0;
  for (const each of placed) {
    const { row, who } = each;
    const said = saidBy(each).map((one) => books.circumstances.say(one, row.line));
    const need = needIn(each);
    const all = need ? [...said, books.needs.say(need, row.line)] : said;
    const fault = all.find((one) => 'rule' in one) ?? contradicted(each);
    if (fault && 'rule' in fault) {
      refuseRow(run, row, fault);
      spared.add(who.personId);
      continue;
    }
    if (all.length === 0) silent += 1;
    for (const one of all) if ('keep' in one) one.keep();
  }
  return silent;
}

function saidBy({ row, who, day }: Placed): Said<CircumstanceValue>[] {
  const { startsOn: since, endsOn: until } = row;
  const once = new Map(row.said.map((one) => [one.kind, one]));
  return [...once.values()].map(({ field, kind, present, proficiency }) => ({
    personId: who.personId,
    kind,
    field,
    saying: { since, until, day, value: { present, proficiency, settingId: who.settingId } },
  }));
}

function needIn({ row, who, day }: Placed): Said<NeedValue> | undefined {
  if (!row.need) return undefined;
  const { startsOn: since, endsOn: until } = row;
  const { field, provision, primary, secondary } = row.need;
  const value = { provision, primary, secondary, settingId: who.settingId };
  return { personId: who.personId, kind: NEED, field, saying: { since, until, day, value } };
}

/** A row that says one kind twice, in different words. */
function contradicted({ row: { said } }: Placed): RowFault | undefined {
  const met = new Map<string, boolean>();
  for (const { field, kind, present } of said) {
    if ((met.get(kind) ?? present) !== present)
      return {
        rule: 'fact.twice',
        field,
        message: `The row says both yes and no of ${kind}: mend one of the two.`,
      };
    met.set(kind, present);
  }
  return undefined;
}

function future({ startsOn, on }: CircumstanceRow, today: PlainDate): RowFault | undefined {
  const day = startsOn ?? on;
  if (day === null || day <= today) return undefined;
  const message = `${day} is still to come, and nothing is known of it yet: mend the day.`;
  return { rule: 'date.future', field: 'starts_on', found: day, message };
}

/** The day a snapshot speaks of. Refuses one that speaks of several. */
function dayOf(placed: readonly Placed[]): PlainDate | undefined {
  const days = [...new Set(placed.map(({ day }) => day))].sort();
  if (days.length > 1)
    throw new Refused(
      `A snapshot speaks of one day, and this file of several (${days.at(0)} to ${days.at(-1)}): bring in a file for each, or let the source replace.`,
    );
  return days[0];
}

/** The newest day that a row itself, or the whole file, says it speaks of. */
function newestOf(placed: readonly Placed[]): PlainDate | null {
  return placed.reduce<PlainDate | null>(
    (newest, { row: { on } }) => (on !== null && (newest === null || on > newest) ? on : newest),
    null,
  );
}
