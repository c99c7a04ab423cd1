import { type PlainDate, plainDate } from '#dates';

/** When a stay at a setting begins and ends, and whose word decides where sources differ. */

/** As the school census has it: current, main and subsidiary of two, further education, other provider, guest, previous. */
export const ENROLMENT_STATUSES = ['C', 'M', 'S', 'F', 'O', 'G', 'P'] as const;
export type EnrolmentStatus = (typeof ENROLMENT_STATUSES)[number];

/** A stay as it stands. */
export type Stay = {
  status: EnrolmentStatus;
  startsOn: PlainDate | null;
  endsOn: PlainDate | null;
  /** The source that has told of it. */
  source: string;
  /** The source that said it ended; null while it is open, and where a person decided. */
  endedSource: string | null;
  /** A source that says otherwise and was not believed. */
  disputedBy: string | null;
};

/** What one row of a file says of a stay. A cell that says nothing is null. */
export type StayWord = {
  source: string;
  status: EnrolmentStatus | null;
  startsOn: PlainDate | null;
  endsOn: PlainDate | null;
  /** This source has not named this young person at this setting before. */
  isNew: boolean;
};

/** How far a source is believed, 1 to 9. */
export type TrustOf = (source: string) => number;

/** Whether a row says that somebody is no longer there. */
export function saysLeft({ status, endsOn }: Pick<StayWord, 'status' | 'endsOn'>): boolean {
  return status === 'P' || endsOn !== null;
}

/** Whether a stay has an end, dated or not, in the past or to come. */
export function hasEnd({ status, endsOn }: Pick<Stay, 'status' | 'endsOn'>): boolean {
  return status === 'P' || endsOn !== null;
}

/** A main registration, as far as its status says: a subsidiary one or a guest does not decide where somebody is. */
export function isMain(status: EnrolmentStatus): boolean {
  return status === 'C' || status === 'M';
}

/**
 * A stay after a row of a file.
 *
 * - A source is believed on what it said itself, and over another that is trusted no more.
 * - An end stands until it is taken back by the source that said it, by one that is trusted more, by one that is trusted
 *   as much and names the young person there for the first time, or by a start after the end. A source that only goes on
 *   repeating that they are there does not take it back: it is kept as disputing it. So two sources that differ come to
 *   rest, whichever comes first and however often.
 * - An end that a person decided is taken back only by a later start.
 *
 * @example stayAfter(null, { source: 'mis', status: 'C', startsOn, endsOn: null, isNew: true }, trustOf).status // 'C'
 */
export function stayAfter(stay: Stay | null, word: StayWord, trustOf: TrustOf): Stay {
  if (stay === null)
    return {
      status: word.status ?? 'C',
      startsOn: word.startsOn,
      endsOn: word.endsOn,
      source: word.source,
      endedSource: saysLeft(word) ? word.source : null,
      disputedBy: null,
    };
  if (saysLeft(word)) return hasEnd(stay) ? withOtherEnd(stay, word, trustOf) : ended(stay, word, trustOf);
  return hasEnd(stay) ? perhapsBack(stay, word, trustOf) : goingOn(stay, word, trustOf);
}

function ended(stay: Stay, word: StayWord, trustOf: TrustOf): Stay {
  if (!isBelieved(word.source, stay.source, trustOf)) return { ...stay, disputedBy: word.source };
  return {
    ...stay,
    status: word.status ?? stay.status,
    startsOn: word.startsOn ?? stay.startsOn,
    endsOn: word.endsOn,
    endedSource: word.source,
    disputedBy: null,
  };
}

function withOtherEnd(stay: Stay, word: StayWord, trustOf: TrustOf): Stay {
  const undisputed = stay.disputedBy === word.source ? { ...stay, disputedBy: null } : stay;
  const by = stay.endedSource;
  const isTheirs = by === word.source || (by !== null && trustOf(word.source) > trustOf(by));
  if (!isTheirs) return undisputed;
  return {
    ...undisputed,
    status: word.status ?? stay.status,
    startsOn: word.startsOn ?? stay.startsOn,
    endsOn: word.endsOn ?? stay.endsOn,
    endedSource: word.source,
  };
}

function perhapsBack(stay: Stay, word: StayWord, trustOf: TrustOf): Stay {
  if (!isBack(stay, word, trustOf)) return { ...stay, disputedBy: word.source };
  return {
    status: word.status ?? (stay.status === 'P' ? 'C' : stay.status),
    startsOn: word.startsOn ?? stay.startsOn,
    endsOn: null,
    source: word.source,
    endedSource: null,
    disputedBy: null,
  };
}

/**
 * Whether a row that names somebody at a setting they had left means that they are there again.
 *
 * @example isBack({ ...left, endedSource: 'mis' }, { ...word, source: 'mis' }, trustOf) // true
 */
export function isBack(stay: Stay, word: StayWord, trustOf: TrustOf): boolean {
  if (word.startsOn !== null && stay.endsOn !== null && word.startsOn > stay.endsOn) return true;
  const by = stay.endedSource;
  if (by === null) return false;
  if (by === word.source || trustOf(word.source) > trustOf(by)) return true;
  return word.isNew && trustOf(word.source) === trustOf(by);
}

function goingOn(stay: Stay, word: StayWord, trustOf: TrustOf): Stay {
  const disputedBy = stay.disputedBy === word.source ? null : stay.disputedBy;
  if (!isBelieved(word.source, stay.source, trustOf))
    return { ...stay, startsOn: stay.startsOn ?? word.startsOn, disputedBy };
  return {
    ...stay,
    status: word.status ?? stay.status,
    startsOn: word.startsOn ?? stay.startsOn,
    // Whoever is trusted more tells of it from now on, so that leaving its list is leaving.
    source: trustOf(word.source) > trustOf(stay.source) ? word.source : stay.source,
    disputedBy,
  };
}

function isBelieved(source: string, other: string, trustOf: TrustOf): boolean {
  return source === other || trustOf(source) >= trustOf(other);
}

/**
 * Whether somebody whom a whole roll no longer holds has left, as far as its source may say: it told of the stay, or it
 * has named them there before and is trusted as much as the source that did.
 *
 * @param hasNamed whether the source of the roll has named them at this setting
 */
export function endsByRoll(stay: Stay, source: string, hasNamed: boolean, trustOf: TrustOf): boolean {
  if (hasEnd(stay)) return false;
  return stay.source === source || (hasNamed && trustOf(source) >= trustOf(stay.source));
}

/**
 * The day on which a stay ends that a whole roll no longer holds: the day of the file, else of the run; never later than
 * the academic year of the stay, and never before it began.
 *
 * @example endByRoll({ startsOn: null, academicYear: 2025 }, plainDate('2026-09-07')) // '2026-08-31'
 */
export function endByRoll(
  { startsOn, academicYear }: { startsOn: PlainDate | null; academicYear: number },
  day: PlainDate,
): PlainDate {
  const last = plainDate(`${academicYear + 1}-08-31`);
  const end = day < last ? day : last;
  return startsOn !== null && startsOn > end ? startsOn : end;
}
