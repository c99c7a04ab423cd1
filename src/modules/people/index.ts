/** Young people, staff, settings, groups and the calendar: who is where, and when school is open. */
export { directoryOf, type Directory, type Found } from './actions/find-people.ts';
export { importPeople } from './actions/import-people.ts';
export { addSetting, type SettingKind, settingFinder, settingKinds } from './actions/settings.ts';
export * from './rules/index.ts';
export { fullName, nameKey, nameKeys } from './rules/names.ts';
export { type RollChoices, rollChoices } from './queries/choices.ts';
export { onRoll, type RollFilter } from './queries/on-roll.ts';
