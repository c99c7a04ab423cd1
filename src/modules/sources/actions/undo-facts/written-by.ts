import { type RawBuilder, sql } from 'kysely';
import type { PersonId, Tx } from '#db';
import type { UndoTable, Which } from '../../import-kind.ts';

/** A row that a run added or changed, and why it has to stay, if it has to. */
export type WrittenRow = {
  table: UndoTable;
  id: string;
  personId: PersonId | null;
  /** What the run changed, as it was; null where it added the row. */
  before: Record<string, unknown> | null;
  why: string | null;
};

type Row = {
  id: string;
  person_id: PersonId | null;
  before: Record<string, unknown> | null;
  why: string | null;
};

const CHANGED_SINCE = 'changed by a later run or by hand since';
const NAMED_BEFORE = 'what named it was changed by a later run';

/** Everything that a run wrote to these tables and that is there still. Changes of runs that were taken back count for nothing. */
export async function writtenBy(tx: Tx, run: Which, tables: readonly UndoTable[]): Promise<WrittenRow[]> {
  const found: WrittenRow[] = [];
  for (const table of tables) {
    const changed = table.workedOut ? [] : await changedRows(tx, run, table);
    const rows = [...changed, ...(await addedRows(tx, run, table, tables))];
    for (const { id, person_id: personId, before, why } of rows)
      found.push({ table, id, personId, before, why });
  }
  return found;
}

async function changedRows(tx: Tx, { tenantId, runId }: Which, table: UndoTable): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select c.entity_id as id, c.person_id, c.before, case
      when exists (select from sources.change later
        where later.tenant_id = c.tenant_id and later.entity_id = c.entity_id and later.id > c.id
          and later.entity = c.entity and later.run_id <> c.run_id and ${stands(sql`later`)}) then ${CHANGED_SINCE}
      when exists (select from jsonb_each(c.after) as said where to_jsonb(t) -> said.key is distinct from said.value)
        then ${CHANGED_SINCE} end as why
    from sources.change c join ${sql.table(table.table)} t on t.tenant_id = c.tenant_id and t.id = c.entity_id
    where c.tenant_id = ${tenantId} and c.run_id = ${runId} and c.entity = ${table.entity}
      and t.run_id is distinct from c.run_id
    order by c.id`.execute(tx);
  return rows;
}

async function addedRows(
  tx: Tx,
  { tenantId, runId }: Which,
  table: UndoTable,
  together: readonly UndoTable[],
): Promise<Row[]> {
  const person = table.person === undefined ? sql`null::uuid` : sql`t.${sql.ref(table.person)}`;
  const pointing = await pointingAt(tx, table.table);
  const resting = pointing.map(({ schema, relation, column }) => {
    const name = `${schema}.${relation}`;
    // What the same run added to a table that goes together with this one is no reason to stay.
    const others = together.some((each) => each.table === name)
      ? sql`and o.run_id is distinct from ${runId}`
      : sql``;
    return sql`when exists (select from ${sql.table(name)} o
      where o.tenant_id = t.tenant_id and o.${sql.ref(column)} = t.id ${others}) then ${`${wordsFor(name)} rests on it`}`;
  });
  // What a later run changed may have named it before, and comes back when that run is taken back. All that was ever changed
  // is read once and joined: asked for each row by itself it would be read as often as there are rows.
  const named: RawBuilder<unknown>[] = [];
  if (table.person === undefined)
    for (const [at, column] of [...new Set(pointing.map((each) => each.column))].entries()) {
      const before = sql.ref(`before_${at}`);
      named.push(sql`left join (select distinct c.before ->> ${column} as id from sources.change c
        where c.tenant_id = ${tenantId} and c.run_id <> ${runId} and c.before ->> ${column} is not null and ${stands(sql`c`)}) as ${before}
        on ${before}.id = t.id::text`);
      resting.push(sql`when ${before}.id is not null then ${NAMED_BEFORE}`);
    }
  if (table.places) {
    // Another row that says the same of the same place holds them as well.
    const alone = sql`not exists (select from ${sql.table(table.table)} other where other.tenant_id = t.tenant_id
      and other.person_id = t.person_id and other.setting_id = t.setting_id and other.run_id is distinct from t.run_id)`;
    for (const name of await factsAbout(tx, table.places, together))
      resting.push(sql`when ${alone} and exists (select from ${sql.table(name)} o where o.tenant_id = t.tenant_id
        and o.person_id = t.person_id and o.setting_id = t.setting_id) then ${`${wordsFor(name)} at that setting rests on it`}`);
  }
  const changed = table.workedOut
    ? []
    : [
        sql`when exists (select from sources.change c where c.tenant_id = t.tenant_id and c.entity_id = t.id
          and c.entity = ${table.entity} and c.run_id <> ${runId} and ${stands(sql`c`)}) then ${CHANGED_SINCE}`,
      ];
  const { rows } = await sql<Row>`
    select t.id, ${person} as person_id, null as before, case ${sql.join([...changed, ...resting, sql`else null`], sql` `)} end as why
    from ${sql.table(table.table)} t ${sql.join(named, sql` `)}
    where t.tenant_id = ${tenantId} and t.run_id = ${runId}`.execute(tx);
  return rows;
}

/** @example wordsFor('records.class_place') // 'class place' */
function wordsFor(table: string): string {
  return table.replace(/^.*\./, '').replaceAll('_', ' ');
}

/** The run of a change has not been taken back itself. */
function stands(change: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`not exists (select from sources.undoing u where u.tenant_id = ${change}.tenant_id and u.run_id = ${change}.run_id)`;
}

/** The tables whose rows would be left pointing at nothing, as the database itself knows them. */
async function pointingAt(tx: Tx, table: string) {
  const { rows } = await sql<{ schema: string; relation: string; column: string }>`
    select n.nspname as schema, c.relname as relation, a.attname as column
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_namespace n on n.oid = c.relnamespace
    cross join lateral unnest(k.conkey, k.confkey) as pair (ours, theirs)
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.ours
    join pg_attribute target on target.attrelid = k.confrelid and target.attnum = pair.theirs and target.attname = 'id'
    where k.contype = 'f' and k.confdeltype = 'a' and k.confrelid = ${table}::regclass
    order by 1, 2, 3`.execute(tx);
  return rows;
}

/** The tables of facts about somebody at a setting, as the database itself knows them. */
async function factsAbout(tx: Tx, people: string, together: readonly UndoTable[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct n.nspname || '.' || c.relname as name
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'setting_id'
    where k.contype = 'f' and k.confdeltype = 'a' and k.confrelid = ${people}::regclass
    order by 1`.execute(tx);
  return rows.flatMap(({ name }) => (together.some(({ table }) => table === name) ? [] : [name]));
}
