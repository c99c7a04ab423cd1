import { sql } from 'kysely';
import type { PersonId, SettingId, TenantId, Tx } from '#db';
import type { Term } from '#modules/people';

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

/** What a source counted in one term at one setting, without dates. */
export type TermCountOf = {
  settingName: string;
  registerYear: number;
  term: Term;
  possible: number;
  absent: number;
  unauthorised: number;
  source: string;
};

/** The newest termly counts of each setting and term of some register years, in the order of the terms. */
export async function termCountsOf(
  tx: Tx,
  { tenantId, personId, years }: { tenantId: TenantId; personId: PersonId; years: readonly number[] },
): Promise<TermCountOf[]> {
  const { rows } = await sql<TermCountOf>`
    select * from (
      select distinct on (c.register_year, c.term, c.setting_id) s.name as "settingName", c.register_year as "registerYear",
             c.term, c.possible, c.absent, c.unauthorised, c.source
      from records.register_count c
      join people.place s on s.tenant_id = c.tenant_id and s.setting_id = c.setting_id
      where c.tenant_id = ${tenantId} and c.person_id = ${personId} and c.register_year = any(${[...years]}::smallint[])
      order by c.register_year, c.term, c.setting_id, c.id desc) counted
    order by "registerYear", array_position(array['autumn', 'spring', 'summer'], term), "settingName"`.execute(
    tx,
  );
  return rows;
}
