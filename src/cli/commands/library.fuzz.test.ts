import { describe } from 'vitest';
import { fuzzed } from '#test/fuzz/in-tests';
import { library } from '#test/fuzz/targets/definitions';

describe('checking a library', () => {
  fuzzed(library, 8);
});
