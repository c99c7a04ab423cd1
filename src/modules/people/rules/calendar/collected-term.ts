import { addDays, type PlainDate, plainDate } from '#dates';
import type { Term } from './calendar.ts';
import { easterSunday } from './easter.ts';

/**
 * First and last day of a term as the Department for Education collects attendance: autumn from 1 August to 31 December,
 * spring to Easter Sunday, summer from Easter Monday to 31 July (DfE, Pupil absence statistics: methodology). The days
 * of school in a calendar's term lie inside. `year` is the first calendar year of the academic year.
 *
 * @example collectedTerm(2026, 'spring') // { from: '2027-01-01', to: '2027-03-28' }
 */
export function collectedTerm(year: number, term: Term): { from: PlainDate; to: PlainDate } {
  const easter = easterSunday(year + 1);
  if (term === 'autumn') return { from: plainDate(`${year}-08-01`), to: plainDate(`${year}-12-31`) };
  if (term === 'spring') return { from: plainDate(`${year + 1}-01-01`), to: easter };
  return { from: addDays(easter, 1), to: plainDate(`${year + 1}-07-31`) };
}
