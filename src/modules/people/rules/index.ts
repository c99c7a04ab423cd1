/** Rules about people and places: identifiers, kinds of setting, and the school calendar. */

export { readAcademicYear } from './academic-year.ts';
export * from './calendar/index.ts';
export { type SettingKind, settingKinds } from './setting-kind.ts';
export { type CheckedUln, checkUln } from './uln.ts';
export { type CheckedUpn, checkLetter, checkUpn, type UpnFault } from './upn.ts';
export { type CheckedUrn, checkUrn } from './urn.ts';
