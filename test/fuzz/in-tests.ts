/** The short run of a fuzzer, in `npm test`. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Target } from './target.ts';

/** The same inputs every time: `npm run prove` tries others. */
const SEED = 20_261_120;

/**
 * A test that a target holds for so many broken inputs.
 *
 * @example fuzzed(tables, 200);
 */
export function fuzzed<Input>({ name, inputs, check }: Target<Input>, numRuns: number): void {
  it(`holds for ${numRuns} broken inputs: ${name}`, async () => {
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => {
        expect(await check(input)).toBeUndefined();
      }),
      { numRuns, seed: SEED },
    );
  });
}
