/** Unique pupil numbers. */

const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const SHAPE = /^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$/;

export type UpnFault = { rule: 'upn.shape' | 'upn.check_letter'; message: string };
export type CheckedUpn = { upn: string; temporary: boolean } | { fault: UpnFault };

/**
 * Checks a unique pupil number: 13 characters, a check letter first, then eleven digits and a digit, or a letter when
 * the number is temporary. Small letters and spaces round it are put right. Refuses another shape (`upn.shape`) and a
 * check letter that does not belong to the rest (`upn.check_letter`).
 * Rule: DfE, Unique pupil numbers: guide for schools; school census validation 1510 and 1530.
 *
 * @example checkUpn('B801200005001') // { upn: 'B801200005001', temporary: false }
 */
export function checkUpn(text: string): CheckedUpn {
  const upn = text.trim().toUpperCase();
  if (!SHAPE.test(upn)) return { fault: { rule: 'upn.shape', message: shapeMessage(upn) } };
  const expected = checkLetter(upn.slice(1));
  if (upn.charAt(0) !== expected) {
    const message = `The check letter of this UPN would be ${expected}, not ${upn.charAt(0)}: a character is mistyped or two are swapped.`;
    return { fault: { rule: 'upn.check_letter', message } };
  }
  return { upn, temporary: upn.charCodeAt(12) > 57 };
}

/** The letter that must stand before the other twelve characters of a UPN. */
export function checkLetter(rest: string): string {
  let sum = 0;
  for (let at = 0; at < rest.length; at += 1) {
    const code = rest.charCodeAt(at);
    const value = code <= 57 ? code - 48 : LETTERS.indexOf(rest.charAt(at));
    sum += value * (at + 2);
  }
  return LETTERS.charAt(sum % LETTERS.length);
}

function shapeMessage(upn: string): string {
  if (upn.length !== 13)
    return `A UPN has 13 characters, this has ${upn.length}: type it again from the school's record.`;
  const wrong = /[IOS]/.exec(upn)?.[0];
  if (wrong) return `A UPN never holds the letter ${wrong}: a digit was probably read as a letter.`;
  return 'A UPN is one letter, eleven digits and a last digit or letter: type it again from the school’s record.';
}
