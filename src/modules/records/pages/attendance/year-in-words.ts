import { academicYearName, type PlainDate } from '#dates';
import type { Say } from '#web';
import type { RegisterOf } from '../../queries/registers.ts';
import { type AttendanceCount, count, isPersistent, isSevere } from '../../rules/index.ts';
import { percentOf } from './percent.ts';

/** All sessions of some registers between two days, counted together. */
export function countAll(registers: readonly RegisterOf[], from: PlainDate, to: PlainDate): AttendanceCount {
  const total = {
    possible: 0,
    present: 0,
    late: 0,
    approvedActivity: 0,
    authorised: 0,
    unauthorised: 0,
    missing: 0,
  };
  for (const { marks, registerYear } of registers) {
    const counted = count(marks, registerYear, from, to);
    for (const key of Object.keys(total) as (keyof AttendanceCount)[]) total[key] += counted[key];
  }
  return total;
}

/** A year's attendance in sentences: absence, lateness, marks that are missing, and whether absence is persistent or severe. */
export function yearInWords(say: Say, year: number, counted: AttendanceCount): string[] {
  const name = academicYearName(year);
  const { possible, authorised, unauthorised, late, missing } = counted;
  if (possible === 0) return [say('person.attendance.nothing-possible', { year: name })];
  const absent = authorised + unauthorised;
  const sentences = [
    say('person.attendance.absent', {
      year: name,
      absent,
      possible,
      percent: percentOf(absent, possible),
      unauthorised,
    }),
    late === 0
      ? say('person.attendance.never-late')
      : say('person.attendance.late', { count: late, percent: percentOf(late, possible) }),
  ];
  if (isSevere(absent, possible)) sentences.push(say('person.attendance.severe'));
  else if (isPersistent(absent, possible)) sentences.push(say('person.attendance.persistent'));
  if (missing > 0) sentences.push(say('person.attendance.missing', { count: missing }));
  return sentences;
}
