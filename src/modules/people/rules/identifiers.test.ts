import { describe, expect, it } from 'vitest';
import { checkUln } from './uln.ts';
import { checkUrn } from './urn.ts';

const ulnRule = (text: string) => {
  const checked = checkUln(text);
  return 'fault' in checked ? checked.fault.rule : checked.uln;
};

describe('a ULN', () => {
  it('is right with its check digit', () => {
    for (const uln of ['1000000019', '1000000027', '6200000130']) expect(ulnRule(uln)).toBe(uln);
  });
  it('is refused with another check digit, in another shape, or when it stands for none', () => {
    expect(ulnRule('1000000018')).toBe('uln.check_digit');
    expect(['', '123', '0000000019', '10000000190', '100000001A'].map(ulnRule)).toEqual(
      new Array(5).fill('uln.shape'),
    );
    expect(ulnRule('9999999999')).toBe('uln.temporary');
  });
  it('is refused when the remainder is 0, whatever the last digit', () => {
    const accepted = Array.from({ length: 2_000 }, (_, index) => String(1_000_000_000 + index)).filter(
      (uln) => ulnRule(uln) === uln,
    );
    // One digit in eleven leaves no check digit; every other nine digits have exactly one.
    expect(accepted.length).toBeGreaterThan(175);
    expect(accepted.length).toBeLessThan(190);
    expect(new Set(accepted.map((uln) => uln.slice(0, 9))).size).toBe(accepted.length);
  });
});

describe('a URN', () => {
  it('is six digits, the first not 0', () => {
    expect(checkUrn(' 123456 ')).toEqual({ urn: '123456' });
    for (const text of ['', '12345', '012345', '1234567', '12345a'])
      expect(checkUrn(text)).toHaveProperty('fault.rule', 'urn.shape');
  });
});
