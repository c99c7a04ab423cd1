/** Plain dates: a day in a calendar, without time or zone, written `2027-03-14`. */

declare const plainDateBrand: unique symbol;
/** A valid calendar day as `YYYY-MM-DD`; sorts as text in date order. */
export type PlainDate = string & { readonly [plainDateBrand]: true };

const DAY = 86_400_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** The months in English, January first. */
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** Whether `text` is a day that exists, as `YYYY-MM-DD`, from year 1900 to 2199. */
export function isPlainDate(text: string): text is PlainDate {
  const match = SHAPE.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return false;
  return day <= daysInMonth(year, month);
}

/**
 * Reads a plain date; throws a RangeError for anything else, 31 February included.
 *
 * @example plainDate('2027-03-14')
 */
export function plainDate(text: string): PlainDate {
  if (!isPlainDate(text)) throw new RangeError(`Not a date: ${JSON.stringify(text)}`);
  return text;
}

/** Days since 1 January 1970, negative before it. */
export function dayNumber(date: PlainDate): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY;
}

/** The date that is `number` days after 1 January 1970. */
export function fromDayNumber(number: number): PlainDate {
  return new Date(number * DAY).toISOString().slice(0, 10) as PlainDate;
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Moves by whole months; a day that the month lacks becomes its last (31 August less six months is 28 February). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const total = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(total / 12), (total % 12) + 1];
  const day = Math.min(Number(date.slice(8, 10)), daysInMonth(year, month));
  return plainDate(`${year}-${pad(month)}-${pad(day)}`);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Day of the week, 1 Monday to 7 Sunday (ISO 8601). */
export function weekday(date: PlainDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/**
 * The academic year a day falls in, 1 September to 31 August, named by its first calendar year.
 *
 * @example academicYear(plainDate('2027-08-31')) // 2026, that is 2026/27
 */
export function academicYear(date: PlainDate): number {
  const year = Number(date.slice(0, 4));
  return date.slice(5) >= '09-01' ? year : year - 1;
}

/** `2026` as people write it: `2026/27`. */
export function academicYearName(year: number): string {
  return `${year}/${pad((year + 1) % 100)}`;
}

/** A date as people read it: `14 March 2027`. */
export function britishDate(date: PlainDate): string {
  return `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

const moment = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  dateStyle: 'long',
  timeStyle: 'short',
});

/** A day and time as people in the United Kingdom write it. @example britishMoment('2026-11-20T14:05:00.000Z') // '20 November 2026 at 14:05' */
export function britishMoment(iso: string): string {
  return moment.format(new Date(iso));
}

const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' });

/** The time of day in the United Kingdom. @example britishTime('2026-11-20T14:05:00.000Z') // '14:05' */
export function britishTime(iso: string): string {
  return time.format(new Date(iso));
}
