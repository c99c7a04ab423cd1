/** Unique learner numbers. */

export type CheckedUln =
  | { uln: string }
  | { fault: { rule: 'uln.shape' | 'uln.check_digit' | 'uln.temporary'; message: string } };

/**
 * Checks a unique learner number: ten digits, the last a check digit: ten less the remainder by 11 of the first nine
 * weighted 10 to 2. Refuses a remainder of 0, which is never issued, and 9999999999, which stands for "none yet".
 * Rule: Learning Records Service, ULN validation.
 *
 * @example checkUln('1000000019') // { uln: '1000000019' }
 */
export function checkUln(text: string): CheckedUln {
  const uln = text.replaceAll(' ', '');
  if (!/^[1-9]\d{9}$/.test(uln)) {
    return {
      fault: { rule: 'uln.shape', message: 'A ULN is ten digits and does not begin with 0: type it again.' },
    };
  }
  if (uln === '9999999999') {
    return {
      fault: { rule: 'uln.temporary', message: '9999999999 means that no ULN is known: leave it blank.' },
    };
  }
  let sum = 0;
  for (let at = 0; at < 9; at += 1) sum += Number(uln.charAt(at)) * (10 - at);
  const rest = sum % 11;
  if (rest !== 0 && 10 - rest === Number(uln.charAt(9))) return { uln };
  return {
    fault: {
      rule: 'uln.check_digit',
      message: 'The last digit of this ULN does not fit the others: a digit is mistyped.',
    },
  };
}
