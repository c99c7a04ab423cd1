import { describe } from 'vitest';
import { fuzzed } from '#test/fuzz/in-tests';
import { dates, longCells, numbers, texts } from '#test/fuzz/targets/cells';
import { censusPeople, measures, people, registers } from '#test/fuzz/targets/files';

describe('reading rows', () => {
  fuzzed(people, 150);
  fuzzed(censusPeople, 150);
  fuzzed(measures, 150);
  fuzzed(registers, 150);
});

describe('reading cells', () => {
  fuzzed(dates, 1_000);
  fuzzed(numbers, 1_000);
  fuzzed(texts, 1_000);
  fuzzed(longCells, 10);
});
