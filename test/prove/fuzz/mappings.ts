import { type Fuzzed, type Fuzzing, runFor } from '../../fuzz/run-for.ts';
import { mappings } from '../../fuzz/targets/definitions.ts';

export function run(fuzzing: Fuzzing): Promise<Fuzzed> {
  return runFor(mappings, fuzzing);
}
