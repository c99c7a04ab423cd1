import { plainDate } from '#dates';
import { castId } from '../settings.ts';
import type { CastYoungPerson } from '../types.ts';
import { ordinary } from './ordinary.ts';

/** Those whose registers say most about them. */
export const castByAttendance = {
  amara: {
    ...ordinary,
    id: castId(5, 1),
    givenName: 'Amara',
    familyName: 'Okonkwo',
    dateOfBirth: plainDate('2012-02-14'),
    sex: 'F',
    upn: 'K990399916001',
    ncYear: 10,
    situation:
      'Came every day until six weeks ago; in each week since she has missed more than in the one before. Nobody has written anything yet.',
    lastYear: { story: 'spread', absentPerThousand: 20, code: 'I' },
    thisYear: { story: 'slide', lastWeeks: [1, 2, 3, 4, 5, 6] },
  },
  lukasz: {
    ...ordinary,
    id: castId(5, 2),
    givenName: 'Łukasz',
    familyName: 'Wiśniewski',
    dateOfBirth: plainDate('2010-11-03'),
    sex: 'M',
    upn: 'N990399915002',
    ncYear: 11,
    situation:
      'Has missed more than half of this year. There is little else on record, so the reason is not known.',
    lastYear: { story: 'spread', absentPerThousand: 290, code: 'I' },
    thisYear: { story: 'spread', absentPerThousand: 600, code: 'O' },
    circumstances: { yes: [], ended: [], unknown: ['young_carer', 'early_help', 'free_school_meals'] },
    notes: [
      {
        by: 'marcus',
        daysAgo: 9,
        body: 'Home visit. Łukasz spoke to me at the door and said mornings are hard. He would like to see Mr Ferreira.',
      },
    ],
  },
  siobhan: {
    ...ordinary,
    id: castId(5, 8),
    givenName: 'Siobhán',
    familyName: "O'Connor",
    dateOfBirth: plainDate('2011-07-01'),
    sex: 'F',
    upn: 'Y990399915008',
    ncYear: 11,
    situation:
      'Persistently absent by exactly the definition: a tenth of her possible sessions. Some days no bus came.',
    lastYear: { story: 'exactly_a_tenth' },
    thisYear: { story: 'exactly_a_tenth' },
  },
  haruki: {
    ...ordinary,
    id: castId(5, 9),
    givenName: 'Haruki',
    familyName: 'Tanaka-Bloom',
    dateOfBirth: plainDate('2014-06-12'),
    sex: 'M',
    upn: 'V990399918009',
    ncYear: 8,
    situation: 'One more missed session and he would count as persistently absent.',
    lastYear: { story: 'just_below_a_tenth' },
    thisYear: { story: 'just_below_a_tenth' },
  },
  jack: {
    ...ordinary,
    id: castId(5, 11),
    givenName: 'Jack',
    familyName: 'Thornley',
    dateOfBirth: plainDate('2012-08-19'),
    sex: 'M',
    upn: 'Y990399916011',
    ncYear: 10,
    situation:
      'Back after an operation on a part-time timetable: three afternoons a week at home, as agreed with him and his parents.',
    thisYear: { story: 'part_time', afternoons: [1, 3, 5] },
    notes: [
      {
        by: 'joe',
        daysAgo: 12,
        body: 'Jack manages the mornings well and wants Wednesday afternoons back for design and technology.',
      },
    ],
  },
  daniel: {
    ...ordinary,
    id: castId(5, 12),
    givenName: 'Daniel',
    familyName: 'Addo-Lindqvist',
    knownAs: 'Danny',
    dateOfBirth: plainDate('2012-01-28'),
    sex: 'M',
    upn: 'M990399916012',
    ncYear: 10,
    places: ['fernlow', 'turnstile'],
    situation:
      'On two rolls: at Fernlow, and on Wednesdays and Thursdays at the Turnstile Centre for motor vehicle work, which he chose.',
    thisYear: { story: 'two_places', weekdaysElsewhere: [3, 4] },
    need: { provision: 'K', primaryNeed: 'SLCN' },
    circumstances: { yes: ['educated_off_site', 'free_school_meals'], ended: [], unknown: [] },
    notes: [
      {
        by: 'sunita',
        daysAgo: 20,
        body: 'Danny brought photographs of the engine he rebuilt. He is thinking about an apprenticeship.',
      },
    ],
  },
} satisfies Record<string, CastYoungPerson>;
