import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metExpected, readGrade, readScale, type ScaleName, scaleNames } from './scales.ts';

const read = (scale: ScaleName, found: string) => {
  const got = readGrade(scale, found);
  return 'value' in got ? got.value : got.fault.rule;
};
const no = 'grade.value';

describe('a result', () => {
  it.each([
    ['ks2_scaled', '80', { text: '80', number: 80 }],
    ['ks2_scaled', '120', { text: '120', number: 120 }],
    ['ks2_scaled', '79', no],
    ['ks2_scaled', '121', no],
    ['ks2_scaled', '100.5', no],
    ['gcse', '9', { text: '9', number: 9 }],
    ['gcse', '1', { text: '1', number: 1 }],
    ['gcse', 'u', { text: 'U', number: 0 }],
    ['gcse', '0', no],
    ['gcse', '10', no],
    ['gcse', 'A*', no],
    ['gcse_double', '5-4', { text: '5-4', number: 4.5 }],
    ['gcse_double', '99', { text: '9-9', number: 9 }],
    ['gcse_double', '4-5', no],
    ['gcse_double', '6-4', no],
    ['gcse_double', 'U', { text: 'U', number: 0 }],
    ['attainment_8', '0', { text: '0', number: 0 }],
    ['attainment_8', '90', { text: '90', number: 90 }],
    ['attainment_8', '90.1', no],
    ['attainment_8', '-1', no],
    ['points', '18', { text: '18', number: 18 }],
    ['points', '18.5', no],
    ['progress', '-0.75', { text: '-0.75', number: -0.75 }],
    ['progress', '+1.2', { text: '1.2', number: 1.2 }],
    ['progress', '-10.1', no],
    ['reading_age', '11:03', { text: '11:03', number: 11.25 }],
    ['reading_age', '9y 6m', { text: '9:06', number: 9.5 }],
    ['reading_age', '12', { text: '12:00', number: 12 }],
    ['reading_age', '11:12', no],
    ['reading_age', '11.3', no],
    ['reading_age', '2:11', no],
    ['yes_no', 'Y', { text: 'yes', number: 1 }],
    ['yes_no', '0', { text: 'no', number: 0 }],
    ['yes_no', 'perhaps', no],
    ['effort', '3', { text: '3', number: 3 }],
    ['effort', '11', no],
    ['own', 'Secure', { text: 'Secure', number: null }],
    ['own', '7.5', { text: '7.5', number: 7.5 }],
    ['own', 'x'.repeat(41), no],
  ] as const)('on the scale %s, %s, is read or refused', (scale, found, expected) => {
    expect(read(scale, found)).toEqual(expected);
  });

  it('that is refused says what is wanted', () => {
    for (const scale of scaleNames) {
      const got = readGrade(scale, '§ no result on any scale, however long it is');
      expect('fault' in got && got.fault.message).toMatch(new RegExp(`on the scale ${scale}: write .`));
    }
  });

  it('is never a number that is none, and reads the same again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...scaleNames), fc.string({ maxLength: 12 }), (scale, text) => {
        const grade = read(scale, text.trim());
        if (typeof grade === 'string') return;
        if (grade.number !== null) expect(Number.isFinite(grade.number)).toBe(true);
        expect(read(scale, grade.text)).toEqual(grade);
      }),
    );
  });

  it('is of a scale there is', () => {
    expect(readScale('gcse')).toEqual({ value: 'gcse' });
    expect(readScale('alevel')).toHaveProperty('fault.rule', 'code.unknown');
    expect(readScale('toString')).toHaveProperty('fault.rule', 'code.unknown');
  });
});

describe('whether it meets what was expected', () => {
  const met = (
    scale: ScaleName,
    value: string,
    expected: string | null,
    better: 'higher' | 'lower' | null = null,
  ) => {
    const [one, other] = [value, expected].map((text) => (text === null ? null : read(scale, text)));
    if (!one || typeof one === 'string' || typeof other === 'string') throw new Error('no result');
    return metExpected(scale, one, { expected: other ?? null, better });
  };

  it('is yes from exactly what was expected, and no just below it', () => {
    expect([met('gcse', '5', '5'), met('gcse', '4', '5'), met('gcse', '6', '5')]).toEqual([
      true,
      false,
      true,
    ]);
    expect([met('reading_age', '11:02', '11:03'), met('reading_age', '11:03', '11:03')]).toEqual([
      false,
      true,
    ]);
    expect([met('yes_no', 'no', 'yes'), met('yes_no', 'yes', 'yes')]).toEqual([false, true]);
  });

  it('goes by the expected standard of the tests at the end of key stage 2 where nothing else is expected', () => {
    expect([met('ks2_scaled', '99', null), met('ks2_scaled', '100', null)]).toEqual([false, true]);
    expect(met('ks2_scaled', '104', '105')).toBe(false);
  });

  it('is not known where nothing is expected', () => {
    for (const [scale, value] of [
      ['gcse', '1'],
      ['progress', '-2'],
      ['attainment_8', '0'],
      ['own', 'low'],
    ] as const)
      expect(met(scale, value, null)).toBeNull();
  });

  it('needs to be told which way is better on a scale that schools turn round', () => {
    expect([met('effort', '1', '2'), met('effort', '2', '2')]).toEqual([null, true]);
    expect([met('effort', '1', '2', 'lower'), met('effort', '1', '2', 'higher')]).toEqual([true, false]);
    expect([met('own', 'Secure', 'secure'), met('own', 'Developing', 'Secure', 'higher')]).toEqual([
      true,
      null,
    ]);
  });
});
