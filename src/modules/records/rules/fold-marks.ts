import { dayNumber, fromDayNumber } from '#dates';
import { codeOf, NO_SESSION } from './attendance-codes.ts';
import { REGISTER_LENGTH, type RegisterSession, registerDates, registerYear } from './register.ts';

/** The registers that one file holds, built from its marks one by one. */
export type MarkFold = {
  /**
   * Puts a mark in its register. Answers `undefined` when it stands there now, or the letter of the other mark that the
   * file already gave for the same session: that one stays.
   */
  add(pupil: number, day: number, session: RegisterSession, letter: number): string | undefined;
  /** Every register so far, by pupil and year. The marks are live: take them when the file has been read. */
  registers(): FoldedRegister[];
};

/** The marks of one pupil in one register year; 732 letters as bytes, a space where the file says nothing. */
export type FoldedRegister = { pupil: number; year: number; marks: Uint8Array };

type Year = { year: number; first: number; last: number; byPupil: (Uint8Array | undefined)[] };

/** Registers that share one piece of memory: one at a time is slow, all at once is unbounded. */
const IN_A_SLAB = 256;
const BLANK = NO_SESSION.charCodeAt(0);

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
  let slab = new Uint8Array(0);
  let used = 0;

  return {
    add(pupil, day, session, letter) {
      if (!current || day < current.first || day > current.last) current = yearOf(day);
      const marks = current.byPupil[pupil] ?? begin(current, pupil);
      const slot = 2 * (day - current.first) + session;
      const before = marks[slot];
      if (before === letter) return undefined;
      if (before !== BLANK) return String.fromCharCode(before ?? BLANK);
      marks[slot] = letter;
      return undefined;
    },
    registers() {
      return years.flatMap(({ year, byPupil }) =>
        byPupil.flatMap((marks, pupil) => (marks ? [{ pupil, year, marks }] : [])),
      );
    },
  };

  function yearOf(day: number): Year {
    const known = years.find((year) => year.first <= day && day <= year.last);
    if (known) return known;
    const year = registerYear(fromDayNumber(day));
    const { from, to } = registerDates(year);
    const begun = { year, first: dayNumber(from), last: dayNumber(to), byPupil: [] };
    years.push(begun);
    return begun;
  }

  function begin({ byPupil }: Year, pupil: number): Uint8Array {
    if (used === slab.length) {
      slab = new Uint8Array(IN_A_SLAB * REGISTER_LENGTH).fill(BLANK);
      used = 0;
    }
    used += REGISTER_LENGTH;
    const marks = slab.subarray(used - REGISTER_LENGTH, used);
    byPupil[pupil] = marks;
    return marks;
  }
}

/** The fault of a second, different mark for one session in one file; both letters are given as private letters. */
export function markTwice(first: string, second: string): { rule: 'mark.twice'; message: string } {
  const [one, two] = [first, second].map((letter) => codeOf(letter)?.code ?? letter);
  const message = `An earlier row of this file gives ${one} for the same session, this one ${two}: the first is kept; remove the wrong row.`;
  return { rule: 'mark.twice', message };
}
