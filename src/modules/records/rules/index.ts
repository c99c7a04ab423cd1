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
export { type ClosedDays, closedDays, NEEDS_SESSION, noSession } from './closed-days.ts';
export { CODES_CHANGED, dayRules, isNew } from './day-rules.ts';
export { type FoldedRegister, foldMarks, type MarkFold, markTwice } from './fold-marks.ts';
export { type Masks, masks, windowMask } from './masks.ts';
export { type MergedRegister, mergeRegister, type RegisterSlice } from './merge-register.ts';
export { SCHOOL_DAYS_TO_RECODE, schoolDaysSince } from './recoding.ts';
export {
  EMPTY_REGISTER,
  REGISTER_LENGTH,
  type RegisterSession,
  registerDates,
  registerYear,
  setMark,
  slotOf,
} from './register.ts';
export {
  readSuspensionKind,
  readSuspensionReason,
  type SuspensionKind,
  suspensionKinds,
  suspensionReasons,
} from './suspension-codes.ts';
export { addUp, type Counted, TERMS, type TermCounts } from './term-counts.ts';
export { contradicts, twoSettings } from './two-settings.ts';
