/** What a setting is made of before anybody comes: houses, staff, tutor groups and classes. */
import { castId, castStaff, castYoungPeople } from '#test/cast';
import type { HeadCount } from './head-counts.ts';
import type { Ids } from './ids.ts';
import { nameBy } from './names/index.ts';
import type { Place } from './places.ts';
import type { Random } from './random.ts';

export type Teacher = { id: string; givenName: string; familyName: string; job: string };
export type TutorGroup = { id: string; name: string; ncYear: number; tutorId: string | null };
export type SchoolClass = { id: string; name: string; subject: string; ncYear: number; teacherId: string };

export type School = {
  place: Place;
  houses: readonly { id: string; name: string }[];
  staff: readonly Teacher[];
  groups: readonly TutorGroup[];
  classes: readonly SchoolClass[];
  /** Where the number-th young person of a year group belongs; the cast come first. */
  seat(
    ncYear: number,
    number: number,
  ): { tutorGroupId: string | null; houseId: string | null; classIds: string[] };
};

const HOUSES = ['Badger', 'Heron', 'Kestrel', 'Otter'];
const IN_A_GROUP = 27;
const LETTERS = 'ABCDEGHIJKLMNOPQRSTUVWXYZ';
const SECONDARY = ['English', 'Mathematics', 'History'] as const;

/** Plans one setting. Tutor groups of the cast are named after the setting (10F at Fernlow) and have fixed ids. */
export function planSchool(chance: Random, ids: Ids, place: Place, counts: readonly HeadCount[]): School {
  const years = yearsOf(place, counts);
  const groups: TutorGroup[] = [];
  for (const { ncYear, heads, ofCast } of years) {
    const needed = Math.max(ofCast, Math.ceil(heads / IN_A_GROUP));
    for (let number = 0; number < needed; number += 1) groups.push(groupOf(ncYear, number, number < ofCast));
  }
  const secondary = place.kind !== 'primary';
  const plans = groups.flatMap((group, at) =>
    (secondary ? SECONDARY : (['All subjects'] as const)).map((subject) => ({ group, at, subject })),
  );
  const staff = staffFor(Math.max(groups.length, 1));
  const classes = plans.map(({ group, at, subject }): SchoolClass => {
    const teacherId =
      place.key === 'fernlow' && group.name === '10F' && subject === 'History'
        ? castStaff.joe.staffId
        : teacherAt(at);
    const name = secondary ? `${group.name}/${subject.slice(0, 2)}` : `Class ${group.name}`;
    return { id: ids(), name, subject, ncYear: group.ncYear, teacherId };
  });
  for (const [at, group] of groups.entries()) group.tutorId ??= teacherAt(at);
  const houses = place.kind === 'secondary' ? HOUSES.map((name) => ({ id: ids<string>(), name })) : [];
  return { place, houses, staff, groups, classes, seat };

  function groupOf(ncYear: number, number: number, ofCast: boolean): TutorGroup {
    const letter = place.name.charAt(0).toUpperCase();
    const letters = LETTERS.replace(letter, '');
    const ordinary = `${letters[number % letters.length]}${number >= letters.length ? Math.floor(number / letters.length) : ''}`;
    const name = `${ncYear}${ofCast ? letter : ordinary}`;
    const tutorId = place.key === 'fernlow' && name === '10F' ? castStaff.joe.staffId : null;
    return {
      id: ofCast ? castId(2, (Number(place.urn) % 1000) * 100 + ncYear) : ids(),
      name,
      ncYear,
      tutorId,
    };
  }

  function staffFor(teachers: number): Teacher[] {
    return Array.from({ length: teachers }, () => {
      const { givenName, familyName } = nameBy(chance, chance.chance(0.6) ? 'F' : 'M');
      return { id: ids(), givenName, familyName, job: 'Teacher and tutor' };
    });
  }

  function teacherAt(at: number): string {
    const teacher = staff[at % staff.length];
    if (!teacher) throw new RangeError('A setting without teachers');
    return teacher.id;
  }

  function seat(ncYear: number, number: number) {
    const inYear = groups.filter((group) => group.ncYear === ncYear);
    const group = inYear.length === 0 ? undefined : inYear[number % inYear.length];
    const at = group ? groups.indexOf(group) : -1;
    const perGroup = classes.length / Math.max(1, groups.length);
    return {
      tutorGroupId: group?.id ?? null,
      houseId: houses.length === 0 ? null : (houses[number % houses.length]?.id ?? null),
      classIds: at < 0 ? [] : classes.slice(at * perGroup, (at + 1) * perGroup).map(({ id }) => id),
    };
  }
}

/** Years of a setting with somebody in them, the cast counted in: one group for them wherever there are any. */
function yearsOf(
  place: Place,
  counts: readonly HeadCount[],
): { ncYear: number; heads: number; ofCast: 0 | 1 }[] {
  const heads = new Map(
    counts
      .filter((count) => count.place === place && !count.left)
      .map((count) => [count.ncYear, count.heads]),
  );
  const cast = new Map<number, number>();
  for (const { places, ncYear } of Object.values(castYoungPeople)) {
    if (place.key !== null && places[0] === place.key) cast.set(ncYear, (cast.get(ncYear) ?? 0) + 1);
  }
  const years = [...new Set([...heads.keys(), ...cast.keys()])].sort((a, b) => a - b);
  return years
    .map((ncYear): { ncYear: number; heads: number; ofCast: 0 | 1 } => ({
      ncYear,
      heads: (heads.get(ncYear) ?? 0) + (cast.get(ncYear) ?? 0),
      ofCast: cast.has(ncYear) ? 1 : 0,
    }))
    .filter((year) => year.heads > 0);
}
