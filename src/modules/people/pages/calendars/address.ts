import type { SettingId } from '#db';

/** Whose calendar a page is about: a setting's, or with a null id the organisation's. */
export type Place = { settingId: SettingId | null; name: string };

/**
 * Where the calendar of a setting, or the organisation, is in a year.
 *
 * @example calendarHref({ settingId: null }, 2026) // '/calendars/organisation/2026'
 */
export function calendarHref({ settingId }: Pick<Place, 'settingId'>, academicYear: number): string {
  return `/calendars/${settingId ?? 'organisation'}/${academicYear}`;
}

/** Whether a calendar of this academic year can be asked for: no further off than anybody plans or remembers. */
export function isCalendarYear(academicYear: number): boolean {
  return academicYear >= 2000 && academicYear <= 2100;
}

/** What a new calendar can begin with. */
export const BEGINNINGS = ['organisation', 'last-year', 'proposal'] as const;
export type Beginning = (typeof BEGINNINGS)[number];

export function isBeginning(text: unknown): text is Beginning {
  return BEGINNINGS.some((each) => each === text);
}
