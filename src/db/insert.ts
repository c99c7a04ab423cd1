/** Many rows in one statement: COPY is refused under row security, and one insert a row is forty times slower. */
import { type Insertable, sql } from 'kysely';
import type { Tables } from './schema.ts';
import type { Tx } from './within.ts';

const CHUNK = 5_000;

/**
 * Adds rows of one table, in chunks. Every row must have the same columns.
 *
 * @returns how many rows were added
 * @example await insertRows(tx, 'records.measure', rows);
 */
export async function insertRows<T extends keyof Tables & string>(
  tx: Tx,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
): Promise<number> {
  const [first] = rows;
  if (!first) return 0;
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)));
  for (let start = 0; start < rows.length; start += CHUNK) {
    const chunk = JSON.stringify(rows.slice(start, start + CHUNK));
    await sql`insert into ${sql.table(table)} (${columns})
      select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${chunk}::json)`.execute(tx);
  }
  return rows.length;
}
