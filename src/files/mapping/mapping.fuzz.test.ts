import { describe } from 'vitest';
import { fuzzed } from '#test/fuzz/in-tests';
import { mappings, suggestions } from '#test/fuzz/targets/definitions';

describe('reading a mapping', () => {
  fuzzed(mappings, 300);
  fuzzed(suggestions, 300);
});
