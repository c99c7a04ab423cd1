import { type Fuzzed, type Fuzzing, runFor } from '../../fuzz/run-for.ts';
import { library } from '../../fuzz/targets/definitions.ts';

export function run(fuzzing: Fuzzing): Promise<Fuzzed> {
  return runFor(library, fuzzing);
}
