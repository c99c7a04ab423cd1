import { sql } from 'kysely';
import type { SettingId, TenantId, Tx } from '#db';
import type { Actor } from '#modules/access';
import type { Calendar } from '../../rules/index.ts';
import { type CalendarRow, calendarFrom, calendarParts } from './parts.ts';

/** A setting, and the calendar it has of its own in the year that was asked for. */
export type SettingYear = { settingId: SettingId; name: string; own: Calendar | null };

/** The organisation's calendars, the latest year first. */
export async function organisationCalendars(tx: Tx, tenantId: TenantId): Promise<Calendar[]> {
  const { rows } = await sql<CalendarRow>`
    select ${calendarParts} from people.calendar c
    where c.tenant_id = ${tenantId} and c.setting_id is null order by c.academic_year desc`.execute(tx);
  return rows.map(calendarFrom);
}

/**
 * The settings whose calendars somebody looks at, with their own calendar of one year: those of its own first, then by
 * name. Everybody sees the settings they reach and the one they work at; of a whole organisation, all.
 *
 * @param name part of a setting's name, in any case; empty for all
 * @returns at most `limit` of them, and how many there are in all
 */
export async function settingYears(
  tx: Tx,
  actor: Actor,
  { academicYear, name, limit }: { academicYear: number; name: string; limit: number },
): Promise<{ settings: SettingYear[]; total: number }> {
  const { tenantId } = actor;
  const { rows } = await sql<
    (CalendarRow | { academic_year: null }) & { setting_id: SettingId; name: string; total: number }
  >`
    select s.id as setting_id, s.name, count(*) over () as total, ${calendarParts}
    from people.setting s
    left join people.calendar c
      on c.tenant_id = s.tenant_id and c.setting_id = s.id and c.academic_year = ${academicYear}
    where s.tenant_id = ${tenantId} and ${isLookedAt(actor)} and position(lower(${name}) in lower(s.name)) > 0
    order by c.id is null, s.name collate "und-x-icu", s.id limit ${limit}`.execute(tx);
  return {
    settings: rows.map((row) => ({
      settingId: row.setting_id,
      name: row.name,
      own: row.academic_year === null ? null : calendarFrom(row),
    })),
    total: rows[0]?.total ?? 0,
  };
}

/** The name of a setting whose calendar this actor may look at; nothing for any other. */
export async function settingSeen(tx: Tx, actor: Actor, settingId: SettingId): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select s.name from people.setting s
    where s.tenant_id = ${actor.tenantId} and s.id = ${settingId} and ${isLookedAt(actor)}`.execute(tx);
  return rows[0]?.name;
}

/** The settings that have no calendar of their own in a year, and so follow the organisation's. */
export async function followersOf(tx: Tx, tenantId: TenantId, academicYear: number): Promise<SettingId[]> {
  const { rows } = await sql<{ id: SettingId }>`
    select s.id from people.setting s
    where s.tenant_id = ${tenantId} and not exists (select from people.calendar c
      where c.tenant_id = s.tenant_id and c.setting_id = s.id and c.academic_year = ${academicYear})`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}

function isLookedAt({ tenantId, accountId, reach }: Actor) {
  const settings = reach === 'whole' ? null : [...reach.settings];
  return sql`(${settings}::uuid[] is null or s.id = any(${settings}::uuid[])
    or s.id in (select w.setting_id from people.staff w
      where w.tenant_id = ${tenantId} and w.account_id = ${accountId}::uuid and w.setting_id is not null))`;
}
