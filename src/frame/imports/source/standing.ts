import { type PlainDate, plainDate } from '#dates';
import { isOverdue, type KnownSource } from '#modules/sources';

/** How one kind of file from one source stands today, the most pressing first. */
export type Standing = 'stopped' | 'overdue' | 'fresh' | 'unexpected' | 'never';

/** @example standingOf(source, today) // 'overdue' */
export function standingOf({ stop, lastAt, cadenceDays }: KnownSource, today: PlainDate): Standing {
  if (stop !== null) return 'stopped';
  if (lastAt === null) return 'never';
  if (cadenceDays === null) return 'unexpected';
  return isOverdue(dayOf(lastAt), cadenceDays, today) ? 'overdue' : 'fresh';
}

/** The day of a moment in the United Kingdom. */
export function dayOf(at: string): PlainDate {
  return plainDate(day.format(new Date(at)));
}

const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' });
