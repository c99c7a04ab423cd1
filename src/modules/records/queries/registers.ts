import { sql } from 'kysely';
import type { PersonId, SettingId, TenantId, Tx } from '#db';

/** The marks of one young person at one setting in one register year, as private letters. */
export type RegisterOf = {
  settingId: SettingId;
  settingName: string;
  registerYear: number;
  marks: string;
  source: string;
};

/** The registers of some register years, oldest first. */
export async function registersOf(
  tx: Tx,
  { tenantId, personId, years }: { tenantId: TenantId; personId: PersonId; years: readonly number[] },
): Promise<RegisterOf[]> {
  const { rows } = await sql<RegisterOf>`
    select r.setting_id as "settingId", s.name as "settingName", r.register_year as "registerYear", r.marks, r.source
    from records.register r
    join people.place s on s.tenant_id = r.tenant_id and s.setting_id = r.setting_id
    where r.tenant_id = ${tenantId} and r.person_id = ${personId} and r.register_year = any(${[...years]}::smallint[])
    order by s.name, r.register_year`.execute(tx);
  return rows;
}
