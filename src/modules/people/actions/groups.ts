import { newId, type RunId, type SettingId, type TenantId, type Tx } from '#db';

type TutorGroupId = string & { __brand: 'people.tutor_group' };
type HouseId = string & { __brand: 'people.house' };

/** Tutor groups and houses by name within a setting; one that a file names for the first time is added by its run. */
export async function groupFinder(
  tx: Tx,
  { tenantId, runId }: { tenantId: TenantId; runId: RunId },
  year: number,
) {
  const groups = await tx
    .selectFrom('people.tutor_group')
    .select(['id', 'setting_id', 'name'])
    .where('tenant_id', '=', tenantId)
    .where('academic_year', '=', year)
    .execute();
  const houses = await tx
    .selectFrom('people.house')
    .select(['id', 'setting_id', 'name'])
    .where('tenant_id', '=', tenantId)
    .execute();
  const groupIds = new Map(groups.map((row) => [`${row.setting_id} ${row.name}`, row.id]));
  const houseIds = new Map(houses.map((row) => [`${row.setting_id} ${row.name}`, row.id]));

  return {
    async tutorGroup(settingId: SettingId, name: string): Promise<TutorGroupId> {
      const known = groupIds.get(`${settingId} ${name}`);
      if (known) return known;
      const id = newId<TutorGroupId>();
      await tx
        .insertInto('people.tutor_group')
        .values({ tenant_id: tenantId, id, setting_id: settingId, academic_year: year, name, run_id: runId })
        .execute();
      groupIds.set(`${settingId} ${name}`, id);
      return id;
    },
    async house(settingId: SettingId, name: string): Promise<HouseId> {
      const known = houseIds.get(`${settingId} ${name}`);
      if (known) return known;
      const id = newId<HouseId>();
      await tx
        .insertInto('people.house')
        .values({ tenant_id: tenantId, id, setting_id: settingId, name })
        .execute();
      houseIds.set(`${settingId} ${name}`, id);
      return id;
    },
  };
}
