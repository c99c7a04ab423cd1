import type { TenantId, Tx } from '#db';

/** The names of imported measures that are for those who read what is about health, care, youth justice and family. */
export async function sensitiveMeasures(tx: Tx, tenantId: TenantId): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('records.measure_definition')
    .select('name')
    .where('tenant_id', '=', tenantId)
    .where('is_sensitive', '=', true)
    .execute();
  return new Set(rows.map(({ name }) => name));
}
