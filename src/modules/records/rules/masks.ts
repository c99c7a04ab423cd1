import type { PlainDate } from '#dates';
import { ATTENDANCE_CODES, type AttendanceClass, type AttendanceCode } from './attendance-codes.ts';
import { REGISTER_LENGTH, slotsBetween } from './register.ts';

/** Bit strings over a register, as PostgreSQL reads `bit varying`: `0` or `1` for each of 732 sessions. */
export type Masks = { possible: string; absent: string; unauthorised: string; late: string };

const ZERO = 48;
const isOf =
  (...classes: AttendanceClass[]) =>
  (code: AttendanceCode) =>
    classes.includes(code.class);
const POSSIBLE = tableOf(isOf('present', 'approved_activity', 'authorised', 'unauthorised'));
const ABSENT = tableOf(isOf('authorised', 'unauthorised'));
const UNAUTHORISED = tableOf(isOf('unauthorised'));
const LATE = tableOf((code) => code.late);

/**
 * The four masks of a register, from which every measure is a count of bits inside a window. `late` has L and U, as
 * `late_sessions` of the Department's statistics does.
 *
 * @example masks(setMark(EMPTY_REGISTER, 0, 'U')).absent.startsWith('10') // true
 */
export function masks(marks: string | Uint8Array): Masks {
  const letters = typeof marks === 'string' ? Buffer.from(marks, 'latin1') : marks;
  if (letters.length !== REGISTER_LENGTH)
    throw new RangeError(`A register has 732 letters, not ${letters.length}`);
  return {
    possible: maskOf(letters, POSSIBLE),
    absent: maskOf(letters, ABSENT),
    unauthorised: maskOf(letters, UNAUTHORISED),
    late: maskOf(letters, LATE),
  };
}

/**
 * The window from one date to another, both counted, in one register year: 1 for each of its sessions.
 *
 * @example windowMask(2026, plainDate('2026-09-01'), plainDate('2026-09-01')).indexOf('1') // 62
 */
export function windowMask(year: number, from: PlainDate, to: PlainDate): string {
  const slots = slotsBetween(year, from, to);
  if (!slots) return '0'.repeat(REGISTER_LENGTH);
  const length = slots.last - slots.first + 1;
  return '0'.repeat(slots.first) + '1'.repeat(length) + '0'.repeat(REGISTER_LENGTH - slots.last - 1);
}

function tableOf(is: (code: AttendanceCode) => boolean): Uint8Array {
  const table = new Uint8Array(256).fill(ZERO);
  for (const code of ATTENDANCE_CODES) if (is(code)) table[code.letter.charCodeAt(0)] = ZERO + 1;
  return table;
}

function maskOf(letters: Uint8Array, table: Uint8Array): string {
  const bits = Buffer.allocUnsafe(REGISTER_LENGTH);
  for (let slot = 0; slot < REGISTER_LENGTH; slot += 1) bits[slot] = table[letters[slot] ?? 0] ?? ZERO;
  return bits.toString('latin1');
}
