/** Young people, staff, settings, groups and the calendar: who is where, and when school is open. */
export { calendarLines, readCalendarFile } from './actions/calendars/calendar-file/index.ts';
export { keepCalendar } from './actions/calendars/keep-calendar.ts';
export { weighCalendar } from './actions/calendars/weigh-calendar.ts';
export { type Directory, directoryOf, type Found } from './actions/find-people.ts';
export { type RowFinder, rowFinder } from './actions/find-rows.ts';
export { classesKind } from './actions/import-classes/index.ts';
export { establishmentsKind } from './actions/import-establishments/index.ts';
export { importPeople, peopleKind } from './actions/import-people.ts';
export {
  type PersonFacts,
  personFacts,
  type ReadFacts,
  type RowFault,
  readFacts,
  refuseRow,
  type WrittenFile,
} from './actions/import-person-facts.ts';
export { staffKind } from './actions/import-staff.ts';
export { type SeenPerson, seePerson } from './actions/see-person.ts';
export { addSetting, settingFinder, settingNamed } from './actions/settings.ts';
export { changeInWords } from './pages/calendars/changes-list.tsx';
export { noticeInWords } from './pages/calendars/notices.tsx';
export { initialsOf, nameOnPage, yearInWords } from './pages/name.ts';
export { type CalendarKey, calendarsOf, standingCalendar } from './queries/calendars/index.ts';
export { type RollChoices, rollChoices } from './queries/choices.ts';
export { onRoll, type RollFilter } from './queries/on-roll.ts';
export { type Enrolled, enrolmentsOf } from './queries/places.ts';
export { type ListedSetting, settingsOf } from './queries/settings.ts';
export { calendarRoutes } from './routes/calendars/index.ts';
export * from './rules/index.ts';
export { fullName, nameKey, nameKeys } from './rules/names.ts';
