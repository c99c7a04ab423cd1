/** What young people do after year 11, as a council keeps it. */
import { type PlainDate, plainDate } from '#dates';
import type { Council } from '../council.ts';
import type { Place } from '../places.ts';
import type { YoungPerson } from '../young-person.ts';

type Activity = YoungPerson['activities'][number];

/** The first of November after each year since year 11, as far as it has been: the day that councils report by. */
export function reportDays({ thisYear, today }: Council, ncYear: number): PlainDate[] {
  const days: PlainDate[] = [];
  for (let year = 12; year <= ncYear; year += 1) days.push(plainDate(`${thisYear - ncYear + year}-11-01`));
  return days.filter((day) => day <= today);
}

/** Whoever is on a roll after year 11 is known to be learning there. */
export function activitiesOnRoll(council: Council, place: Place, ncYear: number): Activity[] {
  const code = place.kind === 'college' ? '230' : place.kind === 'special' ? '280' : '210';
  return reportDays(council, ncYear).map((onDate) => ({ code, onDate }));
}
