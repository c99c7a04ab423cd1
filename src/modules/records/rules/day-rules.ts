import { type PlainDate, plainDate } from '#dates';
import { ATTENDANCE_CODES, type AttendanceCode, codeOf } from './attendance-codes.ts';

type Fault = { rule: string; message: string };

/** Which codes may stand on a day, whatever the setting: one rule for all days alike. */
export type DayRule = {
  /** By the character code of a private letter: 1 where it may not stand. */
  refuses: Uint8Array;
  faultOf: (letter: number) => Fault;
};

/** From this day the codes of 2024 count (School Attendance (Pupil Registration) (England) Regulations 2024). */
export const CODES_CHANGED: PlainDate = plainDate('2024-08-19');

/** What to write instead: after the change for a code that was withdrawn, before it for a code that came with it. */
const REMEDIES: Readonly<Record<string, string>> = {
  H: 'write C for leave in exceptional circumstances, or G for a holiday that was not granted',
  J: 'write J1 for an interview',
  Y: 'write Y1 to Y7 for what the cause was',
  C1: 'write C, or P for an approved performance',
  C2: 'write C',
  J1: 'write J',
  K: 'write B',
  Q: 'write Y',
};

/**
 * What may stand on each day. Nothing may stand in the future but a planned closure (#), which is known beforehand. The
 * codes withdrawn on 19 August 2024 (H, J, Y) end there, and those that came then (C1, C2, J1, K, Q, Y1 to Y7) begin
 * (DfE, Working together to improve school attendance (2024), chapter 8).
 *
 * @example dayRules(today)(plainDate('2024-09-02')).refuses['H'.charCodeAt(0)] // 1
 */
export function dayRules(today: PlainDate): (date: PlainDate) => DayRule {
  const future = ruleOf(
    ({ code }) => code !== '#',
    () => ({
      rule: 'mark.future',
      message: 'The session lies in the future: mend the date, or bring the mark when the day has been.',
    }),
  );
  return (date) => (date > today ? future : date < CODES_CHANGED ? before : since);
}

const before = ruleOf(isNew, ({ code }) => ({
  rule: 'code.not_yet',
  message: `The code ${code} is used for sessions from 19 August 2024 on: ${remedyFor(code)}, or mend the date.`,
}));

const since = ruleOf(
  ({ withdrawn }) => withdrawn,
  ({ code }) => ({
    rule: 'code.withdrawn',
    message: `The code ${code} is not used for sessions from 19 August 2024 on: ${remedyFor(code)}, or mend the date.`,
  }),
);

/** Whether a code came with the change of 2024. */
export function isNew({ code }: AttendanceCode): boolean {
  return ['C1', 'C2', 'J1', 'K', 'Q'].includes(code) || /^Y\d$/.test(code);
}

function remedyFor(code: string): string {
  return REMEDIES[code] ?? 'write Y';
}

function ruleOf(is: (code: AttendanceCode) => boolean, faultOf: (code: AttendanceCode) => Fault): DayRule {
  const refuses = new Uint8Array(256);
  for (const code of ATTENDANCE_CODES) if (is(code)) refuses[code.letter.charCodeAt(0)] = 1;
  return {
    refuses,
    faultOf(letter) {
      const code = codeOf(String.fromCharCode(letter));
      if (!code) throw new RangeError(`There is no letter ${letter}`);
      return faultOf(code);
    },
  };
}
