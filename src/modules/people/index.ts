/** Young people, staff, settings, groups and the calendar: who is where, and when school is open. */
export { calendarLines, readCalendarFile } from './actions/calendars/calendar-file/index.ts';
export { keepCalendar } from './actions/calendars/keep-calendar.ts';
export { weighCalendar } from './actions/calendars/weigh-calendar.ts';
export { type Directory, directoryOf, type Found } from './actions/find-people.ts';
export { importPeople, peopleKind } from './actions/import-people.ts';
export { type PersonFacts, personFacts } from './actions/import-person-facts.ts';
export { type SeenPerson, seePerson } from './actions/see-person.ts';
export {
  addSetting,
  type SettingKind,
  settingFinder,
  settingKinds,
  settingNamed,
} from './actions/settings.ts';
export { changeInWords } from './pages/calendars/changes-list.tsx';
export { noticeInWords } from './pages/calendars/notices.tsx';
export { initialsOf, nameOnPage, yearInWords } from './pages/name.ts';
export { type CalendarKey, calendarsOf, standingCalendar } from './queries/calendars/index.ts';
export { type RollChoices, rollChoices } from './queries/choices.ts';
export { onRoll, type RollFilter } from './queries/on-roll.ts';
export { type Enrolled, enrolmentsOf } from './queries/places.ts';
export { calendarRoutes } from './routes/calendars/index.ts';
export * from './rules/index.ts';
export { fullName, nameKey, nameKeys } from './rules/names.ts';
