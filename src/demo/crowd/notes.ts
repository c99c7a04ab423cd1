import { addDays } from '#dates';
import { type CastMember, castStaff } from '#test/cast';
import { type Council, schoolDayBy } from '../council.ts';
import type { Place } from '../places.ts';
import type { Random } from '../random.ts';
import type { YoungPerson } from '../young-person.ts';

const WORDS = [
  'Spoke at the gate. A good week, and looking forward to the match on Saturday.',
  'Asked for help with homework on Thursdays. Told the library club.',
  'Family phoned to say thank you for the trip.',
  'Was quiet in tutor time today and said so. We will talk again on Friday.',
  'Helped a new pupil find the science block without being asked.',
  'Would like to move seats in mathematics. Asked the teacher, who agreed.',
  'Early bus has stopped running. Mornings may be late until the council answers.',
  'Told me about wanting to work with animals. Passed on the open day of the college.',
];

/** Now and then one of the cast has written something down. */
export function notesBy(chance: Random, council: Council, place: Place): YoungPerson['notes'] {
  const writers: readonly CastMember[] =
    place.key === 'fernlow'
      ? [castStaff.dev, castStaff.marcus, castStaff.eilidh, castStaff.sunita]
      : place.key === 'larkmoss'
        ? [castStaff.tomasz]
        : [];
  if (writers.length === 0 || !chance.chance(0.04)) return [];
  const writer = chance.pick(writers);
  const author = `${writer.givenName} ${writer.familyName}`;
  return [
    {
      accountId: writer.accountId,
      author,
      onDate: schoolDayBy(council, addDays(council.today, -chance.whole(70))),
      body: chance.pick(WORDS),
    },
  ];
}
