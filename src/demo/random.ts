/** Chance that can be repeated: the same seed and path give the same numbers on every machine. */

export type Random = {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number, at least 0, below `below`. */
  whole(below: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** From the normal distribution with mean 0 and standard deviation 1. */
  normal(): number;
  /** A whole number from the Poisson distribution; for small means. */
  count(mean: number): number;
};

/**
 * A source of chance of its own for each path, so that one young person's data does not depend on how many came before.
 * The generator is sfc32 (C. Doty-Humphrey, PractRand), started from four hashes of the path.
 *
 * @example random(1, 'person', 17).whole(6)
 */
export function random(...path: readonly (string | number)[]): Random {
  const start = path.join('/');
  let a = hash(start, 0x9e3779b9);
  let b = hash(start, 0x243f6a88);
  let c = hash(start, 0xb7e15162);
  let counter = 1;

  function next(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  }
  for (let warm = 0; warm < 15; warm += 1) next();

  const whole = (below: number) => Math.floor(next() * below);
  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    pick<T>(list: readonly T[]): T {
      if (list.length === 0) throw new RangeError('Nothing to pick from');
      return list[whole(list.length)] as T;
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    count(mean) {
      const least = Math.exp(-mean);
      let count = 0;
      for (let product = next(); product > least; product *= next()) count += 1;
      return count;
    },
  };
}

/** FNV-1a over the characters from a start of its own, then the finisher of MurmurHash3: paths that differ in a digit part. */
function hash(text: string, start: number): number {
  let value = start | 0;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
