import { newId, type PersonId, type SettingId } from '#db';
import type { Fault, PersonRow } from '#files';
import {
  endByRoll,
  endsByRoll,
  hasEnd,
  isBack,
  isMain,
  type Stay,
  type StayWord,
  saysLeft,
  stayAfter,
} from '../../rules/stays.ts';
import type { KnownEnrolment, KnownPeople, StaysAt } from '../known-people.ts';
import type { PlannedStay, Writing } from './plan.ts';

/** Which row of a file somebody was met in before, and what it said of where they are. */
export type Met = { line: number; settingId: SettingId; claimsMain: boolean };

/** Tutor group and house as the row has them, already found or added. */
export type Groups = Pick<KnownEnrolment, 'tutor_group_id' | 'house_id'>;

/** Whether a row says that somebody is there now and that this is their main registration. */
export function claimsMain({ status, endedOn }: PersonRow): boolean {
  return !saysLeft({ status, endsOn: endedOn }) && isMain(status ?? 'C');
}

/**
 * Why a second row about somebody cannot stand beside the first, or nothing. Two settings on one day are right for
 * somebody registered at both, and then one of the two rows says so.
 */
export function refuseSecond(row: PersonRow, settingId: SettingId, met: readonly Met[]): Fault | undefined {
  const same = met.find((each) => each.settingId === settingId);
  if (same) {
    const message = `Line ${same.line} of this file is about the same young person: the first row is kept; remove one of the two.`;
    return { rule: 'identity.twice', message };
  }
  const other = claimsMain(row) ? met.find((each) => each.claimsMain) : undefined;
  if (!other) return undefined;
  const message = `Line ${other.line} of this file has the same young person at another setting now: the first row is kept. Give a leaving date to the one they left, or the enrolment status M and S if they are registered at both.`;
  return { rule: 'enrolment.two_places', message };
}

/** A stay as it is after a row, or why it cannot be. */
export function stayOfRow(
  { source, year, today }: Writing,
  known: KnownPeople,
  row: PersonRow,
  { id, settingId, groups }: { id: PersonId; settingId: SettingId; groups: Groups },
): PlannedStay | Fault {
  const word: StayWord = {
    source,
    status: row.status,
    startsOn: row.startedOn,
    endsOn: row.endedOn,
    isNew: !known.hasNamed(id, settingId),
  };
  const before = aimedAt(known.staysAt(id, settingId), word, year, known) ?? null;
  const stay = stayAfter(before && stayIn(before), word, known.trustOf);
  if (stay.startsOn !== null && stay.endsOn !== null && stay.startsOn > stay.endsOn) {
    const message = `This stay would end on ${stay.endsOn}, before it began on ${stay.startsOn}: mend one of the two.`;
    return { rule: 'dates.order', message };
  }
  const isBegun = before === null || (hasEnd(stayIn(before)) && !hasEnd(stay));
  const isOfYear = before === null || before.academic_year === year;
  const after: KnownEnrolment = {
    id: before?.id ?? newId<never>(),
    person_id: id,
    setting_id: settingId,
    academic_year: before?.academic_year ?? year,
    nc_year: (isOfYear ? row.ncYear : null) ?? before?.nc_year ?? null,
    tutor_group_id: (isOfYear ? groups.tutor_group_id : null) ?? before?.tutor_group_id ?? null,
    house_id: (isOfYear ? groups.house_id : null) ?? before?.house_id ?? null,
    said_on: isBegun ? today : before.said_on,
    ...columnsOf(stay),
  };
  return { before, after };
}

/**
 * Which stay a row is about: that of its year; else the newest before, when the row ends it or does not bring somebody
 * back who had left; else a new one.
 */
function aimedAt(
  { ofYear, newest }: StaysAt,
  word: StayWord,
  year: number,
  { trustOf }: KnownPeople,
): KnownEnrolment | undefined {
  if (ofYear) return ofYear;
  if (!newest || newest.academic_year > year) return undefined;
  if (saysLeft(word)) return newest;
  const stay = stayIn(newest);
  return hasEnd(stay) && !isBack(stay, word, trustOf) ? newest : undefined;
}

/**
 * Who has left by a whole roll: stays at the settings it speaks of that it does not hold, as far as its source may end
 * them. A source that disputed an end and no longer names them disputes it no more.
 *
 * @param isNamed whether the file names somebody there, in whatever row
 * @param day the day the file speaks of
 */
export function whoLeft(
  { source, year }: Writing,
  known: KnownPeople,
  settings: ReadonlySet<SettingId>,
  isNamed: (id: PersonId, settingId: SettingId) => boolean,
  day: KnownEnrolment['ends_on'] & string,
): PlannedStay[] {
  return known.newestStays().flatMap((before): PlannedStay[] => {
    const { person_id, setting_id, academic_year: academicYear } = before;
    if (!settings.has(setting_id) || academicYear > year || isNamed(person_id, setting_id)) return [];
    const stay = stayIn(before);
    if (endsByRoll(stay, source, known.hasNamed(person_id, setting_id), known.trustOf)) {
      const ends_on = endByRoll({ startsOn: before.starts_on, academicYear }, day);
      return [{ before, after: { ...before, ends_on, ended_source: source, disputed_by: null } }];
    }
    return stay.disputedBy === source ? [{ before, after: { ...before, disputed_by: null } }] : [];
  });
}

function stayIn(row: KnownEnrolment): Stay {
  return {
    status: row.status,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    source: row.source,
    endedSource: row.ended_source,
    disputedBy: row.disputed_by,
  };
}

function columnsOf(stay: Stay) {
  return {
    status: stay.status,
    starts_on: stay.startsOn,
    ends_on: stay.endsOn,
    source: stay.source,
    ended_source: stay.endedSource,
    disputed_by: stay.disputedBy,
  };
}
