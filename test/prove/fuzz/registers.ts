import { type Fuzzed, type Fuzzing, runFor } from '../../fuzz/run-for.ts';
import { registers } from '../../fuzz/targets/files.ts';

export function run(fuzzing: Fuzzing): Promise<Fuzzed> {
  return runFor(registers, fuzzing);
}
