import { sql } from 'kysely';
import type { SettingId, TenantId, Tx } from '#db';
import type { CalendarId } from '../../../../db/generated/people/Calendar.ts';
import type { CalendarChangeId } from '../../../../db/generated/people/CalendarChange.ts';
import type { Calendar } from '../../rules/index.ts';
import { type CalendarRow, calendarFrom, calendarParts } from './parts.ts';

/** Whose calendar of which year: that of a setting or, with null, the organisation's. */
export type CalendarKey = { settingId: SettingId | null; academicYear: number };

export type StandingCalendar = {
  id: CalendarId;
  calendar: Calendar;
};

/** One time that somebody changed a calendar, and what it was before and after; null where there was none. */
export type KeptChange = {
  id: CalendarChangeId;
  author: string;
  /** In UTC, as ISO text: a moment of the database's clock. */
  changedAt: string;
  before: Calendar | null;
  after: Calendar | null;
};

/** The calendar that a setting, or the organisation, has of its own in a year. */
export async function standingCalendar(
  tx: Tx,
  tenantId: TenantId,
  { settingId, academicYear }: CalendarKey,
): Promise<StandingCalendar | undefined> {
  const { rows } = await sql<CalendarRow & { id: CalendarId }>`
    select c.id, ${calendarParts} from people.calendar c
    where c.tenant_id = ${tenantId} and c.setting_id is not distinct from ${settingId}::uuid
      and c.academic_year = ${academicYear}`.execute(tx);
  const [row] = rows;
  return row && { id: row.id, calendar: calendarFrom(row) };
}

/** Every change of a calendar, oldest first; those after it went and came back again too. */
export async function changesOf(
  tx: Tx,
  tenantId: TenantId,
  { settingId, academicYear }: CalendarKey,
): Promise<KeptChange[]> {
  const { rows } = await sql<KeptChange>`
    select id, author, changed_at as "changedAt", before, after from people.calendar_change
    where tenant_id = ${tenantId} and setting_id is not distinct from ${settingId}::uuid
      and academic_year = ${academicYear}
    order by id`.execute(tx);
  return rows;
}

/**
 * Names what a form was shown with, so that what happened since can be found when it comes back: the latest change, else
 * the calendar, which was there before changes were kept, else that there was none.
 *
 * @example versionOf(standing, changes) // an id, or 'none'
 */
export function versionOf(standing: StandingCalendar | undefined, changes: readonly KeptChange[]): string {
  return changes.at(-1)?.id ?? standing?.id ?? 'none';
}

/** The changes that came after a form was shown; all of them when it is not known which it was shown with. */
export function changesSince(changes: readonly KeptChange[], seen: string): readonly KeptChange[] {
  return changes.slice(changes.findIndex(({ id }) => id === seen) + 1);
}
