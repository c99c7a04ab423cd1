import { sql } from 'kysely';
import { insertRows, newId, type PersonId, type SettingId, type Tables, type Tx } from '#db';
import { type KeptChange, keepChanges } from './keep-changes.ts';
import type { Run, Written } from './with-run.ts';

type Cell = string | number | boolean | null;

/** A table of facts that files bring: which columns say what a fact is about, and which what it says. */
export type FactTable = {
  /** What one is called in `sources.change` and when a run is taken back. */
  entity: string;
  table: keyof Tables & string;
  /** Together with the tenant and the source they find one fact; two rows of a file with the same are one too many. */
  key: readonly string[];
  /** What another file of the same source may change. */
  values: readonly string[];
  /** The column that ends a fact, for kinds of which a snapshot can be brought. */
  endsOn?: string;
  /**
   * What a snapshot speaks for: a standing fact has ended when the file lacks it and has others of the same in these
   * columns. Otherwise the setting.
   */
  scope?: readonly string[];
  /** Which of these the table has beside `source` and `run_id`. */
  about: readonly ('person_id' | 'setting_id')[];
};

/**
 * One fact as a file has it: every column of key and values, and whom and where it is about. A value that is undefined is
 * one that the file says nothing about: it stays as it was.
 */
export type NewFact = {
  line: number;
  /** What a refusal calls the field that is there twice. */
  field: string;
  personId: PersonId | null;
  settingId: SettingId | null;
  columns: Readonly<Record<string, Cell | undefined>>;
};

/** A fact as it stands, with the columns of key and values. */
export type StandingFact = Record<string, Cell> & {
  id: string;
  person_id: PersonId | null;
  setting_id: SettingId | null;
};
type FactId = string & { __brand: never };
type Became = 'added' | 'changed' | 'same';

/** What became of each row of a file. A kind that writes to several tables one after the other passes the same on to each. */
export type RowsSoFar = Map<number, Became | 'refused'>;

/** What became of each row that brought facts of one table, and how many facts were changed or ended of how many. */
export type Laid = {
  lines: ReadonlyMap<number, Became | 'refused'>;
  ended: number;
  moved: number;
  standing: number;
};

/**
 * Lays the facts of a file over those that its source has said before: adds what is new, changes what differs where the
 * policy lets it, ends what a snapshot no longer holds. A row of the file counts once, however many facts it brings.
 * What was changed is kept as it was, so that the run can be taken back.
 *
 * Refuses, row by row, a fact that the file gives twice in different words, and a change where a source only adds. A row
 * with such a fact is refused whole.
 *
 * @param lines what became of the rows in other tables: the rows are then counted for all of these tables together
 * @example await writeFacts(tx, run, suspensionTable, facts)
 */
export async function writeFacts(
  tx: Tx,
  run: Run,
  table: FactTable,
  facts: readonly NewFact[],
  lines: RowsSoFar = new Map(),
): Promise<Written> {
  const laid = await layFacts(tx, run, table, facts);
  for (const [line, became] of laid.lines) noteRow(lines, line, became);
  const { ended, moved, standing } = laid;
  return { ...countRows(lines), ended, moved, standing };
}

/**
 * The counts of a file whose rows bring facts of several tables.
 *
 * @example tally([await layFacts(tx, run, needs, …), await layFacts(tx, run, circumstances, …)])
 */
export function tally(laid: readonly Laid[]): Written {
  const lines: RowsSoFar = new Map();
  for (const each of laid) for (const [line, became] of each.lines) noteRow(lines, line, became);
  const sum = (of: 'ended' | 'moved' | 'standing') => laid.reduce((total, each) => total + each[of], 0);
  return { ...countRows(lines), ended: sum('ended'), moved: sum('moved'), standing: sum('standing') };
}

/**
 * As `writeFacts`, for one table of several: `tally` makes counts of them all.
 *
 * @param known what stood before, where the caller has read it already
 */
export async function layFacts(
  tx: Tx,
  run: Run,
  table: FactTable,
  facts: readonly NewFact[],
  known?: ReadonlyMap<string, StandingFact>,
): Promise<Laid> {
  // A snapshot has to see all that stands, to end what it lacks.
  if (known || run.policy === 'snapshot' || !table.about.includes('person_id'))
    return layOver(tx, run, table, facts, known ?? (await standingFacts(tx, run, table)));
  const lines: RowsSoFar = new Map();
  const standing = await countStanding(tx, run, table);
  let moved = 0;
  for (const some of byPeople(facts)) {
    const people = [...new Set(some.flatMap(({ personId }) => personId ?? []))];
    const laid = await layOver(tx, run, table, some, await standingFacts(tx, run, table, people));
    for (const [line, became] of laid.lines) noteRow(lines, line, became);
    moved += laid.moved;
  }
  return { lines, ended: 0, moved, standing };
}

