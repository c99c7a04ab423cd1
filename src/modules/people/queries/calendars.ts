import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { SettingId, TenantId, Tx } from '#db';
import type { Calendar, HalfTerm } from '../rules/index.ts';

type Row = {
  setting_id: SettingId;
  academic_year: number;
  weekdays: number[];
  half_terms: { term: HalfTerm['term']; half: 1 | 2; startsOn: PlainDate; endsOn: PlainDate }[];
  closures: Calendar['closures'];
};

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
  const { rows } = await sql<Row>`
    select distinct on (s.id, c.academic_year) s.id as setting_id, c.academic_year, c.weekdays,
      coalesce((select json_agg(json_build_object('term', h.term, 'half', h.half, 'startsOn', h.starts_on, 'endsOn', h.ends_on)
                order by h.starts_on) from people.half_term h where h.tenant_id = c.tenant_id and h.calendar_id = c.id), '[]') as half_terms,
      coalesce((select json_agg(json_build_object('date', d.on_date, 'kind', d.kind, 'label', d.label) order by d.on_date)
                from people.closure d where d.tenant_id = c.tenant_id and d.calendar_id = c.id), '[]') as closures
    from people.setting s
    join people.calendar c on c.tenant_id = s.tenant_id and (c.setting_id = s.id or c.setting_id is null)
    where s.tenant_id = ${tenantId} and s.id = any(${[...settingIds]}::uuid[]) and c.academic_year = any(${[...years]}::smallint[])
    order by s.id, c.academic_year, c.setting_id nulls last`.execute(tx);
  const found = new Map<SettingId, Map<number, Calendar>>();
  for (const { setting_id, academic_year: academicYear, weekdays, half_terms: halfTerms, closures } of rows) {
    const years = found.get(setting_id) ?? new Map<number, Calendar>();
    found.set(setting_id, years.set(academicYear, { academicYear, weekdays, halfTerms, closures }));
  }
  return found;
}
