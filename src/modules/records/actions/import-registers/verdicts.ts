import { dayNumber } from '#dates';
import type { Fault } from '#files';
import { type ClosedDays, NEEDS_SESSION, NO_SESSION, noSession, registerDates } from '../../rules/index.ts';

/** Marks that stand against some of a pupil's: by slot, a space where there is none. */
type Against = { marks: Uint8Array; faultOf(letter: string, other: string): Fault };

type InYear = {
  first: number;
  last: number;
  closed?: { days: ClosedDays; settingName: string };
  against: Against[];
};

/**
 * What the database has against rows of a file: it is known by pupil and session only, so the file is read once more
 * for the lines, and this is asked for each of its marks. Small whatever the file: days and marks are not copied.
 */
export type Verdicts = {
  /** How many things there are against this file; nothing is taken back, so more of them are news. */
  count(): number;
  /** Nothing of this pupil can stand. */
  againstPupil(pupil: number, fault: Fault): void;
  /** The setting has no session on some days of the year. */
  againstDays(pupil: number, year: number, days: ClosedDays, settingName: string): void;
  againstMarks(pupil: number, year: number, against: Against): void;
  pupilFault(pupil: number): Fault | undefined;
  markFault(pupil: number, day: number, session: number, letter: number): Fault | undefined;
};

const BLANK = NO_SESSION.charCodeAt(0);

export function noVerdicts(): Verdicts {
  const whole = new Map<number, Fault>();
  const years = new Map<number, InYear[]>();
  let count = 0;

  return {
    count: () => count,
    againstPupil(pupil, fault) {
      if (whole.has(pupil)) return;
      whole.set(pupil, fault);
      count += 1;
    },
    againstDays(pupil, year, days, settingName) {
      yearOf(pupil, year).closed = { days, settingName };
      count += 1;
    },
    againstMarks(pupil, year, against) {
      yearOf(pupil, year).against.push(against);
      count += 1;
    },
    pupilFault: (pupil) => whole.get(pupil),
    markFault(pupil, day, session, letter) {
      const year = years.get(pupil)?.find(({ first, last }) => first <= day && day <= last);
      if (!year) return undefined;
      const { closed, first, against } = year;
      if (closed && closed.days[day - first] === 1 && NEEDS_SESSION[letter] === 1)
        return noSession(day, closed.settingName);
      const slot = 2 * (day - first) + session;
      for (const { marks, faultOf } of against) {
        const other = marks[slot] ?? BLANK;
        if (other !== BLANK) return faultOf(String.fromCharCode(letter), String.fromCharCode(other));
      }
      return undefined;
    },
  };

  function yearOf(pupil: number, year: number): InYear {
    const { from, to } = registerDates(year);
    const first = dayNumber(from);
    const ofPupil = years.get(pupil) ?? [];
    years.set(pupil, ofPupil);
    const known = ofPupil.find((each) => each.first === first);
    if (known) return known;
    const begun = { first, last: dayNumber(to), against: [] };
    ofPupil.push(begun);
    return begun;
  }
}
