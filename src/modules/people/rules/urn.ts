/** Unique reference numbers of establishments. */

export type CheckedUrn = { urn: string } | { fault: { rule: 'urn.shape'; message: string } };

/**
 * Checks the shape of a unique reference number: six digits, the first not 0 (DfE, Get information about schools).
 * Whether such an establishment exists is not asked here.
 *
 * @example checkUrn('123456') // { urn: '123456' }
 */
export function checkUrn(text: string): CheckedUrn {
  const urn = text.trim();
  if (/^[1-9]\d{5}$/.test(urn)) return { urn };
  return {
    fault: {
      rule: 'urn.shape',
      message: 'A URN is six digits, such as 123456: look it up on Get information about schools.',
    },
  };
}
