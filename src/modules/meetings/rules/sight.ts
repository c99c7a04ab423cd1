import { addDays, type PlainDate } from '#dates';

/** How long a panel reads what was put before it after it has decided: long enough for minutes and for what was agreed to be done. */
export const DAYS_AFTER = 28;

/** What was put before a panel, as far as it matters who reads it. */
export type Standing = { closedOn: PlainDate | null; isTakenBack: boolean };

/**
 * The last day on which a panel reads what was put before it; null while it is open, and for what was taken back at once none.
 *
 * @example readUntil({ closedOn: plainDate('2026-11-02'), isTakenBack: false }) // '2026-11-30'
 */
export function readUntil({ closedOn, isTakenBack }: Standing): PlainDate | null | 'not' {
  if (isTakenBack) return 'not';
  return closedOn === null ? null : addDays(closedOn, DAYS_AFTER);
}

/** Whether a panel reads it on a day. The last day counts. */
export function isReadOn(today: PlainDate, standing: Standing): boolean {
  const until = readUntil(standing);
  return until === null || (until !== 'not' && today <= until);
}
