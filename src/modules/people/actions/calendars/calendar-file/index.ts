/** Calendars as small CSV files: written so that they can be read again. */
export { readCalendarFile } from './read-calendar-file.ts';
export { calendarLines } from './write-calendar-file.ts';
