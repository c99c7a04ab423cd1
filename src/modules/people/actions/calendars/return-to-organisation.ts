import type { SettingId, Tx } from '#db';
import type { Actor } from '#modules/access';
import { Refused } from '#outcome';
import type { Say } from '#web';
import { changesOf, standingCalendar, versionOf } from '../../queries/calendars/index.ts';
import { lockCalendar, refuseUnlessMine } from './weigh-calendar.ts';
import { writeCalendar } from './write-calendar.ts';

/**
 * Takes a setting's own calendar of a year away, so that it follows the organisation's again. What it was stays in
 * `people.calendar_change`. A setting that follows it already stays as it is, and so does one whose calendar somebody
 * changed since `seen`.
 *
 * Refuses whoever may not change this calendar, and a year for which the organisation has none: nothing would be known of
 * the setting's days any more.
 *
 * @param seen the version that whoever asks had before them (`versionOf`)
 * @example await returnToOrganisation(tx, actor, say, { settingId, academicYear: 2026, seen });
 */
export async function returnToOrganisation(
  tx: Tx,
  actor: Actor,
  say: Say,
  { settingId, academicYear, seen }: { settingId: SettingId; academicYear: number; seen: string },
): Promise<'kept' | 'same' | 'overtaken'> {
  const key = { settingId, academicYear };
  refuseUnlessMine(actor, say, settingId);
  await lockCalendar(tx, actor, key);
  const standing = await standingCalendar(tx, actor.tenantId, key);
  if (!standing) return 'same';
  if (versionOf(standing, await changesOf(tx, actor.tenantId, key)) !== seen) return 'overtaken';
  const organisations = await standingCalendar(tx, actor.tenantId, { settingId: null, academicYear });
  if (!organisations) throw new Refused(say('calendars.return.none'));
  await writeCalendar(tx, actor, key, standing, undefined);
  return 'kept';
}
