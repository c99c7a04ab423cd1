import { sql } from 'kysely';
import type { PersonId, RunId, TenantId, Tx } from '#db';
import type { KeptBack, Undo, UndoTable } from '../import-kind.ts';

type Change = {
  id: string;
  entity_id: string;
  person_id: PersonId | null;
  before: Record<string, unknown>;
  is_last: boolean;
  stands: boolean;
};

const CHANGED_SINCE = 'changed by a later run or by hand since';

/**
 * How to take back what a run wrote to one table of facts. What it added goes, what it changed is as it was before.
 * A row that a later run (one not itself taken back) has changed since, or that something else points at, is kept as it
 * is and named. What points at it with `on delete cascade` is worked out from it, and goes with it.
 *
 * @example undo: [undoFacts({ entity: 'suspension', table: 'records.suspension', person: 'person_id' })]
 */
export function undoFacts(table: UndoTable): Undo {
  const undo: Undo = async (tx, run) => {
    const kept: KeptBack[] = [];
    const restored = await restore(tx, run, table, kept);
    const removed = await remove(tx, run, table, kept);
    return { removed, restored, kept };
  };
  return Object.assign(undo, { table });
}

type Which = { tenantId: TenantId; runId: RunId };

/** Changes of runs that were taken back count for nothing; `stands` is whether the row still says what the run made it say. */
async function restore(
  tx: Tx,
  { tenantId, runId }: Which,
  table: UndoTable,
  kept: KeptBack[],
): Promise<number> {
  const { rows } = await sql<Change>`
    select c.id, c.entity_id, c.person_id, c.before,
      not exists (select from sources.change later
        where later.tenant_id = c.tenant_id and later.entity_id = c.entity_id and later.id > c.id and later.run_id <> c.run_id
          and not exists (select from sources.undoing u where u.tenant_id = c.tenant_id and u.run_id = later.run_id)) as is_last,
      to_jsonb(t) @> c.after as stands
    from sources.change c join ${sql.table(table.table)} t on t.tenant_id = c.tenant_id and t.id = c.entity_id
    where c.tenant_id = ${tenantId} and c.run_id = ${runId} and c.entity = ${table.entity} and t.run_id is distinct from c.run_id
    order by c.id`.execute(tx);
  const back = rows.filter(({ is_last, stands }) => is_last && stands);
  for (const { person_id: personId, is_last, stands } of rows)
    if (!is_last || !stands) kept.push({ personId, says: `${table.entity}: ${CHANGED_SINCE}` });
  for (const [columns, group] of Map.groupBy(back, ({ before }) => Object.keys(before).sort().join(' '))) {
    const sets = columns.split(' ').map((name) => sql`${sql.ref(name)} = n.${sql.ref(name)}`);
    const values = JSON.stringify(group.map(({ entity_id, before }) => ({ id: entity_id, ...before })));
    await sql`update ${sql.table(table.table)} as t set ${sql.join(sets)}
      from json_populate_recordset(null::${sql.table(table.table)}, ${values}::json) as n
      where t.tenant_id = ${tenantId} and t.id = n.id`.execute(tx);
  }
  return back.length;
}

async function remove(
  tx: Tx,
  { tenantId, runId }: Which,
  table: UndoTable,
  kept: KeptBack[],
): Promise<number> {
  const person = table.person === undefined ? sql`null::uuid` : sql`t.${sql.ref(table.person)}`;
  const name = sql.table(table.table);
  const changed = sql`exists (select from sources.change c where c.tenant_id = t.tenant_id and c.entity_id = t.id
    and c.entity = ${table.entity} and c.run_id <> ${runId}
    and not exists (select from sources.undoing u where u.tenant_id = t.tenant_id and u.run_id = c.run_id))`;
  const rested = (await pointingAt(tx, table.table)).map(
    ({ schema, relation, column }) => sql`when exists (select from ${sql.table(`${schema}.${relation}`)} o
      where o.tenant_id = t.tenant_id and o.${sql.ref(column)} = t.id) then ${`${relation.replaceAll('_', ' ')} rests on it`}`,
  );
  const { rows } = await sql<{ id: string; person_id: PersonId | null; why: string | null }>`
    select t.id, ${person} as person_id, case when ${changed} then ${CHANGED_SINCE} ${sql.join(rested, sql` `)} end as why
    from ${name} t where t.tenant_id = ${tenantId} and t.run_id = ${runId}`.execute(tx);
  for (const { person_id: personId, why } of rows)
    if (why !== null) kept.push({ personId, says: `${table.entity}: ${why}` });
  const gone = rows.flatMap(({ id, why }) => (why === null ? [id] : []));
  await sql`delete from ${name} as t where t.tenant_id = ${tenantId} and t.id = any(${gone}::uuid[])`.execute(
    tx,
  );
  return gone.length;
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
