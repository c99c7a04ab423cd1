import { type Database, type Tx, withActor } from '#db';
import { listMappings, type Mapping, matchMapping, type Section } from '#files';
import type { Actor } from '#modules/access';
import {
  type ChosenMapping,
  type ImportKind,
  savedDefinition,
  savedMappings,
  settledMapping,
} from '#modules/sources';
import { Refused } from '#outcome';

/** Every mapping there is, and which of them were made here. */
export type Mappings = {
  all: readonly Mapping[];
  /** Those that a header may choose by itself: the library's, and what was made for this source. */
  own: readonly Mapping[];
  saved: ReadonlySet<string>;
  settled: string | undefined;
};

export async function mappingsOf(
  db: Database,
  actor: Actor,
  which: { source: string; kind: string },
): Promise<Mappings> {
  const library = await listMappings();
  return withActor(db, actor, async (tx) => {
    const saved = await savedMappings(tx, actor.tenantId);
    const mine = saved.filter(({ source }) => source === which.source);
    return {
      all: [...saved.map(({ mapping }) => mapping), ...library],
      own: [...mine.map(({ mapping }) => mapping), ...library],
      saved: new Set(saved.map(({ mapping }) => mapping.name)),
      settled: await settledMapping(tx, actor.tenantId, which),
    };
  });
}

/**
 * The mapping that knows every column of a header: the one settled for the source where it does, else the only one that
 * fits best. None is the answer where somebody has to choose.
 */
export function fittingMapping(
  header: readonly string[],
  { all, own, settled }: Mappings,
  section: Section,
): Mapping | undefined {
  const first = all.filter(({ name }) => name === settled);
  return applied(header, first, section) ?? applied(header, own, section);
}

function applied(
  header: readonly string[],
  mappings: readonly Mapping[],
  section: Section,
): Mapping | undefined {
  try {
    const match = matchMapping(header, mappings, section);
    return 'applied' in match ? match.applied : undefined;
  } catch (error) {
    // Two fit equally well: a person says which.
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

/** Another kind whose columns these are, where they are not those of this one. */
export function otherKind(
  header: readonly string[],
  { own }: Mappings,
  kinds: readonly ImportKind[],
  kind: ImportKind,
): ImportKind | undefined {
  if (applied(header, own, kind.section)) return undefined;
  return kinds.find((each) => each.section !== kind.section && applied(header, own, each.section));
}

/** How a mapping is kept with an upload: one of the library by name, one made here word for word. */
export async function chosenAs(
  tx: Tx,
  actor: Actor,
  { saved }: Mappings,
  name: string,
): Promise<ChosenMapping> {
  const definition = saved.has(name) ? await savedDefinition(tx, actor.tenantId, name) : undefined;
  return definition ? { definition } : { library: name };
}
