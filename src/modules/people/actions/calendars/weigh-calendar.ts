import { sql } from 'kysely';
import type { Tx } from '#db';
import type { Actor } from '#modules/access';
import { type Problem, Problems, Refused } from '#outcome';
import type { Say } from '#web';
import {
  type CalendarKey,
  changesOf,
  changesSince,
  type KeptChange,
  type StandingCalendar,
  standingCalendar,
  versionOf,
} from '../../queries/calendars/index.ts';
import {
  type Calendar,
  type CalendarChange,
  type CalendarDraft,
  calendarChanges,
  calendarFaults,
  calendarOfDraft,
} from '../../rules/index.ts';
import { faultInWords } from './fault-in-words.ts';

export type Wish = {
  settingId: CalendarKey['settingId'];
  draft: CalendarDraft;
  /** The version that whoever wrote the draft had before them (`versionOf`); undefined for whatever stands. */
  seen: string | undefined;
};

export type Weighed = {
  calendar: Calendar;
  standing: StandingCalendar | undefined;
  version: string;
  /** What would be different; nothing when the calendar already is so. */
  changes: readonly CalendarChange[];
  /** Somebody kept another calendar since `seen`, and it is not the same as this one. */
  isOvertaken: boolean;
  /** What was kept since `seen`, oldest first. */
  since: readonly KeptChange[];
};

/**
 * Looks at what somebody wants to keep against what stands, and writes nothing. Throws `Problems` with everything that
 * is wrong with the draft, each under the field of `calendarFaults`; refuses whoever may not change this calendar.
 *
 * @example const { changes } = await weighCalendar(tx, actor, say, { settingId, draft, seen });
 */
export async function weighCalendar(tx: Tx, actor: Actor, say: Say, wish: Wish): Promise<Weighed> {
  const { settingId, draft, seen } = wish;
  refuseUnlessMine(actor, say, settingId);
  const problems = problemsOf(say, draft);
  if (problems.length > 0) throw new Problems(problems);
  const key = { settingId, academicYear: draft.academicYear };
  const standing = await standingCalendar(tx, actor.tenantId, key);
  const kept = await changesOf(tx, actor.tenantId, key);
  const calendar = calendarOfDraft(draft);
  const changes = calendarChanges(standing?.calendar, calendar);
  const version = versionOf(standing, kept);
  const isOvertaken = seen !== undefined && seen !== version && changes.length > 0;
  const since = isOvertaken ? changesSince(kept, seen) : [];
  return { calendar, standing, version, changes, isOvertaken, since };
}

/** Everything that is wrong with a draft, in words, under the fields of `calendarFaults`. */
export function problemsOf(say: Say, draft: CalendarDraft): Problem[] {
  return calendarFaults(draft).map((fault) => ({
    field: fault.field,
    message: faultInWords(say, draft, fault),
  }));
}

/** By a role granted for this very setting, or for the organisation. */
export function mayEditCalendar(actor: Actor, settingId: CalendarKey['settingId']): boolean {
  return actor.mayAt('calendar.edit', settingId);
}

/** Refuses whoever may not change this calendar. */
export function refuseUnlessMine(actor: Actor, say: Say, settingId: CalendarKey['settingId']): void {
  if (mayEditCalendar(actor, settingId)) return;
  throw new Refused(
    say(settingId === null ? 'calendars.not-yours.organisation' : 'calendars.not-yours.setting'),
  );
}

/** One after another, whether or not there is a row to hold. */
export async function lockCalendar(
  tx: Tx,
  actor: Actor,
  { settingId, academicYear }: CalendarKey,
): Promise<void> {
  const what = `calendar ${actor.tenantId} ${settingId ?? 'organisation'} ${academicYear}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${what}, 0))`.execute(tx);
}
