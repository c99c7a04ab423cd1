/** Every fuzzer in test/prove/fuzz, for as long as there is time. */
import { existsSync, readdirSync } from 'node:fs';
import type { Found, Proof, Wish } from './proof.ts';

/** What a file in test/prove/fuzz exports as `run`. */
type Fuzzer = (wish: {
  seconds: number;
  seed: number;
  say(line: string): void;
}) => Promise<{ cases: number; faults: readonly string[] }>;

const folder = new URL('fuzz/', import.meta.url);

export const fuzz: Proof = {
  name: 'fuzz',
  about: 'nonsense, in every way, for every reader of files',
  on: ['none'],
  minutes: 30,
  run,
};

async function run({ minutes, seed, quick, say }: Wish): Promise<Found> {
  const all = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^[\w-]+\.ts$/.test(name))
        .sort()
    : [];
  if (all.length === 0) return { counts: {}, left: ['every fuzzer: test/prove/fuzz holds none'], faults: [] };
  const names = quick ? [all[seed % all.length] ?? ''] : all;
  const seconds = quick ? 1 : (minutes * 60) / names.length;
  const rows: [string, number, number][] = [];
  const faults: string[] = [];
  for (const name of names) {
    // The folder is read when the proof runs, so the compiler cannot know what is in it.
    const { run: fuzzer } = (await import(new URL(name, folder).href)) as { run: Fuzzer };
    const found = await fuzzer({ seconds, seed, say: (line) => say(`${name}: ${line}`) });
    rows.push([name.replace('.ts', ''), found.cases, found.faults.length]);
    faults.push(...found.faults.map((fault) => `${name}, seed ${seed}: ${fault}`));
    say(`${name}: ${found.cases} cases, ${found.faults.length} faults`);
  }
  return {
    counts: { fuzzers: rows.length, cases: rows.reduce((sum, [, cases]) => sum + cases, 0) },
    tables: [{ title: 'By what was fuzzed', head: ['fuzzer', 'cases', 'faults'], rows }],
    faults,
  };
}
