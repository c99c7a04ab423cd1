import type { SettingId, Tx } from '#db';
import type { Fault, Identified, NamedSetting } from '#files';
import type { Run } from '#modules/sources';
import { directoryOf, type Found } from './find-people.ts';
import { settingFinder } from './settings.ts';

/** Finds whom and where the rows of a file are about. */
export type RowFinder = {
  find(row: Identified & { setting: NamedSetting | null }): Promise<Found | Fault>;
  /** The setting that a file or its mapping names. */
  findSetting(named: NamedSetting): Promise<SettingId | Fault>;
  /** Every setting named so far, whether or not anybody was found there. */
  readonly settings: ReadonlySet<SettingId>;
};

/**
 * Who a row means is found by UPN, else by the identifier of the same source; a row that names a setting is about that
 * setting, any other about where the young person is now.
 *
 * @example const { find } = await rowFinder(tx, run); const who = await find(row);
 */
export async function rowFinder(tx: Tx, { tenantId, source }: Run): Promise<RowFinder> {
  const people = await directoryOf(tx, tenantId, source);
  const findKnown = await settingFinder(tx, tenantId, new Set());
  const settings = new Set<SettingId>();
  return { find, findSetting, settings };

  async function find(row: Identified & { setting: NamedSetting | null }): Promise<Found | Fault> {
    if (row.setting === null) return people.find(row);
    const settingId = await findSetting(row.setting);
    return typeof settingId === 'string' ? people.find(row, settingId) : settingId;
  }

  async function findSetting(named: NamedSetting): Promise<SettingId | Fault> {
    const found = await findKnown(named);
    if (typeof found === 'string') settings.add(found);
    return found;
  }
}
