import { describe } from 'vitest';
import { fuzzed } from '#test/fuzz/in-tests';
import { longTables, otherKinds, tables } from '#test/fuzz/targets/files';

describe('reading a table', () => {
  fuzzed(tables, 300);
  fuzzed(longTables, 20);
  fuzzed(otherKinds, 200);
});
