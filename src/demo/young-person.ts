/** Everything the demo knows of one young person, before it becomes rows. The cast and the crowd are both made into this. */
import type { PlainDate } from '#dates';
import type { PersonId, SettingId } from '#db';
import type { CircumstanceKind } from '#test/cast';

export type Source = 'school-mis' | 'council-care' | 'admissions' | 'council-activity';

/** Time on roll at one setting in one academic year. */
export type Stay = {
  settingId: SettingId;
  academicYear: number;
  ncYear: number;
  /** As the school census has it: C current, M main and S second of two, P previous. */
  status: 'C' | 'M' | 'S' | 'P';
  /** When they came to the setting, in whichever year that was. */
  startsOn: PlainDate;
  endsOn: PlainDate | null;
  tutorGroupId: string | null;
  houseId: string | null;
  source: Source;
  /** 732 letters, or none when no register came. */
  marks: Uint8Array | null;
};

export type Suspension = {
  settingId: SettingId;
  kind: 'suspension' | 'permanent_exclusion';
  startsOn: PlainDate;
  sessions: number | null;
  reason: string | null;
};

export type Circumstance = {
  kind: CircumstanceKind;
  present: boolean;
  startsOn: PlainDate;
  endsOn: PlainDate | null;
};

export type YoungPerson = {
  id: PersonId;
  givenName: string;
  familyName: string;
  knownAs: string | null;
  dateOfBirth: PlainDate | null;
  sex: 'F' | 'M' | null;
  upn: string | null;
  ncYear: number;
  /** Where they are now; the main setting first. */
  settingIds: readonly SettingId[];
  stays: readonly Stay[];
  need: { provision: 'N' | 'K' | 'E'; primaryNeed: string | null; startsOn: PlainDate } | null;
  /** A kind that is missing is unknown. */
  circumstances: readonly Circumstance[];
  suspensions: readonly Suspension[];
  classIds: readonly string[];
  /** What they were doing on some days after year 11, by the activity codes of councils. */
  activities: readonly { code: string; onDate: PlainDate }[];
  notes: readonly { accountId: string; author: string; onDate: PlainDate; body: string }[];
};

/** Who tells of a circumstance: schools of what they see, the council's own services of the rest. */
export function sourceOf(kind: CircumstanceKind): Source {
  return ['looked_after', 'early_help', 'in_custody', 'youth_justice'].includes(kind)
    ? 'council-care'
    : 'school-mis';
}

/** First day of the academic year in which somebody now in `ncYear` was in `then`. */
export function startOfYear(then: number, ncYear: number, thisYear: number): PlainDate {
  return `${thisYear - ncYear + then}-09-01` as PlainDate;
}
