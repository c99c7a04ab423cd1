import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPersistent, isSevere } from '../../rules/index.ts';
import { percentOf } from './percent.ts';

describe('a share of sessions as a percentage', () => {
  it('has one decimal where that says the same', () => {
    expect([percentOf(38, 380), percentOf(1, 3), percentOf(0, 12), percentOf(190, 380)]).toEqual([
      '10',
      '33.3',
      '0',
      '50',
    ]);
  });

  it('has more decimals where rounding would reach a threshold', () => {
    expect([percentOf(1999, 20_000), percentOf(37, 371)]).toEqual(['9.99', '9.97']);
  });

  it('never disagrees with the rules of persistent and severe absence', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 732 }), fc.nat(732), (possible, part) => {
        const absent = Math.min(part, possible);
        const shown = Number(percentOf(absent, possible));
        expect(shown >= 10).toBe(isPersistent(absent, possible));
        expect(shown >= 50).toBe(isSevere(absent, possible));
      }),
    );
  });
});
