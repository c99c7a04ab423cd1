/** Rules about records: attendance codes, registers and session arithmetic. */

export { type AttendanceCount, count, isPersistent, isSevere } from './attendance.ts';
export {
  ATTENDANCE_CODES,
  type AttendanceClass,
  type AttendanceCode,
  codeOf,
  letterOf,
  NO_SESSION,
} from './attendance-codes.ts';
export { type FoldedRegister, foldMarks, type MarkFold, markTwice } from './fold-marks.ts';
export { type Masks, masks, windowMask } from './masks.ts';
export { type MergedRegister, mergeRegister, type RegisterSlice } from './merge-register.ts';
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
  readSuspensionKind,
  readSuspensionReason,
  type SuspensionKind,
  suspensionKinds,
  suspensionReasons,
} from './suspension-codes.ts';
