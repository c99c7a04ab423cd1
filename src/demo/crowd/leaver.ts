/** Somebody who left at 16 and is on no roll now: what became of them depends on hidden causes and on chance. */
import type { Tendency } from '../attendance/crowd.ts';
import { tendencyBy } from '../attendance/crowd.ts';
import type { Council } from '../council.ts';
import { nameBy } from '../names/index.ts';
import type { Place } from '../places.ts';
import { type Random, random } from '../random.ts';
import { startOfYear, type YoungPerson } from '../young-person.ts';
import { reportDays } from './activity.ts';
import { birthBy, upnOf } from './identity.ts';
import { livedThrough } from './lived-through.ts';
import { type Profile, profileBy } from './profile.ts';
import type { Outline } from './stays.ts';

const LAST_SCHOOL_YEAR = 11;

export function leaver(
  council: Council,
  place: Place,
  ncYear: number,
  number: number,
  inYear: number,
): YoungPerson {
  const chance = random(council.seed, 'left', place.name, ncYear, number);
  const sex = chance.chance(0.47) ? 'F' : 'M';
  const { additionalLanguage, ...name } = nameBy(chance, sex);
  const { profile, tendency } = pathBy(chance, council, place, additionalLanguage);
  const outline = lastYearOf(council, place, ncYear);
  const { stays, suspensions } = livedThrough(chance, council, [outline], profile, tendency);
  return {
    id: council.ids(),
    ...name,
    dateOfBirth: birthBy(chance, ncYear, council.thisYear),
    sex,
    upn: upnOf(ncYear, council.thisYear, inYear),
    ncYear,
    settingIds: [],
    stays,
    need: profile.need,
    circumstances: profile.circumstances,
    suspensions,
    classIds: [],
    activities: becameOf(chance, council, profile, tendency, ncYear),
    notes: [],
  };
}

/** Those who leave early had the harder way of two: the same causes that keep people away from school. */
function pathBy(chance: Random, council: Council, place: Place, additionalLanguage: number) {
  const ways = [0, 1].map(() => {
    const profile = profileBy(chance, council, place, LAST_SCHOOL_YEAR, additionalLanguage);
    return { profile, tendency: tendencyBy(chance, profile.absence) };
  });
  const [one, other] = ways as [Way, Way];
  return hardship(one) >= hardship(other) ? one : other;
}

type Way = { profile: Profile; tendency: Tendency };

/** What nobody records: how hard the way was. Absence and suspensions show part of it. */
function hardship({ profile, tendency }: Way): number {
  return Math.log(tendency.absence / 0.04) + 0.6 * Math.log(profile.suspension);
}

const EET = ['230', '230', '230', '220', '310', '310', '320', '340', '430'];
const NEET = ['610', '619', '619', '619', '640', '630', '540', '670'];

/** One answer a November. Hard ways lead out of education more often, never surely; some are lost sight of anyway. */
function becameOf(
  chance: Random,
  council: Council,
  profile: Profile,
  tendency: Tendency,
  ncYear: number,
): YoungPerson['activities'] {
  const hidden = hardship({ profile, tendency }) + 0.9 * chance.normal();
  return reportDays(council, ncYear).map((onDate) => {
    const neet = 1 / (1 + Math.exp(2.65 - 0.95 * hidden));
    const unseen = 0.09 + 0.08 * neet;
    const luck = chance.next();
    if (luck < unseen) return { code: chance.chance(0.7) ? '810' : '820', onDate };
    return { code: luck < unseen + (1 - unseen) * neet ? chance.pick(NEET) : chance.pick(EET), onDate };
  });
}

/** Year 11 at a setting that was left when it ended. */
function lastYearOf({ thisYear }: Council, place: Place, ncYear: number): Outline {
  const academicYear = thisYear - (ncYear - LAST_SCHOOL_YEAR);
  const endsOn = startOfYear(LAST_SCHOOL_YEAR + 1, ncYear, thisYear).replace('-09-01', '-08-31');
  return {
    place,
    academicYear,
    ncYear: LAST_SCHOOL_YEAR,
    status: 'C',
    startsOn: startOfYear(7, ncYear, thisYear),
    endsOn: endsOn as Outline['endsOn'], // the day before a first of September
    from: null,
    to: null,
    earlier: false,
  };
}
