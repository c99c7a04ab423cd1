/** Two ways of doing the same work, taken in turns, so that whatever else the machine does hits both alike. */

/** Milliseconds of one pair. */
export type Pair = { ours: number; bare: number };

export type Spread = { median: number; least: number; most: number };

/** One comparison as it is kept: every pair, and the spread of each side and of the ratios, pair by pair. */
export type Comparison = {
  what: string;
  ours: string;
  bare: string;
  turns: number;
  /** The pairs in milliseconds, in the order in which they were taken; none where they would be hundreds. */
  pairs: Pair[];
  oursMs: Spread;
  bareMs: Spread;
  ratio: Spread;
};

export type Sides = {
  what: string;
  /** What each side is, in a few words. */
  ours: string;
  bare: string;
  /** Both answer the milliseconds that count: making ready and tidying up do not. */
  runOurs: () => Promise<number>;
  runBare: () => Promise<number>;
};

/**
 * Takes the two sides in turns, A B A B, after `warmUps` pairs that are thrown away.
 *
 * @example await alternate(7, 1, { what: 'import', ours: 'import', bare: 'COPY', runOurs, runBare })
 */
export async function alternate(times: number, warmUps: number, sides: Sides): Promise<Comparison> {
  const pairs: Pair[] = [];
  for (let turn = 0; turn < times + warmUps; turn += 1) {
    const pair = { ours: await sides.runOurs(), bare: await sides.runBare() };
    if (turn >= warmUps) pairs.push(pair);
  }
  return compare(sides, pairs);
}

/** The spread of pairs that were taken already. */
export function compare(
  { what, ours, bare }: Pick<Sides, 'what' | 'ours' | 'bare'>,
  pairs: Pair[],
): Comparison {
  return {
    what,
    ours,
    bare,
    turns: pairs.length,
    pairs: pairs.map((pair) => ({ ours: rounded(pair.ours), bare: rounded(pair.bare) })),
    oursMs: spread(pairs.map((pair) => pair.ours)),
    bareMs: spread(pairs.map((pair) => pair.bare)),
    ratio: spread(pairs.map((pair) => pair.ours / pair.bare)),
  };
}

/** @example spread([3, 1, 2]) // { median: 2, least: 1, most: 3 } */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  return {
    median: rounded(quantile(sorted, 0.5)),
    least: rounded(quantile(sorted, 0)),
    most: rounded(quantile(sorted, 1)),
  };
}

/**
 * The value below which a share of the values lies, interpolated between neighbours (type 7 of Hyndman and Fan, The
 * American Statistician 50 (1996)). `values` are sorted upwards.
 *
 * @throws RangeError for no values
 * @example quantile([1, 2, 3, 4], 0.95) // 3.85
 */
export function quantile(values: readonly number[], share: number): number {
  const place = (values.length - 1) * share;
  const below = values[Math.floor(place)];
  const above = values[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new RangeError('No values have no quantile');
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * How the time grows with the size: 1 is in step with it, 2 as its square.
 *
 * @example growth({ size: 2_000, ms: 100 }, { size: 20_000, ms: 1_000 }) // 1
 */
export function growth(small: { size: number; ms: number }, large: { size: number; ms: number }): number {
  return rounded(Math.log(large.ms / small.ms) / Math.log(large.size / small.size));
}

/** Milliseconds that some work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Three figures that mean something are enough on a machine that is noisy by a tenth. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
