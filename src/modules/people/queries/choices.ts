import { sql } from 'kysely';
import type { SettingId, TenantId, Tx, Who } from '#db';

/** What a list can be narrowed to: only what the actor reaches somebody at. */
export type RollChoices = {
  settings: readonly { id: SettingId; name: string }[];
  ncYears: readonly number[];
  /** Somebody's setting, or year, is not on record. */
  unknown: { setting: boolean; ncYear: boolean };
};

type Row = { setting_id: SettingId | null; name: string | null; urn: string | null; nc_year: number | null };

/**
 * The settings and years in which an actor reaches anybody. For a whole organisation each pair of setting and year
 * is probed by index, because telling the pairs apart by reading everybody takes too long for a page. Only settings with
 * somebody in them are probed: the organisation may hold all those of a country. They are found from one to the next.
 * Second settings are asked for beside them: a setting may be nobody's main one.
 */
export async function rollChoices(tx: Tx, who: Who): Promise<RollChoices> {
  const { rows } = await pairs(tx, who);
  const others = await secondSettings(tx, who);
  const settings = new Map(
    [...rows, ...others].flatMap((row) => (row.setting_id === null ? [] : [[row.setting_id, row] as const])),
  );
  const bearing = Map.groupBy(settings.values(), ({ name }) => name);
  /** Names are not unique in England: namesakes are told apart by their URN. */
  const nameOf = ({ name, urn }: Row) =>
    urn !== null && (bearing.get(name)?.length ?? 0) > 1 ? `${name} (${urn})` : (name ?? '');
  const years = new Set([...rows, ...others].flatMap(({ nc_year: year }) => (year === null ? [] : [year])));
  return {
    settings: [...settings]
      .map(([id, row]) => ({ id, name: nameOf(row) }))
      .sort((one, other) => one.name.localeCompare(other.name)),
    ncYears: [...years].sort((one, other) => one - other),
    unknown: {
      setting: rows.some((row) => row.setting_id === null),
      ncYear: rows.some((row) => row.nc_year === null),
    },
  };
}

function pairs(tx: Tx, { tenantId, reach }: Who) {
  return reach === 'whole' ? probed(tx, tenantId) : reached(tx, tenantId, reach);
}

/** The young people of a few settings, or of one's own, are read: as many as they are. */
function reached(tx: Tx, tenantId: TenantId, { settings, people }: Exclude<Who['reach'], 'whole'>) {
  return sql<Row>`
    select distinct roll.setting_id, roll.setting_name as name, roll.setting_urn as urn, roll.nc_year
    from people.roll as roll
    where roll.tenant_id = ${tenantId}
      and (roll.setting_id = any(${[...settings]}::uuid[]) or roll.person_id = any(${[...people]}::uuid[]))
    order by 2, 3, 4`.execute(tx);
}

function probed(tx: Tx, tenantId: TenantId) {
  const years = Array.from({ length: 15 }, (_, year) => year);
  return sql<Row>`
    with recursive held as (
      (select p.setting_id as id from people.person p
       where p.tenant_id = ${tenantId} and p.setting_id is not null
       order by p.setting_id limit 1)
      union all
      select (select p.setting_id from people.person p where p.tenant_id = ${tenantId} and p.setting_id > held.id
              order by p.setting_id limit 1)
      from held where held.id is not null),
    place as (
      select s.id, s.name, s.urn from people.setting s
      where s.tenant_id = ${tenantId} and s.id in (select id from held where id is not null)
      union all select null, null, null),
    pair as (
      select place.id as setting_id, place.name, place.urn, year.nc_year from place
      cross join (select unnest(${years}::smallint[]) as nc_year union all select null) as year
      where case
        when place.id is null and year.nc_year is null then exists (select from people.person p
          where p.tenant_id = ${tenantId} and p.setting_id is null and p.nc_year is null)
        when place.id is null then exists (select from people.person p
          where p.tenant_id = ${tenantId} and p.setting_id is null and p.nc_year = year.nc_year)
        when year.nc_year is null then exists (select from people.person p
          where p.tenant_id = ${tenantId} and p.setting_id = place.id and p.nc_year is null)
        else exists (select from people.person p
          where p.tenant_id = ${tenantId} and p.setting_id = place.id and p.nc_year = year.nc_year) end)
    select setting_id, name, urn, nc_year from pair order by 2, 3, 4`.execute(tx);
}

/** Settings that somebody is at beside their main one, with the years of those people where a few settings are reached. */
async function secondSettings(tx: Tx, { tenantId, reach }: Who): Promise<Row[]> {
  if (reach === 'whole') {
    const { rows } = await sql<Row>`
      select s.id as setting_id, s.name, s.urn, null as nc_year from people.setting s
      where s.tenant_id = ${tenantId} and exists (select from people.second_setting second
        where second.tenant_id = ${tenantId} and second.setting_id = s.id)
      order by s.name`.execute(tx);
    return rows;
  }
  const { rows } = await sql<Row>`
    select distinct s.id as setting_id, s.name, s.urn, p.nc_year from people.second_setting second
    join people.setting s on s.tenant_id = second.tenant_id and s.id = second.setting_id
    join people.person p on p.tenant_id = second.tenant_id and p.id = second.person_id
    where second.tenant_id = ${tenantId} and second.setting_id = any(${[...reach.settings]}::uuid[])
    order by s.name, p.nc_year`.execute(tx);
  return rows;
}
