import { sql } from 'kysely';
import { addDays, type PlainDate } from '#dates';
import type { PersonId, SettingId, TenantId, Tx } from '#db';
import { calendarsOf, schoolDays } from '#modules/people';
import {
  letterOf,
  registerDates,
  registerYear,
  SCHOOL_DAYS_TO_RECODE,
  schoolDaysSince,
} from '../rules/index.ts';

/** A session whose reason for absence is still not known, longer than it may be. */
export type OverdueN = {
  personId: PersonId;
  date: PlainDate;
  session: 'AM' | 'PM';
  /** School days since then, by the calendar of the setting. */
  schoolDays: number;
};

type Row = { person_id: PersonId; register_year: number; marks: string };

/**
 * The sessions of a setting that have had the code N for more than five school days, oldest first, in the register year
 * of a day and the one before. Where the setting has no calendar nothing is known of school days, so none is named.
 *
 * @example await overdueN(tx, { tenantId, settingId, asOf: today })
 */
export async function overdueN(
  tx: Tx,
  { tenantId, settingId, asOf }: { tenantId: TenantId; settingId: SettingId; asOf: PlainDate },
): Promise<OverdueN[]> {
  const letter = letterOf('N') ?? '';
  const year = registerYear(asOf);
  const days = await schoolDaysOf(tx, tenantId, settingId, [year - 2, year - 1, year], asOf);
  const { rows } = await sql<Row>`
    select person_id, register_year, marks from records.register
    where tenant_id = ${tenantId} and setting_id = ${settingId} and register_year in (${year - 1}, ${year})
      and strpos(marks, ${letter}) > 0`.execute(tx);
  const found = rows.flatMap(({ person_id: personId, register_year, marks }) => {
    const { from } = registerDates(register_year);
    return [...marks.matchAll(new RegExp(letter, 'g'))].map(({ index }): OverdueN => {
      const date = addDays(from, index >> 1);
      const session = index % 2 === 0 ? 'AM' : 'PM';
      return { personId, date, session, schoolDays: schoolDaysSince(date, days) };
    });
  });
  return found
    .filter((each) => each.schoolDays > SCHOOL_DAYS_TO_RECODE)
    .sort((one, other) => keyOf(one).localeCompare(keyOf(other)));
}

function keyOf({ date, session, personId }: OverdueN): string {
  return `${date} ${session} ${personId}`;
}

async function schoolDaysOf(
  tx: Tx,
  tenantId: TenantId,
  settingId: SettingId,
  years: readonly number[],
  asOf: PlainDate,
): Promise<PlainDate[]> {
  const calendars = await calendarsOf(tx, { tenantId, settingIds: [settingId], years });
  const ofSetting = [...(calendars.get(settingId)?.values() ?? [])];
  const { from } = registerDates(registerYear(asOf) - 1);
  return ofSetting.flatMap((calendar) => schoolDays(calendar, from, asOf)).sort();
}
