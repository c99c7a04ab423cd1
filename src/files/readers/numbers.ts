import { type Fault, shorten } from '../refusals.ts';

export type Limits = { min?: number | undefined; max?: number | undefined; whole?: boolean | undefined };

/** Longer than any number that is meant; the patterns below are not let loose on more. */
const LONGEST = 40;
const PLAIN = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;

/**
 * Reads a number in digits, with a point before a fraction. Refuses what could be read in two ways: separators of
 * thousands (`number.separator`), a decimal comma (`number.comma`), a percentage sign (`number.percent`); any other
 * shape (`number.shape`) and a number outside the limits (`number.range`).
 *
 * @example readNumber('12.5', { min: 0 }) // { value: 12.5 }
 */
export function readNumber(found: string, limits: Limits): { value: number } | { fault: Fault } {
  const value = found.length <= LONGEST && PLAIN.test(found) ? Number(found) : Number.NaN;
  if (Number.isNaN(value)) return { fault: otherShape(found, limits.whole === true) };
  if (limits.whole && !Number.isInteger(value)) return { fault: plainFault(found, true) };
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = limits;
  if (value >= min && value <= max) return { value };
  const message = `${value} is out of range: this measure goes ${rangeOf(limits)}.`;
  return { fault: { rule: 'number.range', message } };
}

function otherShape(found: string, whole: boolean): Fault {
  if (found.length > LONGEST) return plainFault(found, whole);
  if (/^[+-]?[\d.,]+ ?%$/.test(found)) {
    const bare = found.replace(/ ?%$/, '');
    const message = `“${found}” has a percentage sign: write ${PLAIN.test(bare) ? bare : 'the number'} alone, and let the unit of the measure say what it is.`;
    return { rule: 'number.percent', message };
  }
  if (/^[+-]?\d+,(\d{1,2}|\d{4,})$/.test(found)) {
    const message = `“${found}” has a comma where a point is read: write ${found.replace(',', '.')}.`;
    return { rule: 'number.comma', message };
  }
  if (/^[+-]?\d{1,3}([, \u00a0\u2009\u202f'’.]\d{3})+([.,]\d+)?$/.test(found)) {
    const message = `“${found}” separates thousands, which can be read in two ways: write the digits alone, such as 1234.5.`;
    return { rule: 'number.separator', message };
  }
  return plainFault(found, whole);
}

function plainFault(found: string, whole: boolean): Fault {
  const message = `“${shorten(found)}” is not a ${whole ? 'whole number' : 'number'}: write digits, such as 12.`;
  return { rule: 'number.shape', message };
}

function rangeOf({ min, max }: Limits): string {
  if (max === undefined) return `at least ${min}`;
  return min === undefined ? `at most ${max}` : `from ${min} to ${max}`;
}
