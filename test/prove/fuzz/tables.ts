import { type Fuzzed, type Fuzzing, runFor } from '../../fuzz/run-for.ts';
import { tables } from '../../fuzz/targets/files.ts';

export function run(fuzzing: Fuzzing): Promise<Fuzzed> {
  return runFor(tables, fuzzing);
}
