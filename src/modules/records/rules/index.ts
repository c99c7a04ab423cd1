/** Rules about records: attendance codes, registers and session arithmetic. */

export { type ActivityGroup, activityGroup } from './activity.ts';
export { type AttendanceCount, count, isPersistent, isSevere } from './attendance.ts';
export {
  ATTENDANCE_CODES,
  type AttendanceClass,
  type AttendanceCode,
  codeOf,
  letterOf,
  NO_SESSION,
} from './attendance-codes.ts';
export {
  type BehaviourKind,
  behaviourKinds,
  behaviourLocations,
  readBehaviourCategory,
  readBehaviourKind,
  readBehaviourLocation,
  readEventKey,
} from './behaviour-codes.ts';
export {
  type CircumstanceKind,
  circumstanceKinds,
  hasProficiency,
  isSensitiveKind,
  openCircumstances,
  proficiencies,
  readCircumstanceKind,
  readProficiency,
  wholeCircumstances,
} from './circumstance-codes.ts';
export { type ClosedDays, closedDays, NEEDS_SESSION, noSession } from './closed-days.ts';
export { CODES_CHANGED, dayRules, isNew } from './day-rules.ts';
export { type FoldedRegister, foldMarks, type MarkFold, markTwice } from './fold-marks.ts';
export { type Masks, masks, windowMask } from './masks.ts';
export { type MergedRegister, mergeRegister, type RegisterSlice } from './merge-register.ts';
export { needTypes, type Provision, provisions, readNeedType, readProvision } from './need-codes.ts';
export { SCHOOL_DAYS_TO_RECODE, schoolDaysSince } from './recoding.ts';
export {
  differencesOf,
  EMPTY_REGISTER,
  REGISTER_LENGTH,
  type RegisterSession,
  registerDates,
  registerYear,
  type SessionOf,
  setMark,
  slotOf,
} from './register.ts';
export {
  isScale,
  metExpected,
  readGrade,
  readScale,
  type ScaleName,
  scaleNames,
  standardOf,
} from './scales.ts';
export {
  type Comparison,
  endUnnamed,
  type LaidSaying,
  laySaying,
  type Saying,
  type Spell,
} from './spells.ts';
export { standingWeekday, WEEKDAYS, type Weekday, type WeekdayCounts } from './standing-weekday.ts';
export {
  type ExclusionOutcome,
  exclusionOutcomes,
  readExclusionOutcome,
  readSuspensionKind,
  readSuspensionReason,
  type SuspensionKind,
  suspensionKinds,
  suspensionReasons,
} from './suspension-codes.ts';
export { addUp, type Counted, TERMS, type TermCounts } from './term-counts.ts';
export { contradicts, twoSettings } from './two-settings.ts';
