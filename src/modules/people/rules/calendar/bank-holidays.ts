import { addDays, type PlainDate, plainDate, weekday } from '#dates';
import { easterMonday, goodFriday } from './easter.ts';

export type BankHoliday = { date: PlainDate; label: string };

const SATURDAY = 6;

/** Days that a proclamation moved or added (London Gazette); no rule gives them. */
const MOVED: Readonly<Record<string, string>> = {
  '2012-05-28': '2012-06-04',
  '2020-05-04': '2020-05-08',
  '2022-05-30': '2022-06-02',
};
const ADDED: readonly { date: string; label: string }[] = [
  { date: '2011-04-29', label: 'Royal wedding' },
  { date: '2012-06-05', label: 'Diamond Jubilee' },
  { date: '2022-06-03', label: 'Platinum Jubilee' },
  { date: '2022-09-19', label: 'State funeral of Queen Elizabeth II' },
  { date: '2023-05-08', label: 'Coronation of King Charles III' },
];

/**
 * Bank holidays in England in a calendar year, in order; one that falls on a weekend is taken on the next free weekday
 * (Banking and Financial Dealings Act 1971, Schedule 1, and proclamations; gov.uk/bank-holidays).
 *
 * @example bankHolidays(2027).length // 8
 */
export function bankHolidays(year: number): BankHoliday[] {
  const christmas = plainDate(`${year}-12-25`);
  const days = [
    { date: nextWeekday(plainDate(`${year}-01-01`)), label: 'New Year’s Day' },
    { date: goodFriday(year), label: 'Good Friday' },
    { date: easterMonday(year), label: 'Easter Monday' },
    { date: mondayFrom(plainDate(`${year}-05-01`)), label: 'Early May bank holiday' },
    { date: lastMondayOfMay(year), label: 'Spring bank holiday' },
    { date: mondayFrom(plainDate(`${year}-08-25`)), label: 'Summer bank holiday' },
    { date: christmasDay(christmas), label: 'Christmas Day' },
    { date: boxingDay(christmas), label: 'Boxing Day' },
  ];
  const moved = days.map((day) => ({ ...day, date: plainDate(MOVED[day.date] ?? day.date) }));
  const added = ADDED.filter((day) => day.date.startsWith(String(year))).map((day) => ({
    ...day,
    date: plainDate(day.date),
  }));
  return [...moved, ...added].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** The Monday on or after a date. */
export function mondayFrom(date: PlainDate): PlainDate {
  return addDays(date, (8 - weekday(date)) % 7);
}

/** The last Monday of May: the spring bank holiday, unless a proclamation moves it. */
export function lastMondayOfMay(year: number): PlainDate {
  return mondayFrom(plainDate(`${year}-05-25`));
}

function nextWeekday(date: PlainDate): PlainDate {
  return weekday(date) >= SATURDAY ? mondayFrom(date) : date;
}

/** On a weekend Christmas Day is taken on the 27th: Boxing Day has the 26th, or the 28th beside it. */
function christmasDay(date: PlainDate): PlainDate {
  return weekday(date) >= SATURDAY ? addDays(date, 2) : date;
}

function boxingDay(christmas: PlainDate): PlainDate {
  const date = addDays(christmas, 1);
  return weekday(date) >= SATURDAY ? addDays(date, 2) : date;
}
