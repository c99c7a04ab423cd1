import { sql } from 'kysely';
import type { PersonId, TenantId, Tx } from '#db';
import type { KeptBack, Undo, Undone, UndoTable, Which } from '../../import-kind.ts';
import { type WrittenRow, writtenBy } from './written-by.ts';

/**
 * How to take back what a run wrote to one table of facts. What it added goes, what it changed is as it was before.
 * A row that a later run (one not itself taken back) has changed since, or that something else points at, is kept as it
 * is and named. What points at it with `on delete cascade` is worked out from it, and goes with it.
 *
 * @example undo: [undoFacts({ entity: 'suspension', table: 'records.suspension', person: 'person_id' })]
 */
export function undoFacts(table: UndoTable): Undo {
  const undo: Undo = async (tx, run) => {
    const rows = await writtenBy(tx, run, [table]);
    return takeBack(
      tx,
      run,
      [table],
      rows.filter(({ id }) => run.only?.has(id) ?? true),
    );
  };
  return Object.assign(undo, { tables: [table] });
}

/**
 * As `undoFacts` for tables that only together say something of a young person: what a run wrote to them about one young
 * person goes as a whole or stays as a whole. Somebody who stays because their registers do must not lose their place or
 * the key by which the next file finds them.
 *
 * @param tables what rests on other tables first; each names its young person
 * @param after done with everybody of whom something went or was put back, those included who are gone by now
 */
export function undoTogether(
  tables: readonly UndoTable[],
  after: (tx: Tx, run: Which, people: readonly PersonId[]) => Promise<void>,
): Undo {
  const undo: Undo = async (tx, run) => {
    const written = await writtenBy(tx, run, tables);
    const rows = written.filter(({ id, personId }) => run.only?.has(personId ?? id) ?? true);
    const staying = new Set(rows.flatMap(({ personId, why }) => (why === null ? [] : (personId ?? []))));
    const settled = rows.filter(
      ({ personId, why }) => why !== null || personId === null || !staying.has(personId),
    );
    const undone = await takeBack(tx, run, tables, settled);
    const back = settled.filter(({ why }) => why === null);
    await after(tx, run, [...new Set(back.flatMap(({ personId }) => personId ?? []))]);
    return undone;
  };
  return Object.assign(undo, { tables });
}

async function takeBack(
  tx: Tx,
  { tenantId }: Which,
  tables: readonly UndoTable[],
  rows: readonly WrittenRow[],
): Promise<Undone> {
  const free = rows.filter(({ why }) => why === null);
  for (const table of tables) {
    const own = free.filter((row) => row.table === table);
    await restore(tx, tenantId, table, own);
    await remove(tx, tenantId, table, own);
  }
  const removed = free.filter(({ before }) => before === null).length;
  const kept = rows.flatMap(({ id, personId, table, why }): KeptBack[] =>
    why === null ? [] : [{ personId, says: `${table.entity.replaceAll('_', ' ')}: ${why}`, entityId: id }],
  );
  return { removed, restored: free.length - removed, kept };
}

async function restore(
  tx: Tx,
  tenantId: TenantId,
  { table }: UndoTable,
  rows: readonly WrittenRow[],
): Promise<void> {
  const changed = rows.flatMap(({ id, before }) => (before === null ? [] : [{ id, before }]));
  for (const [columns, group] of Map.groupBy(changed, ({ before }) => Object.keys(before).sort().join(' '))) {
    const sets = columns.split(' ').map((name) => sql`${sql.ref(name)} = n.${sql.ref(name)}`);
    const values = JSON.stringify(group.map(({ id, before }) => ({ id, ...before })));
    await sql`update ${sql.table(table)} as t set ${sql.join(sets)}
      from json_populate_recordset(null::${sql.table(table)}, ${values}::json) as n
      where t.tenant_id = ${tenantId} and t.id = n.id`.execute(tx);
  }
}

async function remove(
  tx: Tx,
  tenantId: TenantId,
  { table }: UndoTable,
  rows: readonly WrittenRow[],
): Promise<void> {
  const added = rows.flatMap(({ id, before }) => (before === null ? [id] : []));
  if (added.length === 0) return;
  await sql`delete from ${sql.table(table)} as t
    where t.tenant_id = ${tenantId} and t.id = any(${added}::uuid[])`.execute(tx);
}
