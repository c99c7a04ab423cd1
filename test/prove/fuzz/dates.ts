import { type Fuzzed, type Fuzzing, runFor } from '../../fuzz/run-for.ts';
import { dates } from '../../fuzz/targets/cells.ts';

export function run(fuzzing: Fuzzing): Promise<Fuzzed> {
  return runFor(dates, fuzzing);
}
