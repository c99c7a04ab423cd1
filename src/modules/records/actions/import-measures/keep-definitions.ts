import { newId, type TenantId, type Tx } from '#db';
import type { Mapping } from '#files';
import { Refused } from '#outcome';

export type DefinitionId = string & { __brand: 'records.measure_definition' };

/** A measure, and whether it is for those who read what is about health, care, youth justice and family. */
export type Definition = { id: DefinitionId; isSensitive: boolean };

/**
 * The definitions a mapping names, added where they are new. One that is sensitive from now on is so in all that is kept of it.
 *
 * Refuses one known as another kind, one named twice, and one that is sensitive here and open in the mapping: a file must not open what was for fewer.
 */
export async function keepDefinitions(
  tx: Tx,
  tenantId: TenantId,
  mapping: Mapping,
): Promise<Map<string, Definition>> {
  const known = await tx
    .selectFrom('records.measure_definition')
    .select(['id', 'name', 'kind', 'is_sensitive'])
    .where('tenant_id', '=', tenantId)
    .execute();
  const byName = new Map(known.map((row) => [row.name, row]));
  const found = new Map<string, Definition>();
  for (const [column, measure] of Object.entries(mapping.measures?.columns ?? {})) {
    const name = measure.name ?? column;
    if (found.has(name))
      throw new Refused(
        `The mapping ${mapping.name} reads two columns as the measure ${name}: give each a name of its own.`,
      );
    const standing = byName.get(name);
    if (standing && standing.kind !== measure.as) {
      throw new Refused(
        `The measure ${name} is known here as ${standing.kind}, and the mapping ${mapping.name} reads it as ${measure.as}: give it another name in the mapping.`,
      );
    }
    const isSensitive = measure.class === 'sensitive';
    if (standing?.is_sensitive && !isSensitive)
      throw new Refused(
        `The measure ${name} is kept here as sensitive, and the mapping ${mapping.name} reads it as open: add class: sensitive to it in the mapping, or give it another name.`,
      );
    if (standing && isSensitive && !standing.is_sensitive) await makeSensitive(tx, tenantId, standing.id);
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
          is_sensitive: isSensitive,
        })
        .execute();
    }
    found.set(name, { id, isSensitive });
  }
  return found;
}

/** All that is kept of it goes along: the database changes its rows with it. */
async function makeSensitive(tx: Tx, tenantId: TenantId, id: DefinitionId): Promise<void> {
  await tx
    .updateTable('records.measure_definition')
    .set({ is_sensitive: true })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
}
