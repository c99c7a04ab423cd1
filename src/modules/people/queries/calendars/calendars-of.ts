import { sql } from 'kysely';
import type { SettingId, TenantId, Tx } from '#db';
import type { Calendar } from '../../rules/index.ts';
import { type CalendarRow, calendarFrom, calendarParts } from './parts.ts';

/**
 * The school days of some settings in some academic years: a setting's own calendar, else that of the organisation.
 * A setting and year with neither is not there, and nothing is known of its days.
 *
 * @example (await calendarsOf(tx, { tenantId, settingIds: [ashdale], years: [2026] })).get(ashdale)?.get(2026)
 */
export async function calendarsOf(
  tx: Tx,
  {
    tenantId,
    settingIds,
    years,
  }: { tenantId: TenantId; settingIds: readonly SettingId[]; years: readonly number[] },
): Promise<Map<SettingId, Map<number, Calendar>>> {
  const { rows } = await sql<CalendarRow & { setting_id: SettingId }>`
    select distinct on (s.id, c.academic_year) s.id as setting_id, ${calendarParts}
    from people.setting s
    join people.calendar c on c.tenant_id = s.tenant_id and (c.setting_id = s.id or c.setting_id is null)
    where s.tenant_id = ${tenantId} and s.id = any(${[...settingIds]}::uuid[]) and c.academic_year = any(${[...years]}::smallint[])
    order by s.id, c.academic_year, c.setting_id nulls last`.execute(tx);
  const found = new Map<SettingId, Map<number, Calendar>>();
  for (const row of rows) {
    const years = found.get(row.setting_id) ?? new Map<number, Calendar>();
    found.set(row.setting_id, years.set(row.academic_year, calendarFrom(row)));
  }
  return found;
}
