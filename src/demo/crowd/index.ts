/** The crowd: everybody who is not in the cast, one after the other, each from a chance of their own. */
import type { Council } from '../council.ts';
import { nameBy } from '../names/index.ts';
import type { Place } from '../places.ts';
import { type Random, random } from '../random.ts';
import type { YoungPerson } from '../young-person.ts';
import { activitiesOnRoll } from './activity.ts';
import { homeOf } from './household.ts';
import { birthBy, upnOf } from './identity.ts';
import { leaver } from './leaver.ts';
import { livedThrough } from './lived-through.ts';
import { notesBy } from './notes.ts';
import { profileBy } from './profile.ts';
import { type Outline, staysBy } from './stays.ts';

/** Makes the crowd as it is asked for, so that a large one never has to be held at once. */
export function* crowdOf(council: Council): Generator<YoungPerson> {
  const perYear = new Map<number, number>();
  for (const { place, ncYear, heads, left } of council.crowd) {
    for (let number = 0; number < heads; number += 1) {
      const inYear = perYear.get(ncYear) ?? 0;
      perYear.set(ncYear, inYear + 1);
      yield left
        ? leaver(council, place, ncYear, number, inYear)
        : youngPerson(council, place, ncYear, number, inYear);
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
  const home = homeOf(council, place, ncYear, number);
  const { additionalLanguage, ...name } = nameBy(chance, sex, home);
  const profile = profileBy(chance, council, place, ncYear, additionalLanguage, home);
  const seat = council.schools.get(place.id)?.seat(ncYear, number + 1);
  const outlines = withSecondPlace(chance, council, staysBy(chance, council, place, ncYear));
  const { stays, suspensions } = livedThrough(chance, council, outlines, profile);
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
    activities: activitiesOnRoll(council, place, ncYear),
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
