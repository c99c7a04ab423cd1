import { basename } from 'node:path';
import { type Database, withActor } from '#db';
import type { Actor } from '#modules/access';
import {
  CalledOff,
  type ImportCall,
  type ImportKind,
  keepStop,
  type Outcome,
  Stopped,
  savedMappings,
  settledMapping,
} from '#modules/sources';
import { Refused } from '#outcome';

/**
 * Brings one file in under its kind, read by the mapping asked for, else by the one settled for its source, else by the
 * one that fits its header; mappings that were made here count like those of the library. A file that is refused as a
 * whole is kept on record with the reason, so that the sources page can say why nothing came.
 *
 * @example const outcome = await bringIn(db, actor, kind, { path: 'people.csv', source: 'mis', dryRun: false });
 */
export async function bringIn(
  db: Database,
  actor: Actor,
  kind: ImportKind,
  call: ImportCall,
): Promise<Outcome> {
  try {
    return await kind.bringIn(db, actor, { ...call, ...(await mappingsFor(db, actor, kind, call)) });
  } catch (error) {
    // An organisation that this very import would have founded is not there to keep anything.
    const isFounded = call.first === undefined;
    const isKept = error instanceof Stopped || error instanceof CalledOff;
    if (error instanceof Refused && !isKept && !call.dryRun && isFounded)
      await keepRefused(db, actor, kind, call, error);
    throw error;
  }
}

/**
 * What was made here: by name for whoever asks for it, and for the header to choose only what was made for this source.
 * Another school's file may have the same header, and its mapping say that everybody in it is at that school.
 */
function mappingsFor(
  db: Database,
  actor: Actor,
  { kind }: ImportKind,
  { source, mapping: given }: ImportCall,
): Promise<Pick<ImportCall, 'saved' | 'mapping'>> {
  const { tenantId } = actor;
  return withActor(db, actor, async (tx) => {
    const saved = await savedMappings(tx, tenantId);
    const asked = given ?? (await settledMapping(tx, tenantId, { source, kind }));
    const named = saved.find(({ mapping }) => mapping.name === asked);
    const own = saved.filter((each) => each.source === source);
    return { saved: own.map(({ mapping }) => mapping), mapping: named?.mapping ?? asked };
  });
}

async function keepRefused(
  db: Database,
  actor: Actor,
  { kind }: ImportKind,
  { path, source }: ImportCall,
  { message }: Refused,
): Promise<void> {
  const file = { kind, source, file: basename(path), sha256: null };
  await keepStop(db, actor, file, 'file', message);
}
