/** Every attendance code, the one table that gives its private letter, its class and what it counts for. */

/**
 * - `present`, `approved_activity`: attended
 * - `authorised`, `unauthorised`: absent
 * - `not_possible`: no attendance was possible, so the session is out of the reckoning
 * - `administrative`: not a session of this pupil at all
 * - `missing`: nobody took the mark; unknown, so it counts for nothing
 */
export type AttendanceClass =
  | 'present'
  | 'approved_activity'
  | 'authorised'
  | 'unauthorised'
  | 'not_possible'
  | 'administrative'
  | 'missing';

export type AttendanceCode = {
  /** As the Department for Education writes it. */
  code: string;
  /** One printable ASCII character in the register string. Stored for ever: never change or reuse one. */
  letter: string;
  label: string;
  class: AttendanceClass;
  /** Came late: before the register closed (L) or after it (U). */
  late: boolean;
  /** Not used for sessions from 19 August 2024. */
  withdrawn: boolean;
};

/** The letter of a session that has no mark and none due. */
export const NO_SESSION = ' ';

/**
 * Source: DfE, Working together to improve school attendance (2024), chapter 8, in force from 19 August 2024; the three
 * withdrawn codes from the guidance of 2022. Letters avoid `\`, quotes, `%` and `_`, which SQL and its drivers escape.
 */
export const ATTENDANCE_CODES: readonly AttendanceCode[] = [
  code('/', 'a', 'Present in the morning', 'present'),
  code('\\', 'p', 'Present in the afternoon', 'present'),
  { ...code('L', 'L', 'Late, before the register closed', 'present'), late: true },
  code('B', 'B', 'Educated off site', 'approved_activity'),
  code('K', 'K', 'Provision arranged by the council', 'approved_activity'),
  code('P', 'P', 'Approved sporting activity', 'approved_activity'),
  code('V', 'V', 'Educational visit or trip', 'approved_activity'),
  code('W', 'W', 'Work experience', 'approved_activity'),
  code('C', 'C', 'Leave in exceptional circumstances', 'authorised'),
  code('C1', 'c', 'Leave for a regulated performance or employment abroad', 'authorised'),
  code('C2', 'd', 'Leave under a part-time timetable', 'authorised'),
  code('E', 'E', 'Suspended or excluded, without other provision', 'authorised'),
  code('I', 'I', 'Illness', 'authorised'),
  code('J1', 'j', 'Interview', 'authorised'),
  code('M', 'M', 'Medical or dental appointment', 'authorised'),
  code('R', 'R', 'Religious observance', 'authorised'),
  code('S', 'S', 'Study leave', 'authorised'),
  code('T', 'T', 'Parent travelling for work', 'authorised'),
  code('G', 'G', 'Holiday that was not granted', 'unauthorised'),
  code('N', 'N', 'Reason not yet known', 'unauthorised'),
  code('O', 'O', 'Absent in other or unknown circumstances', 'unauthorised'),
  { ...code('U', 'U', 'Came after the register closed', 'unauthorised'), late: true },
  code('D', 'D', 'Registered at another school as well', 'not_possible'),
  code('Q', 'Q', 'No access arrangements', 'not_possible'),
  code('X', 'X', 'Not of compulsory school age, not required', 'not_possible'),
  code('Y1', '1', 'Usual transport not available', 'not_possible'),
  code('Y2', '2', 'Travel widely disrupted', 'not_possible'),
  code('Y3', '3', 'Part of the premises closed', 'not_possible'),
  code('Y4', '4', 'Whole site closed unexpectedly', 'not_possible'),
  code('Y5', '5', 'In criminal justice detention', 'not_possible'),
  code('Y6', '6', 'Public health guidance or law', 'not_possible'),
  code('Y7', '7', 'Another unavoidable cause', 'not_possible'),
  code('Z', 'Z', 'Not yet on the admission register', 'administrative'),
  code('#', '#', 'Planned closure of the whole school', 'administrative'),
  code('-', '-', 'No mark was taken', 'missing'),
  { ...code('H', 'H', 'Holiday that was agreed', 'authorised'), withdrawn: true },
  { ...code('J', 'J', 'Interview', 'approved_activity'), withdrawn: true },
  { ...code('Y', 'Y', 'Unable to attend', 'not_possible'), withdrawn: true },
];

const BY_CODE = new Map(ATTENDANCE_CODES.map((each) => [each.code, each]));
const BY_LETTER = new Map(ATTENDANCE_CODES.map((each) => [each.letter, each]));

/**
 * The private letter of a code, or `undefined` when there is no such code. Small letters are not codes.
 *
 * @example letterOf('Y4') // '4'
 */
export function letterOf(code: string): string | undefined {
  return BY_CODE.get(code)?.letter;
}

/** The code behind a private letter; `undefined` for a blank session and for a letter there is not. */
export function codeOf(letter: string): AttendanceCode | undefined {
  return BY_LETTER.get(letter);
}

function code(code: string, letter: string, label: string, ofClass: AttendanceClass): AttendanceCode {
  return { code, letter, label, class: ofClass, late: false, withdrawn: false };
}
