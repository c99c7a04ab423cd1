/** What a long proof is: something that must hold however often it is tried, and too slow for `npm test`. */
import type { Ground } from './ground.ts';

export type Wish = {
  /** Opens an empty database of the proof's own; the proof closes it. */
  open(): Promise<Ground>;
  /** How long it may go on; what has a fixed size is done whole, and only the rest is cut. */
  minutes: number;
  seed: number;
  /** Seconds instead of minutes: shows that the proof runs, and proves little. */
  quick: boolean;
  say(line: string): void;
};

export type Table = {
  title: string;
  head: readonly string[];
  rows: readonly (readonly (string | number)[])[];
};

/** What came of it. A proof without a single count has looked at nothing, and failed. */
export type Found = {
  counts: Readonly<Record<string, number>>;
  tables?: readonly Table[];
  /** What could not be tried here, and why. */
  left?: readonly string[];
  /** One sentence each, with what it takes to see it again. */
  faults: readonly string[];
};

export type Proof = {
  name: string;
  about: string;
  /** Where it runs; `none` is for what needs no database. */
  on: readonly ('embedded' | 'server' | 'none')[];
  /** As long as it usually goes on. */
  minutes: number;
  run(wish: Wish): Promise<Found>;
};
