import type { PlainDate } from '#dates';
import type { SettingId, Tx } from '#db';
import type { Ask, CalendarWarning } from '#web';
import { mayEditCalendar } from '../../actions/calendars/weigh-calendar.ts';
import { isCalendarYear, type Place } from '../../pages/calendars/address.ts';
import type { Held } from '../../pages/calendars/closing.tsx';
import {
  changesOf,
  followersOf,
  type KeptChange,
  type StandingCalendar,
  settingSeen,
  standingCalendar,
  versionOf,
} from '../../queries/calendars/index.ts';
import type { Calendar } from '../../rules/index.ts';

/** The calendar of a page: whose it is, what stands there, and what whoever asks may do. */
export type Opened = {
  place: Place;
  academicYear: number;
  mayEdit: boolean;
  standing: StandingCalendar | undefined;
  /** Of the organisation in the same year; for the organisation itself the same as `standing`. */
  common: Calendar | undefined;
  kept: readonly KeptChange[];
  version: string;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An academic year as an address has it; undefined for what is none, or further off than anybody plans. */
export function yearIn(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{4}$/.test(text)) return undefined;
  const year = Number(text);
  return isCalendarYear(year) ? year : undefined;
}

/** Opens what an address names; nothing when there is no such place, or it is not for whoever asks to look at. */
export async function openCalendar(
  tx: Tx,
  { actor, frame, params }: Pick<Ask, 'actor' | 'frame' | 'params'>,
): Promise<Opened | undefined> {
  const academicYear = yearIn(params.year);
  const { where = '' } = params;
  if (academicYear === undefined || (where !== 'organisation' && !UUID.test(where))) return undefined;
  // The shape has been checked; whose it is, the query decides.
  const settingId = where === 'organisation' ? null : (where as SettingId);
  const name =
    settingId === null ? (frame.account?.organisation ?? '') : await settingSeen(tx, actor, settingId);
  if (name === undefined) return undefined;
  const { tenantId } = actor;
  const standing = await standingCalendar(tx, tenantId, { settingId, academicYear });
  const common =
    settingId === null ? standing : await standingCalendar(tx, tenantId, { settingId: null, academicYear });
  const kept = await changesOf(tx, tenantId, { settingId, academicYear });
  return {
    place: { settingId, name },
    academicYear,
    mayEdit: mayEditCalendar(actor, settingId),
    standing,
    common: common?.calendar,
    kept,
    version: versionOf(standing, kept),
  };
}

/** What modules above hold on days that are about to close at every setting that the calendar holds for. */
export async function heldOn(
  tx: Tx,
  { tenantId }: Ask['actor'],
  { place: { settingId }, academicYear }: Opened,
  days: readonly PlainDate[],
  warnings: readonly CalendarWarning[],
): Promise<Held[]> {
  if (days.length === 0) return [];
  const settingIds = settingId === null ? await followersOf(tx, tenantId, academicYear) : [settingId];
  const held: Held[] = [];
  for (const { says, heldOn: ask } of warnings)
    held.push({ says, days: await ask(tx, { tenantId, settingIds, days }) });
  return held;
}
