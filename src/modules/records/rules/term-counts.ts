import { academicYearName } from '#dates';
import type { Term } from '#modules/people';
import { ATTENDANCE_CODES, type AttendanceClass, type AttendanceCode } from './attendance-codes.ts';
import { isNew } from './day-rules.ts';

type Fault = { rule: string; message: string };

/** The terms of a register year, in order. */
export const TERMS: readonly Term[] = ['autumn', 'spring', 'summer'];

/** Sessions of one young person in one term, as counts without dates. */
export type TermCounts = {
  possible: number;
  absent: number;
  unauthorised: number;
  /** `null` where the file does not count by code: then nothing is known of lateness. */
  late: number | null;
};

/** What a file counted: by code, for the codes it has columns for, or sums alone. */
export type Counted =
  | { codes: Readonly<Record<string, number>> }
  | { totals: { attended: number; authorised: number; unauthorised: number } };

/**
 * Checks the counts of a term and adds them up: those attended (present and at approved activities) and those absent
 * (authorised and unauthorised) are the possible sessions, and codes for sessions at which attendance was not possible
 * are outside them (DfE, Working together to improve school attendance (2024), chapter 8). Counts that contradict
 * themselves are a fault, with both numbers; so is a code that the year does not have.
 *
 * @example addUp(2025, 'autumn', 10, { codes: { '/': 5, '\\': 3, I: 2 } }) // { possible: 10, absent: 2, unauthorised: 0, late: null }
 */
export function addUp(year: number, term: Term, possible: number, counted: Counted): TermCounts | Fault {
  if ('codes' in counted) {
    const misplaced = misplacedCode(year, counted.codes);
    if (misplaced) return wrongYear(misplaced, year);
  }
  const { attended, authorised, unauthorised, late } =
    'codes' in counted ? sumsOf(counted.codes) : { ...counted.totals, late: null };
  const absent = authorised + unauthorised;
  if (attended + absent === possible) return { possible, absent, unauthorised, late };
  return {
    rule: 'count.sum',
    message: `The counts come to ${attended + absent} sessions in the ${term} term (${attended} attended, ${authorised} absent with leave and ${unauthorised} without), and the file says that ${possible} were possible: mend the one or the other.`,
  };
}

function sumsOf(codes: Readonly<Record<string, number>>) {
  const sum = (is: (code: AttendanceCode) => boolean) =>
    ATTENDANCE_CODES.filter(is).reduce((total, { code }) => total + (codes[code] ?? 0), 0);
  const of = (...classes: AttendanceClass[]) => sum((code) => classes.includes(code.class));
  const late = ATTENDANCE_CODES.filter((code) => code.late);
  return {
    attended: of('present', 'approved_activity'),
    authorised: of('authorised'),
    unauthorised: of('unauthorised'),
    late: late.every(({ code }) => code in codes) ? sum((code) => code.late) : null,
  };
}

/** The codes of 2024 count from the autumn term of that year on; the few days before 19 August are holidays. */
function misplacedCode(year: number, codes: Readonly<Record<string, number>>): AttendanceCode | undefined {
  return ATTENDANCE_CODES.find(
    (each) => (codes[each.code] ?? 0) > 0 && (year >= 2024 ? each.withdrawn : isNew(each)),
  );
}

function wrongYear({ code, withdrawn }: AttendanceCode, year: number): Fault {
  const when = withdrawn ? 'was withdrawn' : 'came';
  return {
    rule: withdrawn ? 'code.withdrawn' : 'code.not_yet',
    message: `The code ${code} ${when} on 19 August 2024, so there is none of it in ${academicYearName(year)}: mend the year or the counts.`,
  };
}
