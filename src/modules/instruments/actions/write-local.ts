import { sql } from 'kysely';
import { stringify } from 'yaml';
import type { Tx } from '#db';
import type { LibraryFault } from '#files';
import { readDefinitionText } from '#files';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import type { DefinitionId } from '../../../db/generated/instruments/Definition.ts';
import { definitionOf, offeredInstruments, publish } from '../definitions.ts';
import { loadInstruments } from '../library.ts';
import {
  faultsAgainstEarlier,
  faultsInInstrument,
  type Instrument,
  instrumentSchema,
} from '../rules/index.ts';

/** Longer than any questionnaire that somebody would answer. */
export const LONGEST_DEFINITION = 200_000;

/**
 * An instrument as it is written down, to be copied or changed: under the name it has when it was made here, and with the next version.
 *
 * @example asText(instrument, 'local') // 'name: my-survey\nversion: 2\n…'
 */
export function asText(instrument: Instrument, origin: 'library' | 'local'): string {
  const { name, version } = instrument;
  const next =
    origin === 'local'
      ? { ...instrument, version: version + 1 }
      : { ...instrument, name: `${name}-here`, version: 1, whose: 'ours' };
  return stringify(withoutDefaults(next), { lineWidth: 120 });
}

/** Without what is said by saying nothing. */
function withoutDefaults(instrument: object): object {
  return JSON.parse(
    JSON.stringify(instrument, (key, value: unknown) =>
      value === false ||
      (Array.isArray(value) && value.length === 0) ||
      (key === 'anonymous' && value === 'never')
        ? undefined
        : value,
    ),
  );
}

/**
 * Reads an instrument as somebody typed it and keeps it as one of the organisation's own. Nothing is kept while anything is wrong.
 *
 * @returns its name, or everything that is wrong with the line that it stands on
 */
export async function writeLocal(
  tx: Tx,
  actor: Actor,
  text: string,
): Promise<{ name: string } | { faults: LibraryFault[] }> {
  const before = await localVersions(tx, actor);
  const read = readDefinitionText('', text, instrumentSchema, (instrument) => [
    ...(loadInstruments().some(({ name }) => name === instrument.name)
      ? [{ path: ['name'], reason: 'one of the library has this name: give yours another' }]
      : []),
    ...faultsInInstrument(instrument),
    ...(before.get(instrument.name) ?? []).flatMap((earlier) => [
      ...(earlier.version >= instrument.version
        ? [{ path: ['version'], reason: `version ${earlier.version} is there already: give a higher one` }]
        : []),
      ...faultsAgainstEarlier(instrument, earlier),
    ]),
  ]);
  if ('faults' in read) return read;
  await publish(tx, actor, { instrument: read.value, origin: 'local' });
  return { name: read.value.name };
}

async function localVersions(tx: Tx, { tenantId }: Actor): Promise<Map<string, Instrument[]>> {
  const { rows } = await sql<{ id: DefinitionId; name: string }>`
    select definition.id, definition.name from instruments.definition as definition
    where definition.tenant_id = ${tenantId} and definition.origin = 'local'`.execute(tx);
  const found = new Map<string, Instrument[]>();
  for (const { id, name } of rows)
    found.set(name, [...(found.get(name) ?? []), await definitionOf(tx, tenantId, id)]);
  return found;
}

/** Gives an instrument out no more; what was answered stays. @returns whether it was given out */
export async function retire(tx: Tx, actor: Actor, name: string): Promise<boolean> {
  const offered = (await offeredInstruments(tx, actor)).find(({ instrument }) => instrument.name === name);
  if (!offered) return false;
  const id = await publish(tx, actor, offered);
  await sql`update instruments.definition as definition set retired_at = now()
    where definition.tenant_id = ${actor.tenantId} and definition.id = ${id}`.execute(tx);
  await record(tx, actor, { act: 'instrument.retired', subjectId: id, why: name });
  return true;
}
