import { dayNumber, type PlainDate } from '#dates';
import type { DateFormat } from '../../mapping/schema.ts';
import { type Fault, shorten } from '../../refusals.ts';
import { RECORD_YEARS, readDate } from '../dates.ts';
import type { CheckUpn } from '../identity.ts';

/** Which letters may stand on a day; the same object for all days on which the same letters may. */
export type DayRule = {
  /** By the character code of a letter: 1 where it may not stand. */
  refuses: Uint8Array;
  faultOf: (letter: number) => Fault;
};

/** What a register file is checked with; the modules that own the rules give the functions. */
export type RegisterChecks = {
  checkUpn: CheckUpn;
  /** The private one-character letter of an attendance code, or `undefined` for a code there is not. */
  letterOf: (code: string) => string | undefined;
  /** What may stand on a day, whatever the setting. */
  onDay: (date: PlainDate) => DayRule;
};

/** A day, as days since 1 January 1970, with its rule. */
export type Day = { date: PlainDate; day: number; rule: DayRule };

export function dayReader(formats: DateFormat | DateFormat[] | undefined, onDay: RegisterChecks['onDay']) {
  const wanted = [formats ?? ('yyyy-MM-dd' as const)].flat();
  return (found: string): Day | { fault: Fault } => {
    const read = readDate(found, wanted, RECORD_YEARS);
    if ('fault' in read) return read;
    return { date: read.date, day: dayNumber(read.date), rule: onDay(read.date) };
  };
}

/** Reads an attendance code as the character code of its letter; what a file writes for it may be its own. */
export function letterReader(
  codes: Readonly<Record<string, string>> | undefined,
  letterOf: RegisterChecks['letterOf'],
) {
  return (found: string): number | { fault: Fault } => {
    const code = (codes && Object.hasOwn(codes, found) ? codes[found] : found) ?? found;
    const letter = letterOf(code);
    if (letter !== undefined) return letter.charCodeAt(0);
    const message = `“${shorten(found)}” is not an attendance code of the Department for Education: mend the code.`;
    return { fault: { rule: 'code.unknown', message } };
  };
}
