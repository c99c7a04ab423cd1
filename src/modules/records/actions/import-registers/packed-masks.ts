import { type Masks, masks } from '../../rules/index.ts';

const DIGITS = Buffer.from('0123456789abcdef', 'latin1');
const X = 0x78;

/**
 * The masks of a register in PostgreSQL's hexadecimal writing of bits: the same bits in a quarter of the text, which
 * nearly halves the time a register takes to write.
 *
 * @example packedMasks(EMPTY_REGISTER).late // 'x' and 183 times '0'
 */
export function packedMasks(marks: string): Masks {
  const { possible, absent, unauthorised, late } = masks(marks);
  return {
    possible: pack(possible),
    absent: pack(absent),
    unauthorised: pack(unauthorised),
    late: pack(late),
  };
}

/** `bits` is text of `0` and `1`, in fours: `0` ends in a zero bit and `1` in a one, as characters too. */
function pack(bits: string): string {
  const packed = Buffer.allocUnsafe(1 + bits.length / 4);
  packed[0] = X;
  for (let at = 0, place = 1; at < bits.length; at += 4, place += 1) {
    const high = ((bits.charCodeAt(at) & 1) << 3) | ((bits.charCodeAt(at + 1) & 1) << 2);
    const low = ((bits.charCodeAt(at + 2) & 1) << 1) | (bits.charCodeAt(at + 3) & 1);
    packed[place] = DIGITS[high | low] ?? X;
  }
  return packed.toString('latin1');
}
