import { sql } from 'kysely';
import type { TenantId, Tx } from '#db';
import { loadMapping, type Mapping, mappingSchema } from '#files';

/** A mapping as it is kept: in the words of a mapping file, before it is read. */
export type MappingDefinition = Readonly<Record<string, unknown>>;

/** How a file is read: by a mapping of the library, or by one that is kept here word for word. */
export type ChosenMapping = { library: string } | { definition: MappingDefinition };

/** A mapping that was made here, and for which source. */
export type SavedMapping = { mapping: Mapping; source: string };

/** The newest version of every mapping that was made here, by name. One that this version cannot read is left out. */
export async function savedMappings(tx: Tx, tenantId: TenantId): Promise<SavedMapping[]> {
  const { rows } = await sql<{ definition: unknown; source: string }>`
    select distinct on (m.name) m.definition, m.source from sources.mapping m
    where m.tenant_id = ${tenantId} order by m.name, m.version desc`.execute(tx);
  return rows.flatMap(({ definition, source }) => {
    const mapping = readDefinition(definition);
    return mapping ? [{ mapping, source }] : [];
  });
}

/** The newest version of one, in its own words, or undefined. */
export async function savedDefinition(
  tx: Tx,
  tenantId: TenantId,
  name: string,
): Promise<MappingDefinition | undefined> {
  const { rows } = await sql<{ definition: MappingDefinition }>`
    select m.definition from sources.mapping m
    where m.tenant_id = ${tenantId} and m.name = ${name} order by m.version desc limit 1`.execute(tx);
  return rows[0]?.definition;
}

/** A mapping from what was kept; undefined where an older version wrote what is none any more. */
export function readDefinition(kept: unknown): Mapping | undefined {
  const read = mappingSchema.safeParse(kept);
  return read.success ? read.data : undefined;
}

/** The mapping that was chosen, ready to read with; undefined when there is none like it any more. */
export async function mappingChosen(chosen: ChosenMapping | null): Promise<Mapping | undefined> {
  if (chosen === null) return undefined;
  return 'library' in chosen ? loadMapping(chosen.library) : readDefinition(chosen.definition);
}
