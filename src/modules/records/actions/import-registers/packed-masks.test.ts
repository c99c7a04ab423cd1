import { describe, expect, it } from 'vitest';
import { EMPTY_REGISTER, letterOf, masks, REGISTER_LENGTH, setMark } from '../../rules/index.ts';
import { packedMasks } from './packed-masks.ts';

const unpack = (packed: string) =>
  [...packed.slice(1)].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');

describe('packed masks', () => {
  it('hold the same bits as the masks, to the last session', () => {
    let marks = EMPTY_REGISTER;
    const codes = ['/', 'L', 'U', 'O', 'I', 'X', 'N'];
    for (let slot = 0; slot < REGISTER_LENGTH; slot += 1) {
      marks = setMark(marks, slot, letterOf(codes[(slot * slot) % codes.length] ?? '/') ?? ' ');
    }
    const [packed, plain] = [packedMasks(marks), masks(marks)];
    for (const name of ['possible', 'absent', 'unauthorised', 'late'] as const) {
      expect(packed[name]).toMatch(/^x[0-9a-f]{183}$/);
      expect(unpack(packed[name])).toBe(plain[name]);
      expect(plain[name]).toContain('1');
    }
  });

  it('hold nothing for a register without a mark', () => {
    expect(packedMasks(EMPTY_REGISTER).possible).toBe(`x${'0'.repeat(183)}`);
  });
});
