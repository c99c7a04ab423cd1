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

/** What became of each row of a file. A kind that writes to several tables passes the same on to each. */
export type RowsSoFar = Map<number, 'added' | 'changed' | 'same' | 'refused'>;

type Standing = Record<string, Cell> & {
  id: string;
  person_id: PersonId | null;
  setting_id: SettingId | null;
};
type FactId = string & { __brand: never };

/**
 * Lays the facts of a file over those that its source has said before: adds what is new, changes what differs where the
 * policy lets it, ends what a snapshot no longer holds. A row of the file counts once, however many facts it brings.
 * What was changed is kept as it was, so that the run can be taken back.
 *
 * Refuses, row by row, a fact that the file gives twice in different words, and a change where a source only adds.
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
  const standing = await standingFacts(tx, run, table);
  const met = new Map<string, NewFact>();
  const added: NewFact[] = [];
  const changed: { before: Standing; fact: NewFact }[] = [];
  for (const fact of facts) {
    const key = keyOf(table, fact.columns);
    const earlier = met.get(key);
    if (earlier) {
      if (isSame(table.values, earlier.columns, fact.columns)) noteRow(lines, fact.line, 'same');
      else refuseTwice(run, lines, fact, earlier);
      continue;
    }
    met.set(key, fact);
    const before = standing.get(key);
    if (!before) {
      added.push(fact);
      noteRow(lines, fact.line, 'added');
    } else if (isSame(table.values, before, fact.columns)) noteRow(lines, fact.line, 'same');
    else if (run.policy === 'adds') refuseChange(run, lines, fact);
    else {
      changed.push({ before, fact });
      noteRow(lines, fact.line, 'changed');
    }
  }
  const ended = run.policy === 'snapshot' ? endedFacts(table, standing, met) : [];
  await addFacts(tx, run, table, added);
  await changeFacts(tx, run, table, changed, ended);
  const moved = changed.length + ended.length;
  return { ...countRows(lines), ended: ended.length, moved, standing: standing.size };
}

const WEIGHT = { same: 0, added: 1, changed: 2, refused: 3 };

/** A row counts once: as refused when any of its facts is, else as changed, else as added. */
export function noteRow(lines: RowsSoFar, line: number, became: keyof typeof WEIGHT): void {
  const before = lines.get(line);
  if (before === undefined || WEIGHT[became] > WEIGHT[before]) lines.set(line, became);
}

export function countRows(lines: RowsSoFar): { added: number; changed: number; same: number } {
  const counts = { added: 0, changed: 0, same: 0, refused: 0 };
  for (const each of lines.values()) counts[each] += 1;
  const { refused: _, ...rest } = counts;
  return rest;
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

function refuseTwice({ refused }: Run, lines: RowsSoFar, { line, field }: NewFact, earlier: NewFact): void {
  noteRow(lines, line, 'refused');
  const message = `Line ${earlier.line} of this file says otherwise about the same thing: the first row is kept; remove the wrong one.`;
  refused.add({ line, field, rule: 'fact.twice', found: '', message });
}

function refuseChange({ refused, source }: Run, lines: RowsSoFar, { line, field }: NewFact): void {
  noteRow(lines, line, 'refused');
  const message = `This differs from what ${source} has said before, and ${source} only adds: let it replace, or remove the row.`;
  refused.add({ line, field, rule: 'policy.adds', found: '', message });
}

async function standingFacts(tx: Tx, run: Run, table: FactTable): Promise<Map<string, Standing>> {
  const { key, about, values, scope = [] } = table;
  const columns = [...new Set([...key, ...about, ...values, ...scope])].map((name) => sql.ref(name));
  const { rows } = await sql<Standing>`
    select id, ${sql.join(columns)} from ${sql.table(table.table)}
    where tenant_id = ${run.tenantId} and source = ${run.source}`.execute(tx);
  return new Map(rows.map((row) => [keyOf(table, row), row]));
}

/** What of this source is still open and not in the file, within what the file speaks of. */
function endedFacts(
  { endsOn, scope = ['setting_id'] }: FactTable,
  standing: ReadonlyMap<string, Standing>,
  met: ReadonlyMap<string, NewFact>,
): Standing[] {
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
  changed: readonly { before: Standing; fact: NewFact }[],
  ended: readonly Standing[],
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
