/** Reads of the school calendar: as others need it, and as it is edited. */
export { calendarsOf } from './calendars-of.ts';
export {
  followersOf,
  organisationCalendars,
  type SettingYear,
  settingSeen,
  settingYears,
} from './overview.ts';
export {
  type CalendarKey,
  changesOf,
  changesSince,
  type KeptChange,
  type StandingCalendar,
  standingCalendar,
  versionOf,
} from './standing.ts';
