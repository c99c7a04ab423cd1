import { sql } from 'kysely';
import type { PersonId, TenantId, Tx } from '#db';
import type { MergePart } from '#web';
import { type Enrolled, enrolmentsOf } from './places.ts';
import { type KnownField, whoIs } from './who.ts';

/** One of two records as they are compared. */
export type ComparedRecord = {
  fields: readonly KnownField[];
  enrolments: readonly Enrolled[];
  /** How many rows of each table are about them, by the key of what the rows are called: of tables that may be read here. */
  holds: ReadonlyMap<string, number>;
};

/**
 * What one record says and holds, to be laid beside another.
 *
 * @param parts of every module
 */
export async function comparedRecord(
  tx: Tx,
  whose: { tenantId: TenantId; personId: PersonId },
  parts: readonly MergePart[],
): Promise<ComparedRecord> {
  const holds = new Map<string, number>();
  for (const { table, label } of parts.flatMap(({ tables }) => tables)) {
    if (!(await mayRead(tx, table))) continue;
    const { rows } = await sql<{ number: number }>`
      select count(*) as number from ${sql.table(table)} t
      where t.tenant_id = ${whose.tenantId} and t.person_id = ${whose.personId}`.execute(tx);
    holds.set(label, (holds.get(label) ?? 0) + (rows[0]?.number ?? 0));
  }
  return { fields: await whoIs(tx, whose), enrolments: await enrolmentsOf(tx, whose), holds };
}

async function mayRead(tx: Tx, table: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select has_table_privilege(${table}, 'select') as may`.execute(
    tx,
  );
  return rows[0]?.may ?? false;
}
