import { ATTENDANCE_CODES, codeOf } from './attendance-codes.ts';

/**
 * Letters that may stand at one setting while another mark stands at a second one for the same session: educated off
 * site (B), dual registered (D) and every other code that is no attendance and no absence.
 */
const BESIDE: Uint8Array = new Uint8Array(256);
for (const { code, letter, class: ofClass } of ATTENDANCE_CODES)
  if (code === 'B' || ['not_possible', 'administrative', 'missing'].includes(ofClass))
    BESIDE[letter.charCodeAt(0)] = 1;

/**
 * Whether two marks at two settings for one session contradict each other for somebody who is not dually registered:
 * nobody is in two places (DfE, Working together to improve school attendance (2024), chapter 8, code D). Letters are
 * character codes.
 *
 * @example contradicts('a'.charCodeAt(0), 'I'.charCodeAt(0)) // true
 * @example contradicts('a'.charCodeAt(0), 'D'.charCodeAt(0)) // false
 */
export function contradicts(one: number, other: number): boolean {
  return BESIDE[one] === 0 && BESIDE[other] === 0;
}

/** The fault of a mark that contradicts one at another setting; letters are private letters. */
export function twoSettings(
  here: { settingName: string; letter: string },
  there: { settingName: string; letter: string },
): { rule: 'mark.two_settings'; message: string } {
  const [one, other] = [here, there].map(({ letter }) => codeOf(letter)?.code ?? letter);
  return {
    rule: 'mark.two_settings',
    message: `${there.settingName} has ${other} for the same session, ${here.settingName} ${one}: if both are right, import the dual registration or write D or B at one of them.`,
  };
}
