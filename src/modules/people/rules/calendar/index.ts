/** The school calendar: terms, school days and weeks, Easter, bank holidays, proposing a year and checking one. */

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
export { type CalendarChange, calendarChanges } from './calendar-changes.ts';
export {
  bankHolidaysOf,
  type CalendarNotice,
  calendarNotices,
  openBankHolidays,
} from './calendar-notices.ts';
export {
  type CalendarDraft,
  type CalendarFault,
  calendarBounds,
  calendarFaults,
  calendarOfDraft,
  draftOf,
  HALF_TERMS,
} from './check-calendar.ts';
export { closingDays } from './closing-days.ts';
export { collectedTerm } from './collected-term.ts';
export { daysOf } from './day-kind.ts';
export { easterMonday, easterSunday, goodFriday } from './easter.ts';
export { nextYear } from './next-year.ts';
export { proposeCalendar } from './propose-calendar.ts';
export {
  lastSchoolWeeks,
  type SchoolWeek,
  schoolDays,
  schoolWeekOf,
  schoolWeeks,
  type WeekWindow,
} from './school-days.ts';
export { type CalendarSum, sumCalendar } from './sum-calendar.ts';
