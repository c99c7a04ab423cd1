/** Young people, staff, settings, groups and the calendar: who is where, and when school is open. */
export { decideMove, type MoveWish, takeBackMove } from './actions/decide-move.ts';
export { type Directory, directoryOf, type Found } from './actions/find-people.ts';
export { importPeople, peopleKind } from './actions/import-people.ts';
export { type PersonFacts, personFacts } from './actions/import-person-facts.ts';
export { type MergeWish, type MergingId, mergePeople } from './actions/merge/merge-people.ts';
export { changeRow, dropRows, type Repointing, repoint } from './actions/merge/repoint.ts';
export { unmergePeople } from './actions/merge/unmerge-people.ts';
export { type SeenPerson, seePerson } from './actions/see-person.ts';
export {
  addSetting,
  type SettingKind,
  settingFinder,
  settingKinds,
  settingNamed,
} from './actions/settings.ts';
export { settleDuplicates } from './actions/settle-duplicates.ts';
export { settleEnded } from './actions/settle-places.ts';
export { type ApartWish, tellApart } from './actions/tell-apart.ts';
export { trustSource } from './actions/trust-source.ts';
export { initialsOf, nameOnPage, whereInWords, yearInWords } from './pages/name.ts';
export { Why } from './pages/who-section.tsx';
export { calendarsOf } from './queries/calendars.ts';
export { type RollChoices, rollChoices } from './queries/choices.ts';
export { type ComparedRecord, comparedRecord } from './queries/compared.ts';
export {
  type ApartId,
  apartOf,
  type DecidedDuplicate,
  type Duplicate,
  type DuplicateId,
  decidedDuplicates,
  duplicateOf,
} from './queries/duplicates.ts';
export { countMoves, type Move, type MoveId, moveOf, movesOf } from './queries/moves.ts';
export { atSettings, onRoll, type RollFilter } from './queries/on-roll.ts';
export { type Enrolled, enrolmentsOf } from './queries/places.ts';
export { type KnownField, namedAs, whoIs } from './queries/who.ts';
export * from './rules/index.ts';
export { fullName, nameKey, nameKeys } from './rules/names.ts';
