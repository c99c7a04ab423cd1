import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkUpn } from './upn.ts';

const rule = (text: string) => {
  const checked = checkUpn(text);
  return 'fault' in checked ? checked.fault.rule : checked.upn;
};

describe('a UPN', () => {
  it('is right with its check letter', () => {
    expect(['B801200005001', 'H801200001001', 'R674123101121'].map((text) => checkUpn(text))).toEqual([
      { upn: 'B801200005001', temporary: false },
      { upn: 'H801200001001', temporary: false },
      { upn: 'R674123101121', temporary: false },
    ]);
  });
  it('is temporary when a letter ends it', () => {
    expect(checkUpn('G80120000101A')).toEqual({ upn: 'G80120000101A', temporary: true });
  });
  it('is refused with another check letter, which the message names', () => {
    expect(['A801200005001', 'Z801200001001'].map(rule)).toEqual(['upn.check_letter', 'upn.check_letter']);
    expect(JSON.stringify(checkUpn('A801200005001'))).toContain('would be B');
  });
  it('is refused in another shape', () => {
    for (const text of [
      '',
      'B80120000500',
      'B8012000050011',
      '1801200005001',
      'B8012000050O1',
      'I801200005001',
      'B80120000500S',
    ]) {
      expect(rule(text)).toBe('upn.shape');
    }
  });
  it('is put right in small letters and with spaces round it', () => {
    expect(rule(' b801200005001 ')).toBe('B801200005001');
  });
  it('shows every single mistyped digit and every swap of neighbours', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(
        digits,
        fc.integer({ min: 1, max: 11 }),
        fc.integer({ min: 1, max: 9 }),
        (numbers, at, more) => {
          const body = numbers.join('');
          const letter = [...'ABCDEFGHJKLMNPQRTUVWXYZ'].find((each) => rule(each + body) === each + body);
          expect(letter).toBeDefined();
          const mistyped = numbers
            .map((digit, index) => (index === at ? (digit + more) % 10 : digit))
            .join('');
          expect(rule(letter + mistyped)).toBe('upn.check_letter');
          const swapped = body.slice(0, at - 1) + body.charAt(at) + body.charAt(at - 1) + body.slice(at + 1);
          expect(rule(letter + swapped)).toBe(swapped === body ? letter + body : 'upn.check_letter');
        },
      ),
    );
  });
});
