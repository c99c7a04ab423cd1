import type { PlainDate } from '#dates';
import { letterOf, NO_SESSION, REGISTER_LENGTH } from '#modules/records';
import type { SchoolDay, SchoolYear } from '../calendars.ts';

/** The register of one young person at one setting in one year, while it is written. */
export type Register = {
  /** 732 letters as bytes. */
  marks: Uint8Array;
  /** Days with school, from when the young person came to when they left or to today. */
  days: readonly SchoolDay[];
};

/** A private letter as a byte; throws for a code that there is not, because the demo would then write nonsense. */
export function mark(code: string): number {
  const letter = letterOf(code);
  if (letter === undefined) throw new RangeError(`There is no attendance code ${code}`);
  return letter.charCodeAt(0);
}

const MORNING = mark('/');
const AFTERNOON = mark('\\');

/**
 * A register of somebody who never missed a session.
 *
 * @param from first day on roll, or null for the whole year
 * @param to last day on roll, or null when still there
 */
export function fullRegister(year: SchoolYear, from: PlainDate | null, to: PlainDate | null): Register {
  const days = year.days.filter(({ date }) => (from === null || date >= from) && (to === null || date <= to));
  const marks = new Uint8Array(REGISTER_LENGTH).fill(NO_SESSION.charCodeAt(0));
  for (const { slot } of days) {
    marks[slot] = MORNING;
    marks[slot + 1] = AFTERNOON;
  }
  return { marks, days };
}

/** Puts one mark on both sessions of a day. */
export function wholeDay({ marks }: Register, { slot }: SchoolDay, letter: number): void {
  marks[slot] = letter;
  marks[slot + 1] = letter;
}

const SUSPENDED = mark('E');

/** Writes a suspension of so many sessions into the register, from the morning of a day on. */
export function suspend(register: Register, firstDay: number, sessions: number): void {
  for (let session = 0; session < sessions; session += 1) {
    const day = register.days[firstDay + (session >> 1)];
    if (day) register.marks[day.slot + (session & 1)] = SUSPENDED;
  }
}
