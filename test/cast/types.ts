import type { PlainDate } from '#dates';
import type { PersonId } from '#db';
import type { SettingKey } from './settings.ts';
import type { StaffKey } from './staff.ts';

/** In the order in which records list them. */
export const circumstanceKinds = [
  'english_additional_language',
  'educated_off_site',
  'looked_after',
  'early_help',
  'pregnant_or_parent',
  'free_school_meals',
  'young_carer',
  'in_custody',
  'youth_justice',
] as const;
export type CircumstanceKind = (typeof circumstanceKinds)[number];

/**
 * What the register of one academic year says. Shares are of the possible sessions, rounded down to whole sessions, so
 * they hold however much of the year has passed.
 */
export type AttendanceStory =
  /** Days off spread evenly, as so many of a thousand sessions. */
  | { story: 'spread'; absentPerThousand: number; code: 'I' | 'O' }
  /** Exactly a tenth: the days beyond a multiple of five are Y1 (no transport), so that the tenth is whole. */
  | { story: 'exactly_a_tenth' }
  /** As many sessions as still stay below a tenth. */
  | { story: 'just_below_a_tenth' }
  /** Present throughout, then so many sessions absent in each of the last school weeks, oldest first. */
  | { story: 'slide'; lastWeeks: readonly number[] }
  /** Afternoons on these weekdays are C2: a part-time timetable that was agreed. */
  | { story: 'part_time'; afternoons: readonly number[] }
  /** On these weekdays the young person is at the other setting (D here, present there). */
  | { story: 'two_places'; weekdaysElsewhere: readonly number[] };

export type CastNote = {
  by: StaffKey;
  /** Calendar days before today. */
  daysAgo: number;
  body: string;
};

/** What a record holds is a value; what nobody has said is null, absent or listed as unknown. */
export type CastYoungPerson = {
  id: PersonId;
  givenName: string;
  familyName: string;
  knownAs: string | null;
  /** In 2026/27; the demo moves it with the academic year it plays in. */
  dateOfBirth: PlainDate | null;
  sex: 'F' | 'M' | null;
  upn: string | null;
  ncYear: number;
  /** The main setting first. A second place is a dual registration. */
  places: readonly SettingKey[];
  /** Settings of last year before the present one, oldest first, each left in the middle of the year. */
  movedFrom: readonly SettingKey[];
  /** In a sentence or two, why this young person is in the cast. */
  situation: string;
  lastYear: AttendanceStory | null;
  thisYear: AttendanceStory | null;
  need: { provision: 'N' | 'K' | 'E'; primaryNeed: string | null } | null;
  /** What is in no list is known not to be so; what ended did so four months ago. */
  circumstances: Readonly<Record<'yes' | 'ended' | 'unknown', readonly CircumstanceKind[]>>;
  /** Sessions of each suspension in the latest half term with ten school days behind it, oldest first. */
  suspensions: readonly { sessions: number; reason: string }[];
  notes: readonly CastNote[];
};
