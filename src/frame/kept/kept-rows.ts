/** The rows that say something about one young person, in every table that a module declares. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { PersonId, TenantId, Tx } from '#db';
import type { KeptRow, KeptTable, Module } from '#web';

type Whose = { tenantId: TenantId; personId: PersonId };

/** The tables of all modules: what points at others before what it points at, so that they can be emptied in this order. */
export function keptTables(modules: readonly Module[]): KeptTable[] {
  const [lowest, ...rest] = modules.map(({ kept = [] }) => kept);
  // Changes by runs belong to a module below, and nothing points at them.
  return [...rest.reverse(), lowest ?? []].flat();
}

/** Which rows of a table, under the alias `kept`, are about this young person. Names of tables and columns are our own. */
export function isAbout({ by, through }: KeptTable, { tenantId, personId }: Whose): RawBuilder<SqlBool> {
  const named = (alias: string, columns: readonly string[]) =>
    columns.map((column) => sql<SqlBool>`${sql.ref(`${alias}.${column}`)} = ${personId}`);
  const ways = named('kept', by);
  if (through)
    ways.push(sql<SqlBool>`${sql.ref(`kept.${through.column}`)} in (select other.id from ${sql.table(through.table)} as other
      where other.tenant_id = ${tenantId} and (${sql.join(named('other', through.by), sql` or `)}))`);
  return sql<SqlBool>`kept.tenant_id = ${tenantId} and (${sql.join(ways, sql` or `)})`;
}

/** How many rows each table has about a young person, without those that have none. */
export async function countKept(
  tx: Tx,
  tables: readonly KeptTable[],
  whose: Whose,
): Promise<Map<KeptTable, number>> {
  const counts = new Map<KeptTable, number>();
  for (const table of tables) {
    const { rows } = await sql<{ number: number }>`
      select count(*)::int as number from ${sql.table(table.table)} as kept where ${isAbout(table, whose)}`.execute(
      tx,
    );
    const number = rows[0]?.number ?? 0;
    if (number > 0) counts.set(table, number);
  }
  return counts;
}

/** Columns that say nothing to anybody: whose Waymark it is, and keys of rows that are read out elsewhere or not at all. */
function isInternal(column: string): boolean {
  return column === 'id' || column === 'tenant_id' || (/_ids?$/.test(column) && column !== 'setting_id');
}

/** One sort of thing that is kept about a young person, read out. */
export type KeptSort = { table: KeptTable; rows: KeptRow[] };

/**
 * Everything that is kept about a young person and reached by whoever asks, in words where a key would stand: settings by name,
 * registers day by day. What is worked out again from other rows is left out.
 *
 * @example const sorts = await readKept(tx, keptTables(modules), { tenantId, personId }, names);
 */
export async function readKept(
  tx: Tx,
  tables: readonly KeptTable[],
  whose: Whose,
  settingNames: ReadonlyMap<string, string>,
): Promise<KeptSort[]> {
  const sorts: KeptSort[] = [];
  for (const table of tables) {
    if (table.label === null) continue;
    const also = table.also === undefined ? sql`` : sql`, ${sql.raw(table.also)}`;
    const { rows } = await sql<{ row: KeptRow }>`
      select to_jsonb(shown) as row from (select kept.*${also} from ${sql.table(table.table)} as kept
        where ${isAbout(table, whose)} order by kept.id) as shown`.execute(tx);
    if (rows.length > 0) sorts.push({ table, rows: rows.map(({ row }) => plain(table, row, settingNames)) });
  }
  return sorts;
}

function plain(table: KeptTable, row: KeptRow, settingNames: ReadonlyMap<string, string>): KeptRow {
  const shown = table.plain?.(row) ?? row;
  return Object.fromEntries(
    Object.entries(shown).flatMap(([column, value]): [string, unknown][] => {
      if (column === 'setting_id') return [['setting', settingNames.get(String(value)) ?? null]];
      return isInternal(column) || value === null ? [] : [[column, value]];
    }),
  );
}

/**
 * Erases everything that is kept about a young person, in one transaction with whatever else the caller does. What the audit keeps
 * is who did what to an id that belongs to nobody any more.
 *
 * @returns how many rows went, by table
 */
export async function eraseKept(
  tx: Tx,
  tables: readonly KeptTable[],
  whose: Whose,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const { numAffectedRows = 0n } = await sql`
      delete from ${sql.table(table.table)} as kept where ${isAbout(table, whose)}`.execute(tx);
    if (numAffectedRows > 0n) counts[table.table] = Number(numAffectedRows);
  }
  return counts;
}
