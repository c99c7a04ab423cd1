import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { newId, type SettingId, type TenantId, type Tx } from '#db';
import type { Fault, NamedSetting } from '#files';
import { Problems, Refused } from '#outcome';
import { checkUrn, type SettingKind } from '../rules/index.ts';

/** `urn` has six digits, `laestab` seven: the local authority's three and the establishment's four. */
export type NewSetting = { name: string; kind: SettingKind; urn?: string | null; laestab?: string | null };

type Known = { id: SettingId; name: string; urn: string | null; town: string | null; status: string | null };

/**
 * Adds a setting by hand. Refuses a URN or LAESTAB that is not one, a URN that is there already, a LAESTAB that another
 * setting bears which has not closed, and, without a URN, a name that is there: it could not be told from the other.
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
    const [same] = await settingsWhere(tx, tenantId, sql`s.urn = ${urn}`);
    if (same) throw already('urn', `There is already a setting with the URN ${urn}: ${same.name}`);
  }
  if (laestab !== null) {
    if (!/^[1-9]\d{6}$/.test(laestab))
      throw new Problems([{ field: 'laestab', message: 'A LAESTAB has seven digits, such as 2021048' }]);
    const [same] = (await settingsWhere(tx, tenantId, sql`s.laestab = ${laestab}`)).filter(isOpen);
    if (same)
      throw already('laestab', `There is already a setting with the LAESTAB ${laestab}: ${same.name}`);
  }
  if (urn === null) {
    const [same] = await settingsWhere(tx, tenantId, sql`s.name = ${name}`);
    if (same)
      throw already('name', `There is already ${inWords(same)}: if this is another one, give its URN`);
  }
  const id = newId<SettingId>();
  await tx
    .insertInto('people.setting')
    .values({ tenant_id: tenantId, id, name, kind: given.kind, urn, laestab })
    .execute();
  return id;
}

/**
 * The setting somebody means by URN or name; refuses one there is not, and a name that several bear.
 *
 * @example const settingId = await settingNamed(tx, tenantId, '123456');
 */
export async function settingNamed(tx: Tx, tenantId: TenantId, urnOrName: string): Promise<SettingId> {
  const [byUrn] = await settingsWhere(tx, tenantId, sql`s.urn = ${urnOrName}`);
  if (byUrn) return byUrn.id;
  const named = await settingsWhere(tx, tenantId, sql`s.name = ${urnOrName}`);
  const [only] = named;
  if (!only) throw new Refused(`There is no setting with the URN or name "${urnOrName}".`);
  if (named.length > 1) throw new Refused(`${severalInWords('name', urnOrName, named)} Say the URN.`);
  return only.id;
}

/**
 * Finds settings as files name them, each asked for once. Those the mapping itself names are added; any other must be
 * there already. A name that several settings bear is refused. So is a LAESTAB, unless all of them but one have closed
 * or not opened yet: an academy usually keeps the number of the school before it.
 */
export async function settingFinder(tx: Tx, tenantId: TenantId, namedByMapping: ReadonlySet<string>) {
  const met = new Map<string, SettingId | Fault>();

  return async function find(named: NamedSetting): Promise<SettingId | Fault> {
    const key = `${named.as} ${named.value}`;
    const found = met.get(key) ?? (await look(named));
    met.set(key, found);
    return found;
  };

  async function look({ as, value }: NamedSetting): Promise<SettingId | Fault> {
    const all = await settingsWhere(tx, tenantId, sql`${sql.ref(`s.${as}`)} = ${value}`);
    const fitting = as === 'laestab' && all.length > 1 ? all.filter(isOpen) : all;
    const [only, second] = fitting.length > 0 ? fitting : all;
    if (second)
      return {
        rule: 'setting.ambiguous',
        message: `${severalInWords(as, value, all)} Name the setting by its URN in the file.`,
      };
    if (only) return only.id;
    if (as === 'name' && namedByMapping.has(value))
      return addSetting(tx, tenantId, { name: value, kind: 'other' });
    const how = as === 'name' ? '--urn NUMBER' : `--${as} ${value}`;
    return {
      rule: 'setting.unknown',
      message: `There is no setting with ${as} ${value}: add it with waymark setting add --name NAME --kind KIND ${how}, bring it in with waymark import establishments, or mend the cell.`,
    };
  }
}

async function settingsWhere(tx: Tx, tenantId: TenantId, where: RawBuilder<SqlBool>): Promise<Known[]> {
  const { rows } = await sql<Known>`
    select s.id, s.name, s.urn, s.town, s.status from people.setting s
    where s.tenant_id = ${tenantId} and ${where} order by s.urn nulls last, s.id`.execute(tx);
  return rows;
}

/** What nobody has called closed or proposed is taken for open. */
function isOpen({ status }: Known): boolean {
  return status !== 'closed' && status !== 'proposed';
}

function already(field: string, message: string): Problems {
  return new Problems([{ field, message }]);
}

const SHOWN = 5;

function severalInWords(as: string, value: string, all: readonly Known[]): string {
  const some = all.slice(0, SHOWN).map(inWords).join('; ');
  const more = all.length > SHOWN ? `; and ${all.length - SHOWN} more` : '';
  return `${all.length} settings have the ${as} ${value}: ${some}${more}.`;
}

function inWords({ name, urn, town, status }: Known): string {
  const number = urn === null ? ' without a URN' : ` with the URN ${urn}`;
  const place = town === null ? '' : ` in ${town}`;
  return `${name}${number}${place}${status === 'closed' ? ' (closed)' : ''}`;
}
