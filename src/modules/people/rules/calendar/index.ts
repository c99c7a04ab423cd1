/** The school calendar: terms, school days and weeks, Easter, bank holidays, and a proposal for a year. */

export { type BankHoliday, bankHolidays } from './bank-holidays.ts';
export {
  type Calendar,
  type Closure,
  currentHalfTerm,
  type HalfTerm,
  halfTermOf,
  isSchoolDay,
  type Term,
  termDates,
} from './calendar.ts';
export { collectedTerm } from './collected-term.ts';
export { easterMonday, easterSunday, goodFriday } from './easter.ts';
export { proposeCalendar } from './propose-calendar.ts';
export {
  lastSchoolWeeks,
  type SchoolWeek,
  schoolDays,
  schoolWeekOf,
  schoolWeeks,
  type WeekWindow,
} from './school-days.ts';
