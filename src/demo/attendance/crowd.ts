/** How somebody in the crowd comes to school: a tendency of their own, spells of illness, weekdays and seasons. */
import type { Random } from '../random.ts';
import { mark, type Register, wholeDay } from './stay.ts';

export type Tendency = {
  /** About which share of sessions is missed. */
  absence: number;
  /** About which share of mornings begins late. */
  lateness: number;
  /** Of what is missed, which share nobody authorised. */
  unauthorised: number;
};

/** Set so that the crowd comes near the national figures; the test beside fill-demo.ts holds it to them. */
const MIDDLE = 0.029;
const SPREAD = 1.2;
const MOST = 0.93;
/** How many hardly come at all, for whatever reason. */
const HARDLY = 0.01;

/**
 * Somebody's tendency in one year: most people miss little and a few miss very much, so it is log-normal.
 *
 * @param weight what age, need and circumstances make more or less likely; 1 is nothing in particular
 */
export function tendencyBy(chance: Random, weight: number): Tendency {
  const ordinary = Math.min(MOST, MIDDLE * weight * Math.exp(SPREAD * chance.normal()));
  const absence = chance.chance(HARDLY * weight) ? 0.5 + 0.43 * chance.next() : ordinary;
  const lateness = Math.min(0.5, 0.012 * Math.exp(chance.normal()) * (1 + 4 * absence));
  return { absence, lateness, unauthorised: Math.min(0.7, 0.12 + 0.9 * absence + 0.1 * chance.next()) };
}

/** The year after: alike, but not the same. */
export function yearLater(chance: Random, tendency: Tendency): Tendency {
  const drift = Math.exp(0.4 * chance.normal() - 0.06);
  return { ...tendency, absence: Math.min(MOST, tendency.absence * drift) };
}

const [ILL, APPOINTMENT, LEAVE, OTHER, NOT_YET_KNOWN, HOLIDAY, LATE, TOO_LATE, VISIT] = [
  'I',
  'M',
  'C',
  'O',
  'N',
  'G',
  'L',
  'U',
  'V',
].map(mark) as [number, number, number, number, number, number, number, number, number];

/** Schools have this many days to find out why somebody is away. */
const DAYS_TO_ASK = 5;

/** Writes a year of coming and staying away into a full register. */
export function live(
  chance: Random,
  register: Register,
  { absence, lateness, unauthorised }: Tendency,
): void {
  const { days, marks } = register;
  const spell = 1.6 + 5 * absence;
  const begins = (0.78 * absence) / (spell * (1 - 0.85 * absence));
  const half = 0.44 * absence * (1 - absence);
  let left = 0;
  let reason = ILL;
  for (let at = 0; at < days.length; at += 1) {
    const day = days[at];
    if (!day) continue;
    if (left === 0 && chance.next() < begins * day.weight) {
      left = 1;
      while (left < 40 && chance.next() > 1 / spell) left += 1;
      reason = reasonBy(chance, unauthorised);
    }
    if (left > 0) {
      left -= 1;
      wholeDay(register, day, asKnown(reason, days.length - at));
      continue;
    }
    const luck = chance.next();
    if (luck < half) {
      const letter = chance.chance(unauthorised) ? OTHER : chance.chance(0.7) ? APPOINTMENT : ILL;
      marks[day.slot + chance.whole(2)] = asKnown(letter, days.length - at);
    } else if (luck > 1 - lateness) {
      marks[day.slot] = chance.chance(0.07) ? TOO_LATE : LATE;
    }
  }
  goAway(chance, register);
}

/** A family holiday for one in nine, and a visit or two with the year group for nearly everybody. */
function goAway(chance: Random, register: Register): void {
  const { days } = register;
  if (days.length < 20) return;
  if (chance.chance(0.11)) {
    const first = chance.whole(days.length - 5);
    for (const day of days.slice(first, first + 3 + chance.whole(3))) wholeDay(register, day, HOLIDAY);
  }
  const visit = days[15 + (register.days.length % 7)];
  if (visit && register.marks[visit.slot] === mark('/')) wholeDay(register, visit, VISIT);
}

function reasonBy(chance: Random, unauthorised: number): number {
  if (chance.chance(unauthorised)) return OTHER;
  return chance.chance(0.93) ? ILL : LEAVE;
}

function asKnown(letter: number, daysToToday: number): number {
  return letter === OTHER && daysToToday <= DAYS_TO_ASK ? NOT_YET_KNOWN : letter;
}
