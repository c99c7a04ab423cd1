/** The crowd: everybody who is not in the cast, one after the other, each from a chance of their own. */
import { live, type Tendency, tendencyBy, yearLater } from '../attendance/crowd.ts';
import { fullRegister, mark, wholeDay } from '../attendance/stay.ts';
import type { Council } from '../council.ts';
import { nameBy } from '../names/index.ts';
import type { Place } from '../places.ts';
import { type Random, random } from '../random.ts';
import type { Stay, Suspension, YoungPerson } from '../young-person.ts';
import { birthBy, upnOf } from './identity.ts';
import { notesBy } from './notes.ts';
import { type Profile, profileBy } from './profile.ts';
import { type Outline, staysBy } from './stays.ts';
import { excluded, suspensionsBy } from './suspensions.ts';

/** Makes the crowd as it is asked for, so that a large one never has to be held at once. */
export function* crowdOf(council: Council): Generator<YoungPerson> {
  const perYear = new Map<number, number>();
  for (const { place, ncYear, heads } of council.crowd) {
    for (let number = 0; number < heads; number += 1) {
      const inYear = perYear.get(ncYear) ?? 0;
      perYear.set(ncYear, inYear + 1);
      yield youngPerson(council, place, ncYear, number, inYear);
    }
  }
}

function youngPerson(
  council: Council,
  place: Place,
  ncYear: number,
  number: number,
  inYear: number,
): YoungPerson {
  const chance = random(council.seed, 'person', place.name, ncYear, number);
  const sex = chance.chance(0.49) ? 'F' : 'M';
  const { additionalLanguage, ...name } = nameBy(chance, sex);
  const profile = profileBy(chance, council, place, ncYear, additionalLanguage);
  const seat = council.schools.get(place.id)?.seat(ncYear, number + 1);
  const outlines = withSecondPlace(chance, council, staysBy(chance, council, place, ncYear));
  const { stays, suspensions } = livedThrough(chance, council, outlines, profile, ncYear);
  return {
    id: council.ids(),
    ...name,
    dateOfBirth: birthBy(chance, ncYear, council.thisYear),
    sex: chance.chance(0.004) ? null : sex,
    upn: chance.chance(place.kind === 'independent' ? 0.3 : 0.008)
      ? null
      : upnOf(ncYear, council.thisYear, inYear),
    ncYear,
    settingIds: outlines.filter(({ endsOn }) => endsOn === null).map((outline) => outline.place.id),
    stays: stays.map((stay) =>
      stay.settingId === place.id && stay.endsOn === null ? { ...stay, ...seated(seat) } : stay,
    ),
    need: profile.need,
    circumstances: profile.circumstances,
    suspensions,
    classIds: seat?.classIds ?? [],
    notes: notesBy(chance, council, place),
  };
}

function seated(seat: { tutorGroupId: string | null; houseId: string | null } | undefined) {
  return { tutorGroupId: seat?.tutorGroupId ?? null, houseId: seat?.houseId ?? null };
}

/** One in 150 of those in years 9 to 11 at a secondary school is on the roll of the alternative provider as well. */
function withSecondPlace(chance: Random, council: Council, outlines: Outline[]): Outline[] {
  const now = outlines.at(-1);
  const second = council.place('turnstile');
  if (now?.place.kind !== 'secondary' || !second.draws[now.ncYear] || !chance.chance(0.0067)) return outlines;
  const from = council.years.of(second, council.thisYear).firstDay;
  return [
    ...outlines.slice(0, -1),
    { ...now, status: 'M' },
    { ...now, place: second, status: 'S', startsOn: from, from: null },
  ];
}

/** Days of the week that somebody with two places spends at the second. */
const ELSEWHERE = [3, 4];

function livedThrough(
  chance: Random,
  council: Council,
  outlines: readonly Outline[],
  profile: Profile,
  ncYear: number,
) {
  const before = tendencyBy(chance, profile.absence);
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
      ...suspensionsBy(chance, place.id, register, suspensionsIn(ncYear, place, profile, tendency)),
    );
    if (outline.status === 'M' || outline.status === 'S') {
      const here = (weekday: number) => ELSEWHERE.includes(weekday) === (outline.status === 'S');
      for (const day of register.days) if (!here(day.weekday)) wholeDay(register, day, mark('D'));
    }
    return { ...told, marks: register.days.length > 0 ? register.marks : null };
  });
  return { stays, suspensions };
}

/** Suspensions to expect in a year: the most in years 8 to 10, few in primary schools and after year 11. */
function suspensionsIn(ncYear: number, place: Place, profile: Profile, { absence }: Tendency): number {
  if (place.kind === 'college' || place.kind === 'independent') return 0.01;
  const age = ncYear <= 6 ? 0.02 : ncYear >= 12 ? 0.03 : ncYear >= 8 && ncYear <= 10 ? 0.15 : 0.1;
  return age * profile.suspension * (absence > 0.12 ? 2 : 0.8);
}
