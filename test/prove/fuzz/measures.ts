import { type Fuzzed, type Fuzzing, runFor } from '../../fuzz/run-for.ts';
import { measures } from '../../fuzz/targets/files.ts';

export function run(fuzzing: Fuzzing): Promise<Fuzzed> {
  return runFor(measures, fuzzing);
}
