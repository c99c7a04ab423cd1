import { isPlainDate, type PlainDate, plainDate } from '#dates';
import { Refused } from '#outcome';

/**
 * The day it is, in the time zone of the United Kingdom. `WAYMARK_TODAY` moves it, so that a year can be played.
 * The one clock of the domain: everything else gets the day as an argument.
 */
export function today(): PlainDate {
  const set = process.env.WAYMARK_TODAY;
  if (set) {
    if (!isPlainDate(set)) throw new Refused(`WAYMARK_TODAY is not a date: write it like 2027-03-14.`);
    return set;
  }
  return plainDate(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(new Date()));
}
