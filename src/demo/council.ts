/** The made-up council as one plan: settings, calendars, schools, ids. Young people are made from it one by one. */
import { academicYear, type PlainDate } from '#dates';
import type { RunId, SettingId, TenantId } from '#db';
import type { SettingKey } from '#test/cast';
import { type SchoolYears, schoolYears } from './calendars.ts';
import { type HeadCount, headCounts } from './head-counts.ts';
import { type Ids, idsFrom } from './ids.ts';
import { type Place, placesFor } from './places.ts';
import { random } from './random.ts';
import { planSchool, type School } from './school.ts';
import type { Source } from './young-person.ts';

export type RunKind =
  | 'establishments'
  | 'people'
  | 'registers'
  | 'needs'
  | 'circumstances'
  | 'suspensions'
  | 'measures'
  | 'staff'
  | 'classes';
export type Run = { id: RunId; kind: RunKind; source: Source; read: number };

export type Council = {
  tenantId: TenantId;
  seed: number;
  today: PlainDate;
  thisYear: number;
  ids: Ids;
  years: SchoolYears;
  places: readonly Place[];
  schools: ReadonlyMap<SettingId, School>;
  /** The crowd, the cast aside. */
  crowd: readonly HeadCount[];
  runs: readonly Run[];
  /** The measure that says what somebody does after year 11. */
  activityId: string;
  /** The run that brings facts of a kind from a source; counts one more row read. */
  brings(kind: RunKind, source: Source): RunId;
  place(key: SettingKey): Place;
};

const RUNS: readonly [RunKind, Source][] = [
  ['establishments', 'admissions'],
  ['people', 'school-mis'],
  ['people', 'admissions'],
  ['registers', 'school-mis'],
  ['needs', 'school-mis'],
  ['circumstances', 'school-mis'],
  ['circumstances', 'council-care'],
  ['suspensions', 'school-mis'],
  ['measures', 'council-activity'],
  ['staff', 'school-mis'],
  ['classes', 'school-mis'],
];

export type Plan = { tenantId: TenantId; crowd: number; seed: number; today: PlainDate };

/** Plans a council for a crowd of so many, beside the cast. */
export function planCouncil({ tenantId, crowd, seed, today }: Plan): Council {
  const ids = idsFrom(seed, today);
  const thisYear = academicYear(today);
  const runs = RUNS.map(([kind, source]): Run => ({ id: ids(), kind, source, read: 0 }));
  const places = placesFor(crowd, ids);
  const counts = headCounts(crowd, places);
  const schools = new Map(
    places.map(
      (place) => [place.id, planSchool(random(seed, 'school', place.name), ids, place, counts)] as const,
    ),
  );
  return {
    tenantId,
    seed,
    today,
    thisYear,
    ids,
    years: schoolYears(thisYear, today),
    places,
    schools,
    crowd: counts,
    runs,
    activityId: ids(),
    brings(kind, source) {
      const run = runs.find((each) => each.kind === kind && each.source === source);
      if (!run) throw new RangeError(`No run brings ${kind} from ${source}`);
      run.read += 1;
      return run.id;
    },
    place(key) {
      const place = places.find((each) => each.key === key);
      if (!place) throw new RangeError(`The council has no ${key}`);
      return place;
    },
  };
}

/** The last school day of the council up to a date, or the date itself when there was none in these two years. */
export function schoolDayBy({ years }: Council, date: PlainDate): PlainDate {
  const days = years.council.flatMap((year) => year.days);
  return days.findLast((day) => day.date <= date)?.date ?? date;
}
