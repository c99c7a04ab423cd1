import { academicYearName } from '#dates';
import { insertRows, newId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import type { CalendarId } from '../../../../db/generated/people/Calendar.ts';
import type { CalendarKey, StandingCalendar } from '../../queries/calendars/index.ts';
import type { Calendar } from '../../rules/index.ts';

/**
 * Puts a calendar in the place of the one that stands, or takes that away (`calendar` undefined), and keeps what was
 * there before, who changed it and when. Whoever calls has asked whether they may, and holds the lock.
 */
export async function writeCalendar(
  tx: Tx,
  actor: Actor,
  key: CalendarKey,
  standing: StandingCalendar | undefined,
  calendar: Calendar | undefined,
): Promise<void> {
  const id = standing?.id ?? newId<CalendarId>();
  const whose = { tenant_id: actor.tenantId, setting_id: key.settingId };
  if (standing) await removeParts(tx, actor, id);
  if (calendar) await writeParts(tx, whose, id, standing !== undefined, calendar);
  else
    await tx
      .deleteFrom('people.calendar')
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', id)
      .execute();
  await tx
    .insertInto('people.calendar_change')
    .values({
      ...whose,
      id: newId(),
      calendar_id: id,
      academic_year: key.academicYear,
      account_id: actor.accountId,
      author: actor.name,
      before: standing?.calendar ?? null,
      after: calendar ?? null,
    })
    .execute();
  await record(tx, actor, {
    act: 'calendar.changed',
    subjectId: id,
    why: `${actor.roles.join(', ')}: ${academicYearName(key.academicYear)}`,
  });
}

async function removeParts(tx: Tx, { tenantId }: Actor, id: CalendarId): Promise<void> {
  await tx
    .deleteFrom('people.half_term')
    .where('tenant_id', '=', tenantId)
    .where('calendar_id', '=', id)
    .execute();
  await tx
    .deleteFrom('people.closure')
    .where('tenant_id', '=', tenantId)
    .where('calendar_id', '=', id)
    .execute();
}

async function writeParts(
  tx: Tx,
  whose: { tenant_id: Actor['tenantId']; setting_id: CalendarKey['settingId'] },
  id: CalendarId,
  isThere: boolean,
  { academicYear, weekdays, halfTerms, closures }: Calendar,
): Promise<void> {
  if (isThere) {
    await tx
      .updateTable('people.calendar')
      .set({ weekdays: [...weekdays] })
      .where('tenant_id', '=', whose.tenant_id)
      .where('id', '=', id)
      .execute();
  } else {
    await tx
      .insertInto('people.calendar')
      .values({ ...whose, id, academic_year: academicYear, weekdays: [...weekdays] })
      .execute();
  }
  await insertRows(
    tx,
    'people.half_term',
    halfTerms.map(({ term, half, startsOn: starts_on, endsOn: ends_on }) => {
      return { ...whose, id: newId(), calendar_id: id, term, half, starts_on, ends_on };
    }),
  );
  await insertRows(
    tx,
    'people.closure',
    closures.map(({ date: on_date, kind, label }) => {
      return { ...whose, id: newId(), calendar_id: id, on_date, kind, label };
    }),
  );
}
