import { sql } from 'kysely';
import type { Tables, Tx } from '#db';
import { Refused } from '#outcome';
import type { MergePair, MovedRow } from '#web';

export type Repointing = {
  table: keyof Tables & string;
  /** The column that points at the young person. */
  column?: string;
  /** Together with the young person they find one row: there can be no second. */
  once?: readonly string[];
  /** What two such rows have to say alike; otherwise the merge is refused. Without any, the row of the record that stays stands. */
  alike?: readonly string[];
  /** Names the row that the two records say differently. */
  differ?: (row: Readonly<Record<string, unknown>>) => Promise<string>;
};

/**
 * Makes the rows of one table about the record that goes into rows about the one that stays. Where both have the same row, one
 * of them goes.
 *
 * Refuses two rows that cannot both stand and say different things.
 *
 * @returns every row it touched
 * @example await repoint(tx, pair, { table: 'records.need' })
 */
export async function repoint(tx: Tx, pair: MergePair, given: Repointing): Promise<MovedRow[]> {
  const { table, column = 'person_id' } = given;
  const { tenantId, from, into } = pair;
  const gone = given.once ? await dropTwice(tx, pair, given, given.once) : [];
  const { rows } = await sql<{ id: string }>`
    update ${sql.table(table)} set ${sql.ref(column)} = ${into}
    where tenant_id = ${tenantId} and ${sql.ref(column)} = ${from} returning id`.execute(tx);
  const moved = rows.map(({ id }) => ({ table, id, before: { [column]: from }, after: { [column]: into } }));
  return [...gone, ...moved];
}

type Twice = { id: string; row: Record<string, unknown>; is_alike: boolean };

async function dropTwice(
  tx: Tx,
  { tenantId, from, into }: MergePair,
  { table, column = 'person_id', alike = [], differ }: Repointing,
  once: readonly string[],
): Promise<MovedRow[]> {
  const same = (name: string) => sql`f.${sql.ref(name)} is not distinct from i.${sql.ref(name)}`;
  const { rows } = await sql<Twice>`
    select f.id, to_jsonb(f) as row, ${sql.join([sql`true`, ...alike.map(same)], sql` and `)} as is_alike
    from ${sql.table(table)} f join ${sql.table(table)} i on i.tenant_id = f.tenant_id and i.${sql.ref(column)} = ${into}
      and ${sql.join(once.map(same), sql` and `)}
    where f.tenant_id = ${tenantId} and f.${sql.ref(column)} = ${from} order by f.id`.execute(tx);
  const other = rows.find(({ is_alike }) => !is_alike);
  if (other && differ) throw new Refused(await differ(other.row));
  return dropRows(
    tx,
    tenantId,
    table,
    rows.map(({ id, row }) => ({ id, row })),
  );
}

/** Takes rows away and answers them whole, so that they can be put back. */
export async function dropRows(
  tx: Tx,
  tenantId: MergePair['tenantId'],
  table: keyof Tables & string,
  rows: readonly { id: string; row: Record<string, unknown> }[],
): Promise<MovedRow[]> {
  await sql`delete from ${sql.table(table)} where tenant_id = ${tenantId} and id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(
    tx,
  );
  return rows.map(({ id, row }) => ({ table, id, before: row, after: null }));
}

/**
 * Changes some columns of one row and answers them as they were and as they are; nothing when they are so already.
 *
 * @example await changeRow(tx, tenantId, 'people.person', into, before, { upn })
 */
export async function changeRow(
  tx: Tx,
  tenantId: MergePair['tenantId'],
  table: keyof Tables & string,
  id: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Promise<MovedRow[]> {
  const names = Object.keys(after).filter((name) => (before[name] ?? null) !== (after[name] ?? null));
  if (names.length === 0) return [];
  const only = (row: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
  await writeRow(tx, tenantId, table, id, only(after));
  return [{ table, id, before: only(before), after: only(after) }];
}

/** Writes some columns of one row. */
export async function writeRow(
  tx: Tx,
  tenantId: MergePair['tenantId'],
  table: keyof Tables & string,
  id: string,
  columns: Readonly<Record<string, unknown>>,
): Promise<void> {
  const sets = Object.keys(columns).map((name) => sql`${sql.ref(name)} = n.${sql.ref(name)}`);
  await sql`update ${sql.table(table)} as t set ${sql.join(sets)}
    from json_populate_record(null::${sql.table(table)}, ${JSON.stringify(columns)}::json) as n
    where t.tenant_id = ${tenantId} and t.id = ${id}`.execute(tx);
}
