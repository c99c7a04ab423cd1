import { newId, type SettingId, type TenantId, type Tx } from '#db';
import type { Fault, NamedSetting } from '#files';
import { Problems, Refused } from '#outcome';
import { checkUrn } from '../rules/index.ts';

export const settingKinds = [
  'primary',
  'secondary',
  'all_through',
  'special',
  'independent',
  'alternative_provider',
  'college',
  'other',
] as const;
export type SettingKind = (typeof settingKinds)[number];

/** `urn` has six digits, `laestab` seven: the local authority's three and the establishment's four. */
export type NewSetting = { name: string; kind: SettingKind; urn?: string | null; laestab?: string | null };

/**
 * Adds a setting by hand. Refuses a URN or LAESTAB that is not one, and a name, URN or LAESTAB that is there already.
 *
 * @example await addSetting(tx, tenantId, { name: 'Ashdale School', kind: 'secondary', urn: '123456' });
 */
export async function addSetting(tx: Tx, tenantId: TenantId, given: NewSetting): Promise<SettingId> {
  const name = given.name.trim();
  if (name === '') throw new Problems([{ field: 'name', message: 'Give the setting a name' }]);
  const { urn = null, laestab = null } = given;
  if (urn !== null) {
    const checked = checkUrn(urn);
    if ('fault' in checked) throw new Problems([{ field: 'urn', message: checked.fault.message }]);
  }
  if (laestab !== null && !/^[1-9]\d{6}$/.test(laestab))
    throw new Problems([{ field: 'laestab', message: 'A LAESTAB has seven digits, such as 2021048' }]);
  const [same] = await tx
    .selectFrom('people.setting')
    .select(['name'])
    .where('tenant_id', '=', tenantId)
    .where((either) =>
      either.or([
        either('name', '=', name),
        ...(urn === null ? [] : [either('urn', '=', urn)]),
        ...(laestab === null ? [] : [either('laestab', '=', laestab)]),
      ]),
    )
    .execute();
  if (same)
    throw new Problems([
      { field: 'name', message: `There is already a setting with this name, URN or LAESTAB: ${same.name}` },
    ]);
  const id = newId<SettingId>();
  await tx
    .insertInto('people.setting')
    .values({ tenant_id: tenantId, id, name, kind: given.kind, urn, laestab })
    .execute();
  return id;
}

/**
 * The setting somebody means by URN or name; refuses one there is not.
 *
 * @example const settingId = await settingNamed(tx, tenantId, '123456');
 */
export async function settingNamed(tx: Tx, tenantId: TenantId, urnOrName: string): Promise<SettingId> {
  const setting = await tx
    .selectFrom('people.setting')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where((either) => either.or([either('urn', '=', urnOrName), either('name', '=', urnOrName)]))
    .executeTakeFirst();
  if (!setting) throw new Refused(`There is no setting with the URN or name "${urnOrName}".`);
  return setting.id;
}

/** Finds settings as files name them. Those the mapping itself names are added; any other must be there already. */
export async function settingFinder(tx: Tx, tenantId: TenantId, namedByMapping: ReadonlySet<string>) {
  const rows = await tx
    .selectFrom('people.setting')
    .select(['id', 'name', 'urn', 'laestab'])
    .where('tenant_id', '=', tenantId)
    .execute();
  const known = {
    name: new Map(rows.map((row) => [row.name, row.id])),
    urn: new Map(rows.map((row) => [row.urn, row.id])),
    laestab: new Map(rows.map((row) => [row.laestab, row.id])),
  };

  return async function find(named: NamedSetting): Promise<SettingId | Fault> {
    const standing = known[named.as].get(named.value);
    if (standing) return standing;
    if (named.as === 'name' && namedByMapping.has(named.value)) {
      const id = await addSetting(tx, tenantId, { name: named.value, kind: 'other' });
      known.name.set(named.value, id);
      return id;
    }
    const how = named.as === 'name' ? '--urn NUMBER' : `--${named.as} ${named.value}`;
    return {
      rule: 'setting.unknown',
      message: `There is no setting with ${named.as} ${named.value}: add it with waymark setting add --name NAME --kind KIND ${how}, or mend the cell.`,
    };
  };
}
