/** What a fuzzer is: inputs, and what must hold for each of them. */
import type fc from 'fast-check';

export type Target<Input> = {
  /** What is fuzzed, in a word or two. */
  name: string;
  inputs: fc.Arbitrary<Input>;
  /** Says what is wrong, or nothing. Throwing is wrong too. */
  check(input: Input): string | undefined | Promise<string | undefined>;
};
