import { sql } from 'kysely';
import type { PersonId, SettingId, TenantId, Tx } from '#db';

/** Somebody who finished year 11, and where. */
export type Left = { person_id: PersonId; setting_id: SettingId; sex: string | null };

/** Everybody who was in year 11 in an academic year, at the setting where they were last, in the order of their ids. */
export async function leftIn(tx: Tx, tenantId: TenantId, year: number): Promise<Left[]> {
  const { rows } = await sql<Left>`
    select distinct on (e.person_id) e.person_id, e.setting_id, p.sex from people.enrolled e
    join people.roll p on p.tenant_id = e.tenant_id and p.person_id = e.person_id
    where e.tenant_id = ${tenantId} and e.academic_year = ${year} and e.nc_year = 11 and e.status not in ('S', 'G')
    order by e.person_id, e.ends_on desc nulls first`.execute(tx);
  return rows;
}
