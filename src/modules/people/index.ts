/** Young people, staff, settings, groups and the calendar: who is where, and when school is open. */

export {
  type BreakGlassId,
  type BrokenGlass,
  breakGlass,
  brokenGlass,
  type Meant,
  reviewGlass,
  whoIsMeant,
} from './actions/break-glass.ts';
export { calendarLines, readCalendarFile } from './actions/calendars/calendar-file/index.ts';
export { keepCalendar } from './actions/calendars/keep-calendar.ts';
export { weighCalendar } from './actions/calendars/weigh-calendar.ts';
export { decideMove, type MoveWish, takeBackMove } from './actions/decide-move.ts';
export {
  askDownload,
  type DownloadRequest,
  type DownloadRequestId,
  decideDownload,
  downloadRequests,
  MOST_ALONE,
  useApproval,
} from './actions/download-requests.ts';
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
export { type MergeWish, type MergingId, mergePeople } from './actions/merge/merge-people.ts';
export { changeRow, dropRows, type Repointing, repoint } from './actions/merge/repoint.ts';
export { unmergePeople } from './actions/merge/unmerge-people.ts';
export {
  endNamedAdult,
  type NamedAdult,
  type NamedAdultId,
  nameAdult,
  namedAdults,
  RELATIONS,
  type Relation,
} from './actions/named-adults.ts';
export { endOwnAccount, type OwnAccount, openOwnAccount, ownAccounts } from './actions/own-accounts.ts';
export { type SeenPerson, seePerson } from './actions/see-person.ts';
export { addSetting, settingFinder, settingNamed } from './actions/settings.ts';
export { settleDuplicates } from './actions/settle-duplicates.ts';
export { settleEnded } from './actions/settle-places.ts';
export {
  BASES,
  type Opened,
  openShare,
  renewCode,
  revokeShare,
  SENSITIVE_PART,
  type Share,
  type ShareId,
  sharePerson,
  sharesOf,
} from './actions/shares.ts';
export { type ApartWish, tellApart } from './actions/tell-apart.ts';
export { trustSource } from './actions/trust-source.ts';
export {
  askErasure,
  declineErasure,
  endHold,
  erasureToApprove,
  forgetWhom,
  keepReceipt,
  placeHold,
  proposeDue,
  wasProposedThisMonth,
} from './keeping/actions.ts';
export {
  dueBy,
  type Erasure,
  erasureOf,
  erasuresDecided,
  erasuresWaiting,
  everySettingName,
  holdOf,
  type LegalHold,
} from './keeping/queries.ts';
export { expiringRules, retentionFaults, retentionRules } from './keeping/retention.ts';
export { changeInWords } from './pages/calendars/changes-list.tsx';
export { noticeInWords } from './pages/calendars/notices.tsx';
export { nameOnPage, placesInWords, whereInWords } from './pages/name.ts';
export { Why } from './pages/who-section.tsx';
export { Whom } from './pages/whom.tsx';
export { anybodyReached } from './queries/anybody.ts';
export { type CalendarKey, calendarsOf, standingCalendar } from './queries/calendars/index.ts';
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
export { type ListedSetting, settingsOf } from './queries/settings.ts';
export { type KnownField, namedAs, whoIs } from './queries/who.ts';
export { calendarRoutes } from './routes/calendars/index.ts';
export { openChosen, openedFirst, openFirst, wholeOf } from './routes/opened-first.ts';
export * from './rules/index.ts';
export { fullName, nameKey, nameKeys } from './rules/names.ts';
export type { ExpiringRule, RetentionRule } from './rules/retention.ts';
