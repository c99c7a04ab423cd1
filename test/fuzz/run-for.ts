/** The long run of a fuzzer, for `npm run prove`. */
import fc from 'fast-check';
import type { Target } from './target.ts';

export type Fuzzing = { seconds: number; seed: number; say: (text: string) => void };
export type Fuzzed = { cases: number; faults: string[] };

const PER_ROUND = 200;
/** One fault hides others behind it; twenty of a kind say no more than one. */
const MOST_FAULTS = 10;
/** A case is a few kilobytes, or a cell of a megabyte: either is read in a fraction of this, in time of the processor. */
const SLOWEST = 1_000;
const MOST_MEMORY = 1_500_000_000;

/**
 * Runs a target until the time is up: rounds of inputs, each from the next seed, the smallest failing input told with
 * the seed that finds it again. Something thrown, a case that takes a second, and memory that grows are faults too.
 *
 * @example const { cases, faults } = await runFor(tableTarget, { seconds: 60, seed: 1, say: console.log });
 */
export async function runFor<Input>(target: Target<Input>, fuzzing: Fuzzing): Promise<Fuzzed> {
  const until = performance.now() + fuzzing.seconds * 1_000;
  const faults: string[] = [];
  let cases = 0;
  let { seed } = fuzzing;
  for (; performance.now() < until && faults.length < MOST_FAULTS; seed += 1) {
    const property = fc.asyncProperty(target.inputs, async (input) => {
      cases += 1;
      const wrong = await timed(target, input);
      if (wrong !== undefined) throw new Error(wrong);
    });
    const details = await fc.check(property, {
      seed,
      numRuns: PER_ROUND,
      interruptAfterTimeLimit: Math.max(1, until - performance.now()),
    });
    if (details.counterexample)
      faults.push(`seed ${seed}: ${reason(details.errorInstance)} for ${shown(details.counterexample[0])}`);
    const { rss } = process.memoryUsage();
    if (rss > MOST_MEMORY) faults.push(`seed ${seed}: ${Math.round(rss / 1e6)} MB of memory are in use`);
  }
  fuzzing.say(
    `${target.name}: ${cases} cases, seeds ${fuzzing.seed} to ${seed - 1}, ${faults.length} faults`,
  );
  return { cases, faults };
}

async function timed<Input>(target: Target<Input>, input: Input): Promise<string | undefined> {
  const before = process.cpuUsage();
  const wrong = await target.check(input);
  const { user, system } = process.cpuUsage(before);
  const took = (user + system) / 1_000;
  return wrong ?? (took > SLOWEST ? `it took ${Math.round(took)} ms` : undefined);
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message.split('\n').slice(0, 3).join(' / ') : String(error);
}

function shown(input: unknown): string {
  const text = Buffer.isBuffer(input) ? JSON.stringify(input.toString('latin1')) : fc.stringify(input);
  return text.length > 600 ? `${text.slice(0, 600)}… (${text.length} characters)` : text;
}
