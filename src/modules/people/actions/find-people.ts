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

/**
 * Everybody a file could name, read once. A UPN names a person in the whole tenant; a source's identifier only within
 * that source and setting, so one that means two people is refused rather than guessed.
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
  const bySourceId = new Map<string, (Found & { isMain: boolean })[]>();
  const known = await sql<{
    source_key: string;
    person_id: PersonId;
    setting_id: SettingId;
    is_main: boolean;
  }>`
    select k.source_key, k.person_id, k.setting_id, p.setting_id is not distinct from k.setting_id as is_main
    from people.person_source k
    join people.person p on p.tenant_id = k.tenant_id and p.id = k.person_id
    where k.tenant_id = ${tenantId} and k.source = ${source}`.execute(tx);
  for (const row of known.rows) {
    const found = { personId: row.person_id, settingId: row.setting_id, isMain: row.is_main };
    const others = bySourceId.get(row.source_key);
    if (others) others.push(found);
    else bySourceId.set(row.source_key, [found]);
  }
  return { find };

  function find(who: { upn: string | null; sourceId: string | null }, settingId?: SettingId): Found | Fault {
    if (who.upn !== null) {
      const found = byUpn.get(who.upn);
      if (!found)
        return {
          rule: 'person.unknown',
          message: `No young person has the UPN ${who.upn}: import people first, or mend the UPN.`,
        };
      const at = settingId ?? found.settingId;
      if (at !== null) return { personId: found.personId, settingId: at };
      return {
        rule: 'setting.missing',
        message: 'This young person is at no setting now: say in the file which setting it is about.',
      };
    }
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
