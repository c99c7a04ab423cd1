import { dayNumber, fromDayNumber } from '#dates';
import { codeOf, NO_SESSION } from './attendance-codes.ts';
import {
  EMPTY_REGISTER,
  REGISTER_LENGTH,
  type RegisterSession,
  registerDates,
  registerYear,
} from './register.ts';

/** The registers that one file holds, built from its marks one by one. */
export type MarkFold = {
  /**
   * Puts a mark in its register. Answers `undefined` when it stands there now, or the letter of the other mark that the
   * file already gave for the same session: that one stays.
   */
  add(pupil: number, day: number, session: RegisterSession, letter: number): string | undefined;
  /**
   * Puts a stretch of marks in, two a calendar day from the morning of `day` on, 0 for none: all of them, or none when
   * the file already gave another mark for one of the sessions. Then it answers which, and the letter that stands.
   */
  addStretch(pupil: number, day: number, letters: Uint8Array): { at: number; other: string } | undefined;
  /** Every register so far, by pupil and year. The marks are live: take them when the file has been read. */
  registers(): FoldedRegister[];
};

/** The marks of one pupil in one register year; 732 letters as bytes, a space where the file says nothing. */
export type FoldedRegister = { pupil: number; year: number; marks: Uint8Array };

/** Pieces of memory hold the registers of so many pupils each: one each is slow, one for all is unbounded. */
type Year = { year: number; first: number; last: number; pieces: (Uint8Array | undefined)[] };

const IN_A_PIECE = 256;
const BLANK = NO_SESSION.charCodeAt(0);
const EMPTY = Buffer.from(EMPTY_REGISTER, 'latin1');

/**
 * Starts folding marks into registers. `pupil` is the position of a pupil in the file's list, `day` counts from
 * 1 January 1970, `letter` is the character code of the private letter.
 *
 * @example
 * const fold = foldMarks();
 * const other = fold.add(0, dayNumber(date), 0, 'I'.charCodeAt(0));
 * if (other !== undefined) refuse(markTwice(other, 'I'));
 */
export function foldMarks(): MarkFold {
  const years: Year[] = [];
  let current: Year | undefined;
  return { add, addStretch, registers: () => years.flatMap(registersIn) };

  function add(pupil: number, day: number, session: RegisterSession, letter: number): string | undefined {
    const year = yearOf(day);
    const marks = year.pieces[Math.floor(pupil / IN_A_PIECE)] ?? begin(year, pupil);
    const slot = (pupil % IN_A_PIECE) * REGISTER_LENGTH + 2 * (day - year.first) + session;
    const before = marks[slot];
    if (before === letter) return undefined;
    if (before !== BLANK) return String.fromCharCode(before ?? BLANK);
    marks[slot] = letter;
    return undefined;
  }

  function addStretch(pupil: number, day: number, letters: Uint8Array) {
    for (let at = 0; at < letters.length; at += 1) {
      const standing = letters[at] === 0 ? BLANK : letterAt(pupil, day + (at >> 1), at & 1);
      if (standing !== BLANK && standing !== letters[at]) return { at, other: String.fromCharCode(standing) };
    }
    for (let at = 0; at < letters.length; at += 1) {
      const letter = letters[at] ?? 0;
      if (letter !== 0) add(pupil, day + (at >> 1), (at & 1) === 0 ? 0 : 1, letter);
    }
    return undefined;
  }

  function letterAt(pupil: number, day: number, session: number): number {
    const { pieces, first } = yearOf(day);
    const slot = (pupil % IN_A_PIECE) * REGISTER_LENGTH + 2 * (day - first) + session;
    return pieces[Math.floor(pupil / IN_A_PIECE)]?.[slot] ?? BLANK;
  }

  function yearOf(day: number): Year {
    if (current && day >= current.first && day <= current.last) return current;
    current = years.find(({ first, last }) => first <= day && day <= last) ?? beginYear(day);
    return current;
  }

  function beginYear(day: number): Year {
    const year = registerYear(fromDayNumber(day));
    const { from, to } = registerDates(year);
    const begun = { year, first: dayNumber(from), last: dayNumber(to), pieces: [] };
    years.push(begun);
    return begun;
  }
}

function begin({ pieces }: Year, pupil: number): Uint8Array {
  const piece = new Uint8Array(IN_A_PIECE * REGISTER_LENGTH).fill(BLANK);
  pieces[Math.floor(pupil / IN_A_PIECE)] = piece;
  return piece;
}

function registersIn({ year, pieces }: Year): FoldedRegister[] {
  return pieces.flatMap((piece, at) =>
    Array.from({ length: piece ? IN_A_PIECE : 0 }, (_, place) => ({
      pupil: at * IN_A_PIECE + place,
      year,
      marks: (piece ?? new Uint8Array(0)).subarray(place * REGISTER_LENGTH, (place + 1) * REGISTER_LENGTH),
    })).filter(({ marks }) => !EMPTY.equals(marks)),
  );
}

/** The fault of a second, different mark for one session in one file; both letters are given as private letters. */
export function markTwice(first: string, second: string): { rule: 'mark.twice'; message: string } {
  const [one, two] = [first, second].map((letter) => codeOf(letter)?.code ?? letter);
  const message = `An earlier row of this file gives ${one} for the same session, this one ${two}: the first is kept; remove the wrong row.`;
  return { rule: 'mark.twice', message };
}
