import { addDays, type PlainDate, plainDate } from '#dates';

/**
 * Easter Sunday of a year in the Gregorian calendar, by the computus of Meeus, Jones and Butcher
 * (J. Meeus, Astronomical Algorithms, chapter 8).
 *
 * @example easterSunday(2027) // '2027-03-28'
 */
export function easterSunday(year: number): PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const lunar = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - lunar + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const count = epact + toSunday - 7 * late + 114;
  const month = Math.floor(count / 31);
  return plainDate(`${year}-${String(month).padStart(2, '0')}-${String((count % 31) + 1).padStart(2, '0')}`);
}

/** Friday before Easter Sunday, a bank holiday. */
export function goodFriday(year: number): PlainDate {
  return addDays(easterSunday(year), -2);
}

/** Monday after Easter Sunday, a bank holiday. */
export function easterMonday(year: number): PlainDate {
  return addDays(easterSunday(year), 1);
}