/** Young people whose standing facts are looked at together: what a source has said over the years does not fit in memory. */
const PEOPLE_AT_ONCE = 5_000;

/** The facts of some thousand young people at a time, each slice in the order of the file. @example [...byPeople(facts)] */
export function* byPeople(facts: readonly NewFact[]): Generator<readonly NewFact[]> {
  const slices = new Map<PersonId | null, number>();
  for (const { personId } of facts)
    if (!slices.has(personId)) slices.set(personId, Math.floor(slices.size / PEOPLE_AT_ONCE));
  yield* Map.groupBy(facts, ({ personId }) => slices.get(personId)).values();
}

async function countStanding(tx: Tx, run: Run, table: FactTable): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select count(*)::int as number from ${sql.table(table.table)}
    where tenant_id = ${run.tenantId} and source = ${run.source}`.execute(tx);
  return rows[0]?.number ?? 0;
}

async function layOver(
  tx: Tx,
  run: Run,
  table: FactTable,
  facts: readonly NewFact[],
  standing: ReadonlyMap<string, StandingFact>,
): Promise<Laid> {
  const lines: RowsSoFar = new Map();
  const met = new Map<string, NewFact>();
  const added: NewFact[] = [];
  const changed: { before: StandingFact; fact: NewFact }[] = [];
  for (const row of Map.groupBy(facts, ({ line }) => line).values()) {
    if (isRefused(run, table, row, met, standing)) {
      noteRow(lines, row[0]?.line ?? 0, 'refused');
      continue;
    }
    for (const fact of row) {
      const key = keyOf(table, fact.columns);
      const isKnown = met.has(key);
      if (!isKnown) met.set(key, fact);
      const before = standing.get(key);
      if (isKnown || (before && isSame(table.values, before, fact.columns)))
        noteRow(lines, fact.line, 'same');
      else if (before) {
        changed.push({ before, fact });
        noteRow(lines, fact.line, 'changed');
      } else {
        added.push(fact);
        noteRow(lines, fact.line, 'added');
      }
    }
  }
  const ended = run.policy === 'snapshot' ? endedFacts(table, standing, met) : [];
  await addFacts(tx, run, table, added);
  await changeFacts(tx, run, table, changed, ended);
  return { lines, ended: ended.length, moved: changed.length + ended.length, standing: standing.size };
}

const WEIGHT = { same: 0, added: 1, changed: 2, refused: 3 };

/** A row counts once: as refused when any of its facts is, else as changed, else as added. */
export function noteRow(lines: RowsSoFar, line: number, became: Became | 'refused'): void {
  const before = lines.get(line);
  if (before === undefined || WEIGHT[became] > WEIGHT[before]) lines.set(line, became);
}

export function countRows(lines: RowsSoFar): { added: number; changed: number; same: number } {
  const counts = { added: 0, changed: 0, same: 0, refused: 0 };
  for (const each of lines.values()) counts[each] += 1;
  const { refused: _, ...rest } = counts;
  return rest;
}

/** Whether a row cannot go in, because of any of its facts; then the refusal is on the list. */
function isRefused(
  run: Run,
  table: FactTable,
  row: readonly NewFact[],
  met: ReadonlyMap<string, NewFact>,
  standing: ReadonlyMap<string, StandingFact>,
): boolean {
  const own = new Map<string, NewFact>();
  for (const fact of row) {
    const key = keyOf(table, fact.columns);
    const earlier = met.get(key) ?? own.get(key);
    const before = standing.get(key);
    if (earlier && !isSame(table.values, earlier.columns, fact.columns)) {
      refuseTwice(run, fact, earlier);
      return true;
    }
    if (run.policy === 'adds' && before && !isSame(table.values, before, fact.columns)) {
      refuseChange(run, fact);
      return true;
    }
    own.set(key, fact);
  }
  return false;
}

function keyOf({ key }: FactTable, columns: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(key.map((name) => columns[name] ?? null));
}

/** What the file says nothing about is as it was. */
function isSame(
  values: readonly string[],
  standing: Readonly<Record<string, unknown>>,
  said: Readonly<Record<string, unknown>>,
): boolean {
  return values.every((name) => said[name] === undefined || (standing[name] ?? null) === said[name]);
}

function refuseTwice({ refused }: Run, { line, field }: NewFact, earlier: NewFact): void {
  const message = `Line ${earlier.line} of this file says otherwise about the same thing: the first row is kept; remove the wrong one.`;
  refused.add({ line, field, rule: 'fact.twice', found: '', message });
}

function refuseChange({ refused, source }: Run, { line, field }: NewFact): void {
  const message = `This differs from what ${source} has said before, and ${source} only adds: let it replace, or remove the row.`;
  refused.add({ line, field, rule: 'policy.adds', found: '', message });
}

/**
 * What the source of a run has said in one table, by its key.
 *
 * @param people only about these, in a table about young people
 */
export async function standingFacts(
  tx: Tx,
  run: Run,
  table: FactTable,
  people?: readonly PersonId[],
): Promise<ReadonlyMap<string, StandingFact>> {
  const { key, about, values, scope = [] } = table;
  const columns = [...new Set([...key, ...about, ...values, ...scope])].map((name) => sql.ref(name));
  const ofPeople = people ? sql`and person_id = any(${people}::uuid[])` : sql``;
  const { rows } = await sql<StandingFact>`
    select id, ${sql.join(columns)} from ${sql.table(table.table)}
    where tenant_id = ${run.tenantId} and source = ${run.source} ${ofPeople}`.execute(tx);
  return new Map(rows.map((row) => [keyOf(table, row), row]));
}

/** What of this source is still open and not in the file, within what the file speaks of. */
function endedFacts(
  { endsOn, scope = ['setting_id'] }: FactTable,
  standing: ReadonlyMap<string, StandingFact>,
  met: ReadonlyMap<string, NewFact>,
): StandingFact[] {
  if (endsOn === undefined) throw new Error('A kind without an end let a snapshot through');
  const within = (columns: Readonly<Record<string, unknown>>) =>
    JSON.stringify(scope.map((name) => columns[name]));
  const spoken = new Set(
    [...met.values()].map(({ settingId, columns }) => within({ setting_id: settingId, ...columns })),
  );
  return [...standing].flatMap(([key, fact]) =>
    met.has(key) || (fact[endsOn] ?? null) !== null || !spoken.has(within(fact)) ? [] : [fact],
  );
}

async function addFacts(tx: Tx, run: Run, table: FactTable, facts: readonly NewFact[]): Promise<void> {
  const rows = facts.map(({ personId, settingId, columns }) => ({
    tenant_id: run.tenantId,
    id: newId<FactId>(),
    ...columns,
    ...(table.about.includes('person_id') ? { person_id: personId } : {}),
    ...(table.about.includes('setting_id') ? { setting_id: settingId } : {}),
    source: run.source,
    run_id: run.runId,
  }));
  // The columns are those of the table that the caller names; the database refuses any other.
  await insertRows(tx, table.table, rows as never);
}

async function changeFacts(
  tx: Tx,
  run: Run,
  table: FactTable,
  changed: readonly { before: StandingFact; fact: NewFact }[],
  ended: readonly StandingFact[],
): Promise<void> {
  if (changed.length + ended.length === 0) return;
  const fresh = [
    ...changed.map(({ before, fact }) => ({
      before,
      after: valuesOf(table, { ...before, ...saidIn(fact) }),
    })),
    ...ended.map((before) => ({
      before,
      after: { ...valuesOf(table, before), [table.endsOn ?? '']: run.today },
    })),
  ];
  const rows = fresh.map(({ before, after }) => ({ id: before.id, ...after }));
  const sets = table.values.map((name) => sql`${sql.ref(name)} = n.${sql.ref(name)}`);
  await sql`update ${sql.table(table.table)} as t set ${sql.join(sets)}
    from json_populate_recordset(null::${sql.table(table.table)}, ${JSON.stringify(rows)}::json) as n
    where t.tenant_id = ${run.tenantId} and t.id = n.id`.execute(tx);
  const changes = fresh.map(
    ({ before, after }): KeptChange => ({
      entity: table.entity,
      entityId: before.id,
      personId: before.person_id ?? null,
      before: valuesOf(table, before),
      after,
    }),
  );
  await keepChanges(tx, run.tenantId, run.runId, changes);
}

function saidIn({ columns }: NewFact): Record<string, Cell> {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function valuesOf({ values }: FactTable, columns: Readonly<Record<string, Cell>>): Record<string, Cell> {
  return Object.fromEntries(values.map((name) => [name, columns[name] ?? null]));
}
