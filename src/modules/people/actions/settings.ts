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

/**
 * Adds a setting by hand. Refuses a URN that is not one, and a name or URN that is there already.
 *
 * @example await addSetting(tx, tenantId, { name: 'Ashdale School', kind: 'secondary', urn: '123456' });
 */
export async function addSetting(
  tx: Tx,
  tenantId: TenantId,
  given: { name: string; kind: SettingKind; urn: string | null },
): Promise<SettingId> {
  const name = given.name.trim();
  if (name === '') throw new Problems([{ field: 'name', message: 'Give the setting a name' }]);
  if (given.urn !== null) {
    const checked = checkUrn(given.urn);
    if ('fault' in checked) throw new Problems([{ field: 'urn', message: checked.fault.message }]);
  }
  const [same] = await tx
    .selectFrom('people.setting')
    .select(['name'])
    .where('tenant_id', '=', tenantId)
    .where((either) =>
      either.or([either('name', '=', name), ...(given.urn === null ? [] : [either('urn', '=', given.urn)])]),
    )
    .execute();
  if (same)
    throw new Problems([
      { field: 'name', message: `There is already a setting with this name or URN: ${same.name}` },
    ]);
  const id = newId<SettingId>();
  await tx
    .insertInto('people.setting')
    .values({ tenant_id: tenantId, id, name, kind: given.kind, urn: given.urn })
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
    .select(['id', 'name', 'urn'])
    .where('tenant_id', '=', tenantId)
    .execute();
  const byName = new Map(rows.map((row) => [row.name, row.id]));
  const byUrn = new Map(rows.flatMap((row) => (row.urn === null ? [] : [[row.urn, row.id] as const])));

  return async function find(named: NamedSetting): Promise<SettingId | Fault> {
    const known =
      named.as === 'urn' ? byUrn.get(named.value) : named.as === 'name' ? byName.get(named.value) : undefined;
    if (known) return known;
    if (named.as === 'name' && namedByMapping.has(named.value)) {
      const id = await addSetting(tx, tenantId, { name: named.value, kind: 'other', urn: null });
      byName.set(named.value, id);
      return id;
    }
    const how = named.as === 'urn' ? `--urn ${named.value}` : '--urn NUMBER';
    return {
      rule: 'setting.unknown',
      message: `There is no setting with ${named.as} ${named.value}: add it with waymark setting add --name NAME --kind KIND ${how}, or mend the cell.`,
    };
  };
}
