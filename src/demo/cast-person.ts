/** The cast as the council knows them on the day the demo plays. */
import { academicYear, addDays, addMonths, type PlainDate } from '#dates';
import {
  type AttendanceStory,
  type CastYoungPerson,
  castStaff,
  castToday,
  circumstanceKinds,
  type SettingKey,
} from '#test/cast';
import { fullRegister, type Register, suspend } from './attendance/stay.ts';
import { tell, tellElsewhere } from './attendance/story.ts';
import type { SchoolDay } from './calendars.ts';
import { type Council, schoolDayBy } from './council.ts';
import {
  type Circumstance,
  type Stay,
  type Suspension,
  startOfYear,
  type YoungPerson,
} from './young-person.ts';

/** One of the cast, with dates that fit today's academic year. */
export function castPerson(council: Council, cast: CastYoungPerson): YoungPerson {
  const { thisYear, today } = council;
  const main = council.place(cast.places[0] ?? 'fernlow');
  const seat = council.schools.get(main.id)?.seat(cast.ncYear, 0);
  const { stays, suspensions } = lived(council, cast);
  const shift = 12 * (thisYear - academicYear(castToday));
  return {
    id: cast.id,
    givenName: cast.givenName,
    familyName: cast.familyName,
    knownAs: cast.knownAs,
    dateOfBirth: cast.dateOfBirth === null ? null : addMonths(cast.dateOfBirth, shift),
    sex: cast.sex,
    upn: cast.upn,
    ncYear: cast.ncYear,
    settingIds: cast.places.map((key) => council.place(key).id),
    stays: stays.map((stay) =>
      stay.settingId === main.id && stay.academicYear === thisYear
        ? { ...stay, tutorGroupId: seat?.tutorGroupId ?? null, houseId: seat?.houseId ?? null }
        : stay,
    ),
    need: cast.need && { ...cast.need, startsOn: `${thisYear - 1}-09-01` as PlainDate },
    circumstances: circumstancesOf(cast, today, thisYear),
    suspensions,
    classIds: seat?.classIds ?? [],
    activities: [],
    notes: cast.notes.map(({ by, daysAgo, body }) => ({
      accountId: castStaff[by].accountId,
      author: `${castStaff[by].givenName} ${castStaff[by].familyName}`,
      onDate: schoolDayBy(council, addDays(today, -daysAgo)),
      body,
    })),
  };
}

function circumstancesOf(
  { circumstances }: CastYoungPerson,
  today: PlainDate,
  thisYear: number,
): Circumstance[] {
  const since = `${thisYear - 1}-09-01` as PlainDate;
  return circumstanceKinds.flatMap((kind): Circumstance[] => {
    if (circumstances.unknown.includes(kind)) return [];
    if (circumstances.yes.includes(kind)) return [{ kind, present: true, startsOn: since, endsOn: null }];
    if (!circumstances.ended.includes(kind)) return [{ kind, present: false, startsOn: since, endsOn: null }];
    const endsOn = addMonths(today, -4);
    return [
      { kind, present: true, startsOn: addMonths(endsOn, -9), endsOn },
      { kind, present: false, startsOn: addDays(endsOn, 1), endsOn: null },
    ];
  });
}

function lived(council: Council, cast: CastYoungPerson): { stays: Stay[]; suspensions: Suspension[] } {
  const { thisYear, today } = council;
  const { ncYear } = cast;
  const [key = 'fernlow', second] = cast.places;
  const suspensions: Suspension[] = [];
  const stays: Stay[] = [];

  const moves = cast.movedFrom.map((from, at) => ({ from, on: moveDay(council, at) }));
  for (const [at, { from, on }] of moves.entries()) {
    const came = moves[at - 1]?.on ?? null;
    stay(from, thisYear - 1, 'P', came ?? since(from), addDays(on, -1), cast.lastYear, came, addDays(on, -1));
  }
  const came = moves.at(-1)?.on ?? null;
  if (ncYear === 8) {
    stay(
      'larkmoss',
      thisYear - 2,
      'P',
      since('larkmoss'),
      `${thisYear - 1}-08-31` as PlainDate,
      null,
      null,
      null,
    );
  }
  if (ncYear === 7) {
    stay(
      'larkmoss',
      thisYear - 1,
      'P',
      since('larkmoss'),
      `${thisYear}-08-31` as PlainDate,
      cast.lastYear,
      null,
      null,
    );
  } else if (cast.lastYear) {
    stay(
      key,
      thisYear - 1,
      'C',
      came ?? since(key),
      `${thisYear}-08-31` as PlainDate,
      cast.lastYear,
      came,
      null,
    );
  }
  const first = cast.lastYear ? (came ?? since(key)) : (`${thisYear}-09-01` as PlainDate);
  stay(key, thisYear, second ? 'M' : 'C', first, null, cast.thisYear, null, null);
  if (second)
    stay(second, thisYear, 'S', `${thisYear}-09-01` as PlainDate, null, cast.thisYear, null, null, true);
  return { stays, suspensions };

  function since(at: SettingKey): PlainDate {
    return startOfYear(at === 'larkmoss' ? 0 : 7, ncYear, thisYear);
  }

  function stay(
    at: SettingKey,
    year: number,
    status: Stay['status'],
    startsOn: PlainDate,
    endsOn: PlainDate | null,
    story: AttendanceStory | null,
    from: PlainDate | null,
    to: PlainDate | null,
    elsewhere = false,
  ): void {
    const { id: settingId } = council.place(at);
    const register = story && fullRegister(council.years.of({ key: at }, year), from, to);
    if (register && story && elsewhere) tellElsewhere(story, register);
    else if (register && story) {
      if (year === thisYear) suspensions.push(...suspended(council, cast, at, register));
      tell(story, register, today);
    }
    const theirYear = ncYear - (thisYear - year);
    const source = status === 'P' ? 'admissions' : 'school-mis';
    const group = { tutorGroupId: null, houseId: null };
    const marks = register && register.days.length > 0 ? register.marks : null;
    stays.push({
      settingId,
      academicYear: year,
      ncYear: theirYear,
      status,
      startsOn,
      endsOn,
      ...group,
      source,
      marks,
    });
  }
}

/** Fifty and a hundred and thirty school days into last year: neither is when people usually change schools. */
function moveDay({ years, thisYear }: Council, number: number): PlainDate {
  const { days } = years.of({ key: null }, thisYear - 1);
  const day = days[50 + 80 * number];
  if (!day) throw new RangeError('Last year has too few school days to move in');
  return day.date;
}

/** In the latest half term with ten school days behind it, from its third day on, three days apart. */
function suspended(
  council: Council,
  cast: CastYoungPerson,
  at: SettingKey,
  register: Register,
): Suspension[] {
  const { calendar } = council.years.of({ key: at }, council.thisYear);
  const inHalf = calendar.halfTerms.map(({ startsOn, endsOn }) =>
    register.days.filter(({ date }) => date >= startsOn && date <= endsOn),
  );
  const days: readonly SchoolDay[] = inHalf.findLast((each) => each.length >= 10) ?? [];
  return cast.suspensions.flatMap(({ sessions, reason }, number): Suspension[] => {
    const day = days[2 + 4 * number];
    if (!day) return [];
    suspend(register, register.days.indexOf(day), sessions);
    const { id: settingId } = council.place(at);
    return [{ settingId, kind: 'suspension', startsOn: day.date, sessions, reason }];
  });
}
