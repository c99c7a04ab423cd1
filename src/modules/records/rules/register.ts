import { addDays, daysBetween, type PlainDate, plainDate } from '#dates';
import { NO_SESSION } from './attendance-codes.ts';

/** A register: 732 private letters, two a calendar day, for one young person in one setting and register year. */

/** Twice the days of the longest year. */
export const REGISTER_LENGTH = 732;

/** 0 morning, 1 afternoon. */
export type RegisterSession = 0 | 1;

/** A register without a mark. */
export const EMPTY_REGISTER = NO_SESSION.repeat(REGISTER_LENGTH);

/**
 * The register year of a day, 1 August to 31 July, named by its first calendar year. It differs from the academic year
 * because the Department collects attendance by it and some English terms begin in August
 * (DfE, Pupil absence statistics: methodology).
 *
 * @example registerYear(plainDate('2026-08-24')) // 2026
 */
export function registerYear(date: PlainDate): number {
  const year = Number(date.slice(0, 4));
  return date.slice(5) >= '08-01' ? year : year - 1;
}

/** First and last day of a register year. */
export function registerDates(year: number): { from: PlainDate; to: PlainDate } {
  return { from: plainDate(`${year}-08-01`), to: plainDate(`${year + 1}-07-31`) };
}

/**
 * The position of a session in the register of its year: twice the days since 1 August, plus 1 in the afternoon.
 * The last two positions stay empty unless the year holds a 29 February.
 *
 * @example slotOf(plainDate('2026-08-02'), 1) // 3
 */
export function slotOf(date: PlainDate, session: RegisterSession): number {
  return 2 * daysBetween(registerDates(registerYear(date)).from, date) + session;
}

/**
 * A register with one mark set, or taken out by `NO_SESSION`. Throws when the register or the letter is malformed.
 *
 * @example setMark(EMPTY_REGISTER, slotOf(day, 0), letterOf('I'))
 */
export function setMark(marks: string, slot: number, letter: string): string {
  if (marks.length !== REGISTER_LENGTH)
    throw new RangeError(`A register has 732 letters, not ${marks.length}`);
  if (letter.length !== 1 || slot < 0 || slot >= REGISTER_LENGTH)
    throw new RangeError('No such session or letter');
  return marks.slice(0, slot) + letter + marks.slice(slot + 1);
}

/** First and last slot of the days from one date to another, cut to the year; `undefined` when none is left. */
export function slotsBetween(
  year: number,
  from: PlainDate,
  to: PlainDate,
): { first: number; last: number } | undefined {
  const dates = registerDates(year);
  const start = from > dates.from ? from : dates.from;
  const end = to < dates.to ? to : dates.to;
  return start > end ? undefined : { first: slotOf(start, 0), last: slotOf(end, 1) };
}

/** A session of a register. */
export type SessionOf = { date: PlainDate; session: RegisterSession };

/**
 * The sessions for which two registers of one year have different marks. Where either has none they do not differ.
 *
 * @example differencesOf(one, other, 2026) // [{ date: '2026-09-14', session: 0 }]
 */
export function differencesOf(one: string, other: string, year: number): SessionOf[] {
  const { from } = registerDates(year);
  const found: SessionOf[] = [];
  for (let slot = 0; slot < REGISTER_LENGTH; slot += 1) {
    const [mark, second] = [one.charAt(slot), other.charAt(slot)];
    if (mark === second || mark === NO_SESSION || second === NO_SESSION) continue;
    found.push({ date: addDays(from, Math.floor(slot / 2)), session: slot % 2 === 0 ? 0 : 1 });
  }
  return found;
}
