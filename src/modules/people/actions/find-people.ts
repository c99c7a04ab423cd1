import { sql } from 'kysely';
import type { PersonId, SettingId, TenantId, Tx } from '#db';
import type { FactRow, Fault } from '#files';
import { settingFinder } from './settings.ts';

/** Somebody a file may mean. */
export type Found = { personId: PersonId; settingId: SettingId };

/** Looks up the people of one source as a file names them: by UPN, else by the source's own identifier. */
export type Directory = {
  /** Where a row names a setting, it is found there; otherwise where the young person is now. */
  find(who: { upn: string | null; sourceId: string | null }, settingId?: SettingId): Found | Fault;
};

/** Where a source knows somebody, whether they are there now, and whether it is their main setting. */
type KnownAt = Found & { isMain: boolean; isThere: boolean };

/**
 * Everybody a file could name, read once. A UPN names a person in the whole tenant; a source's identifier only within
 * that source and setting, so one that means two people is refused rather than guessed.
 *
 * A row that does not say its setting is about the one of their present settings at which its source knows the young
 * person, the main one first; otherwise about their main one. Never about one they have left while they are at another.
 *
 * @example const people = await directoryOf(tx, tenantId, 'uci'); people.find({ upn: null, sourceId: '17' })
 */
export async function directoryOf(tx: Tx, tenantId: TenantId, source: string): Promise<Directory> {
  const byUpn = new Map<string, { personId: PersonId; settingId: SettingId | null }>();
  const withUpn = await sql<{ upn: string; id: PersonId; setting_id: SettingId | null }>`
    select upn, id, setting_id from people.person where tenant_id = ${tenantId} and upn is not null`.execute(
    tx,
  );
  for (const row of withUpn.rows) byUpn.set(row.upn, { personId: row.id, settingId: row.setting_id });
  const known = await sql<{
    source_key: string;
    person_id: PersonId;
    setting_id: SettingId;
    is_main: boolean;
    is_there: boolean;
  }>`
    select k.source_key, k.person_id, k.setting_id, p.setting_id is not distinct from k.setting_id as is_main,
           k.setting_id = any(p.setting_ids) as is_there
    from people.person_source k
    join people.person p on p.tenant_id = k.tenant_id and p.id = k.person_id
    where k.tenant_id = ${tenantId} and k.source = ${source}`.execute(tx);
  const bySourceId = new Map<string, KnownAt[]>();
  const placesOf = new Map<PersonId, KnownAt[]>();
  for (const row of known.rows) {
    const { person_id: personId, setting_id: settingId, is_main: isMain, is_there: isThere } = row;
    const found = { personId, settingId, isMain, isThere };
    gather(bySourceId, row.source_key, found);
    gather(placesOf, personId, found);
  }
  return { find };

  function find(who: { upn: string | null; sourceId: string | null }, settingId?: SettingId): Found | Fault {
    if (who.upn !== null) return findByUpn(who.upn, settingId);
    const sourceId = who.sourceId ?? '';
    const all = bySourceId.get(sourceId) ?? [];
    const fitting = settingId === undefined ? all : all.filter((found) => found.settingId === settingId);
    const [found] = fitting;
    if (!found)
      return {
        rule: 'person.unknown',
        message: `No young person has the identifier ${sourceId} from ${source}: import people from the same source first.`,
      };
    if (fitting.some(({ personId }) => personId !== found.personId))
      return {
        rule: 'person.ambiguous',
        message: `The identifier ${sourceId} from ${source} means different young people at different settings: say which setting in the file.`,
      };
    // Somebody at two settings has the identifier twice: the facts belong to the one they are at now.
    const { personId, settingId: at } = fitting.find(({ isMain }) => isMain) ?? found;
    return { personId, settingId: at };
  }

  function findByUpn(upn: string, settingId: SettingId | undefined): Found | Fault {
    const found = byUpn.get(upn);
    if (!found)
      return {
        rule: 'person.unknown',
        message: `No young person has the UPN ${upn}: import people first, or mend the UPN.`,
      };
    const { personId } = found;
    const places = placesOf.get(personId) ?? [];
    const there = places.filter(({ isThere }) => isThere);
    const ours = there.find(({ isMain }) => isMain) ?? only(there);
    const at = settingId ?? ours?.settingId ?? found.settingId ?? only(places)?.settingId ?? null;
    if (at !== null) return { personId, settingId: at };
    return {
      rule: 'person.left',
      message: 'This young person is at no setting now: say in the file which setting the row is about.',
    };
  }
}

function only<Value>([one, ...others]: readonly Value[]): Value | undefined {
  return others.length === 0 ? one : undefined;
}

function gather<Key>(into: Map<Key, KnownAt[]>, key: Key, found: KnownAt): void {
  const others = into.get(key);
  if (others) others.push(found);
  else into.set(key, [found]);
}

/**
 * Finds whom and where a row of facts is about: at the setting that it names, or where the young person is now.
 *
 * @param of the organisation, and the source whose identifiers the file has
 */
export async function whoFinder(
  tx: Tx,
  { tenantId, source }: { tenantId: TenantId; source: string },
): Promise<(row: FactRow) => Promise<Found | Fault>> {
  const people = await directoryOf(tx, tenantId, source);
  const findSetting = await settingFinder(tx, tenantId, new Set());
  return async (row) => {
    if (row.setting === null) return people.find(row);
    const settingId = await findSetting(row.setting);
    if (typeof settingId !== 'string') return settingId;
    const found = people.find(row, settingId);
    return 'rule' in found ? found : { ...found, settingId };
  };
}
