import type { PersonId, SettingId } from '#db';
import type { Fault, NamedSetting } from '#files';
import type { Counts, Run } from '#modules/sources';
import type { BelievedFacts, EnrolmentId, KnownEnrolment } from '../known-people.ts';
import type { KnownWord } from '../words.ts';

export type Writing = Run & {
  /** The academic year that the file is about. */
  year: number;
  findSetting: (named: NamedSetting) => Promise<SettingId | Fault>;
};

/** Somebody as they were before the file, and as they are after it. */
export type PlannedPerson = {
  id: PersonId;
  before: BelievedFacts | null;
  after: BelievedFacts;
  /** What the source of the file said before, and what it says now. */
  word: { before: KnownWord | undefined; after: KnownWord };
  /** What other sources say that is not kept yet. */
  others: KnownWord[];
  sourceKey: string;
};
/** A stay as it was before the file, and as it is after it. */
export type PlannedStay = { before: KnownEnrolment | null; after: KnownEnrolment };

/** What a file comes to, before any of it is written. */
export type Plan = {
  counts: Counts;
  people: Map<PersonId, PlannedPerson>;
  stays: Map<EnrolmentId, PlannedStay>;
  sources: { person_id: PersonId; setting_id: SettingId; source_key: string }[];
};

export function emptyPlan(): Plan {
  const counts = { added: 0, changed: 0, same: 0, ended: 0 };
  return { counts, people: new Map(), stays: new Map(), sources: [] };
}
