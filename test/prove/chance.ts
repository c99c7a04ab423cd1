/** Chance that comes again: the same seed gives the same numbers. */

export type Chance = {
  /** A fraction from 0 up to, and not, 1. */
  next(): number;
  /** A whole number from 0 up to, and not, `below`. */
  below(below: number): number;
  oneOf<Value>(values: readonly Value[]): Value;
  /** Each of them with this probability. */
  some<Value>(values: readonly Value[], probability: number): Value[];
};

/** mulberry32 (Tommy Ettinger, public domain). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    oneOf(values) {
      const value = values[below(values.length)];
      if (value === undefined) throw new RangeError('One of none');
      return value;
    },
    some: (values, probability) => values.filter(() => next() < probability),
  };
}
