/** Young people, staff, settings, groups and the calendar: who is where, and when school is open. */
export { type Directory, directoryOf, type Found } from './actions/find-people.ts';
export { classesKind } from './actions/import-classes/index.ts';
export { establishmentsKind } from './actions/import-establishments/index.ts';
export { importPeople, peopleKind } from './actions/import-people.ts';
export { type PersonFacts, personFacts } from './actions/import-person-facts.ts';
export { staffKind } from './actions/import-staff.ts';
export { type SeenPerson, seePerson } from './actions/see-person.ts';
export { addSetting, settingFinder, settingNamed } from './actions/settings.ts';
export { initialsOf, nameOnPage, yearInWords } from './pages/name.ts';
export { calendarsOf } from './queries/calendars.ts';
export { type RollChoices, rollChoices } from './queries/choices.ts';
export { onRoll, type RollFilter } from './queries/on-roll.ts';
export { type Enrolled, enrolmentsOf } from './queries/places.ts';
export { type ListedSetting, settingsOf } from './queries/settings.ts';
export * from './rules/index.ts';
export { fullName, nameKey, nameKeys } from './rules/names.ts';
