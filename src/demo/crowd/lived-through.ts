/**
 * The registers and suspensions of the years somebody was on roll, as chance and what is known of them have it. The
 * independent school sends the council no registers, as many do not.
 */
import { live, type Tendency, tendencyBy, yearLater } from '../attendance/crowd.ts';
import { fullRegister, mark, wholeDay } from '../attendance/stay.ts';
import type { Council } from '../council.ts';
import type { Place } from '../places.ts';
import type { Random } from '../random.ts';
import type { Stay, Suspension } from '../young-person.ts';
import type { Profile } from './profile.ts';
import type { Outline } from './stays.ts';
import { excluded, suspensionsBy } from './suspensions.ts';

/** Days of the week that somebody with two places spends at the second. */
const ELSEWHERE = [3, 4];

export function livedThrough(
  chance: Random,
  council: Council,
  outlines: readonly Outline[],
  profile: Profile,
  before: Tendency = tendencyBy(chance, profile.absence),
) {
  const tendencies = new Map<number, Tendency>([
    [council.thisYear - 1, before],
    [council.thisYear, yearLater(chance, before)],
  ]);
  const suspensions: Suspension[] = [];
  const now = outlines.at(-1)?.place;
  const stays = outlines.map(({ place, from, to, earlier, ...outline }): Stay => {
    const source = earlier ? 'admissions' : 'school-mis';
    const told = { ...outline, settingId: place.id, tutorGroupId: null, houseId: null, source } as const;
    if (outline.academicYear < council.thisYear - 1) return { ...told, marks: null };
    const register = fullRegister(council.years.of(place, outline.academicYear), from, to);
    const tendency = tendencies.get(outline.academicYear) ?? before;
    live(chance, register, tendency);
    if (earlier && now?.kind === 'alternative_provider')
      suspensions.push(...excluded(chance, place.id, register));
    suspensions.push(
      ...suspensionsBy(chance, place.id, register, suspensionsIn(outline.ncYear, place, profile, tendency)),
    );
    if (outline.status === 'M' || outline.status === 'S') {
      const here = (weekday: number) => ELSEWHERE.includes(weekday) === (outline.status === 'S');
      for (const day of register.days) if (!here(day.weekday)) wholeDay(register, day, mark('D'));
    }
    const sent = place.kind !== 'independent' && register.days.length > 0;
    return { ...told, marks: sent ? register.marks : null };
  });
  return { stays, suspensions };
}

/** Suspensions to expect in a year: the most in years 8 to 10, few in primary schools and after year 11. */
function suspensionsIn(ncYear: number, place: Place, profile: Profile, { absence }: Tendency): number {
  if (place.kind === 'college' || place.kind === 'independent') return 0.01;
  const age = ncYear <= 6 ? 0.02 : ncYear >= 12 ? 0.03 : ncYear >= 8 && ncYear <= 10 ? 0.21 : 0.14;
  // Plans and absence, which make suspension likelier, are what nearly everybody at a special school has.
  const among = place.kind === 'special' ? 0.55 : 1;
  return among * age * profile.suspension * (absence > 0.12 ? 2 : 0.8);
}
