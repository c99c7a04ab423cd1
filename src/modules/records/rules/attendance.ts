import type { PlainDate } from '#dates';
import { ATTENDANCE_CODES, type AttendanceClass } from './attendance-codes.ts';
import { slotsBetween } from './register.ts';

/**
 * Sessions of one register in a window. Always: present + approvedActivity = attended, attended + authorised +
 * unauthorised = possible. `late` overlaps them; `missing` (no mark taken) is in none of them.
 */
export type AttendanceCount = {
  possible: number;
  present: number;
  late: number;
  approvedActivity: number;
  authorised: number;
  unauthorised: number;
  missing: number;
};

const CLASSES: (AttendanceClass | undefined)[] = new Array(256).fill(undefined);
const LATE = new Set<number>();
for (const code of ATTENDANCE_CODES) {
  CLASSES[code.letter.charCodeAt(0)] = code.class;
  if (code.late) LATE.add(code.letter.charCodeAt(0));
}

/**
 * Counts the sessions of a register from one date to another, both counted, by the arithmetic of the Department's
 * statistics: possible sessions are those attended and those absent; not-possible codes are out of it
 * (DfE, Working together to improve school attendance (2024), chapter 8).
 *
 * @example count(marks, 2026, plainDate('2026-09-01'), plainDate('2026-12-18')).unauthorised
 */
export function count(marks: string, year: number, from: PlainDate, to: PlainDate): AttendanceCount {
  const counted = {
    possible: 0,
    present: 0,
    late: 0,
    approvedActivity: 0,
    authorised: 0,
    unauthorised: 0,
    missing: 0,
  };
  const slots = slotsBetween(year, from, to);
  if (!slots) return counted;
  for (let slot = slots.first; slot <= slots.last; slot += 1) {
    const letter = marks.charCodeAt(slot);
    const ofClass = CLASSES[letter];
    if (ofClass === 'present') counted.present += 1;
    else if (ofClass === 'approved_activity') counted.approvedActivity += 1;
    else if (ofClass === 'authorised') counted.authorised += 1;
    else if (ofClass === 'unauthorised') counted.unauthorised += 1;
    else if (ofClass === 'missing') counted.missing += 1;
    if (LATE.has(letter)) counted.late += 1;
  }
  counted.possible = counted.present + counted.approvedActivity + counted.authorised + counted.unauthorised;
  return counted;
}

/**
 * Persistent absence: a tenth or more of the possible sessions missed, exactly a tenth included. Nobody without a
 * possible session is persistently absent. Whole numbers, so that no rounding decides
 * (DfE, Pupil absence statistics: methodology, since 2015/16).
 *
 * @example isPersistent(38, 380) // true
 */
export function isPersistent(absent: number, possible: number): boolean {
  return possible > 0 && absent * 10 >= possible;
}

/**
 * Severe absence: half or more of the possible sessions missed (DfE, Pupil absence statistics: methodology).
 *
 * @example isSevere(190, 380) // true
 */
export function isSevere(absent: number, possible: number): boolean {
  return possible > 0 && absent * 2 >= possible;
}
