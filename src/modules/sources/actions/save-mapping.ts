import { isDeepStrictEqual } from 'node:util';
import { newId, type Tx } from '#db';
import { listMappings, type Mapping, mappingSchema } from '#files';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Refused } from '#outcome';
import { type MappingDefinition, readDefinition, savedDefinition } from '../queries/mappings.ts';

export type NewMapping = {
  /** In the words of a mapping file; its version is given here. */
  definition: MappingDefinition;
  /** For which source it was made; any may use it. */
  source: string;
};

/**
 * Keeps a mapping under its name. A version never changes: saved again under the same name it is the next version, and
 * word for word the same again it is none.
 *
 * Refuses a name that a mapping of the library has. Throws when it is no mapping at all.
 *
 * @returns the definition with its version
 * @example await saveMapping(tx, actor, { definition: { name: 'school-mis-people', …, people }, source: 'school-mis' });
 */
export async function saveMapping(
  tx: Tx,
  actor: Actor,
  { definition, source }: NewMapping,
): Promise<MappingDefinition> {
  const { tenantId, accountId } = actor;
  const { name } = mappingSchema.parse({ ...definition, version: 1 });
  if ((await listMappings()).some((each) => each.name === name))
    throw new Refused(`A mapping of the library is called ${name}: give yours another name.`);
  const before = await savedDefinition(tx, tenantId, name);
  const standing = before && readDefinition(before);
  if (before && standing && isSame(standing, definition)) return before;
  const kept = { ...definition, version: versionAfter(before) };
  const id = newId<never>();
  await tx
    .insertInto('sources.mapping')
    .values({
      tenant_id: tenantId,
      id,
      name,
      version: kept.version,
      source,
      definition: JSON.stringify(kept),
      account_id: accountId,
    })
    .execute();
  await record(tx, actor, { act: 'mapping.saved', subjectId: id, why: `${name}, version ${kept.version}` });
  return kept;
}

function isSame(standing: Mapping, definition: MappingDefinition): boolean {
  const read = mappingSchema.parse({ ...definition, version: standing.version });
  return isDeepStrictEqual(read, standing);
}

function versionAfter(before: MappingDefinition | undefined): number {
  return before === undefined ? 1 : Number(before.version) + 1;
}
