import type { PlainDate } from '#dates';
import { checkLetter } from '#modules/people';
import type { Random } from '../random.ts';

/** A date of birth for a year group: from 1 September to 31 August, and for one in 200 a year older. */
export function birthBy(chance: Random, ncYear: number, thisYear: number): PlainDate {
  const older = chance.chance(0.005) ? 1 : 0;
  const first = Date.UTC(thisYear - ncYear - 5 - older, 8, 1);
  return new Date(first + chance.whole(365) * 86_400_000).toISOString().slice(0, 10) as PlainDate;
}

/**
 * The number-th UPN of a year group: local authority 990, which no council has, and one made-up establishment for each
 * thousand.
 *
 * @example upnOf(10, 2026, 0).slice(1) // '990400016000'
 */
export function upnOf(ncYear: number, thisYear: number, number: number): string {
  const pad = (value: number, length: number) => String(value).padStart(length, '0');
  const rest = `990${pad(4000 + Math.floor(number / 1000), 4)}${pad((thisYear - ncYear) % 100, 2)}${pad(number % 1000, 3)}`;
  return checkLetter(rest) + rest;
}
