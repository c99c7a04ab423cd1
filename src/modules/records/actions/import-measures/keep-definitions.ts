import { newId, type TenantId, type Tx } from '#db';
import type { Mapping } from '#files';
import { Refused } from '#outcome';

export type DefinitionId = string & { __brand: 'records.measure_definition' };

/** The definitions a mapping names, added where they are new. Refuses one known as another kind, and one named twice. */
export async function keepDefinitions(
  tx: Tx,
  tenantId: TenantId,
  mapping: Mapping,
): Promise<Map<string, DefinitionId>> {
  const known = await tx
    .selectFrom('records.measure_definition')
    .select(['id', 'name', 'kind'])
    .where('tenant_id', '=', tenantId)
    .execute();
  const byName = new Map(known.map((row) => [row.name, row]));
  const ids = new Map<string, DefinitionId>();
  for (const [column, measure] of Object.entries(mapping.measures?.columns ?? {})) {
    const name = measure.name ?? column;
    if (ids.has(name))
      throw new Refused(
        `The mapping ${mapping.name} reads two columns as the measure ${name}: give each a name of its own.`,
      );
    const standing = byName.get(name);
    if (standing && standing.kind !== measure.as) {
      throw new Refused(
        `The measure ${name} is known here as ${standing.kind}, and the mapping ${mapping.name} reads it as ${measure.as}: give it another name in the mapping.`,
      );
    }
    const id = standing?.id ?? newId<DefinitionId>();
    if (!standing) {
      const unit = measure.as === 'number' ? (measure.unit ?? null) : null;
      const categories = measure.as === 'category' ? measure.categories : null;
      await tx
        .insertInto('records.measure_definition')
        .values({
          tenant_id: tenantId,
          id,
          name,
          label: measure.label ?? name,
          kind: measure.as,
          unit,
          categories,
        })
        .execute();
    }
    ids.set(name, id);
  }
  return ids;
}
