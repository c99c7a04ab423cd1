import { describe, expect, it } from 'vitest';
import { databaseTests, takesDatabase } from '../../scripts/testing/database-tests.ts';

describe('tests that take a database', () => {
  it.each([
    "import { testDatabase } from '#test/database';",
    "const server = inject('server');",
    "import { ownerOfDatabase } from '#test/db/owner';",
  ])('%s', (text) => {
    expect(takesDatabase(text)).toBe(true);
  });

  it.each([
    "import { serveTrial } from '#test/trial-server';",
    "import { plainDate } from '#dates';",
    "import { command } from '#test/cli/in-process';",
    "const reply = await app.inject('/health');",
  ])('not: %s', (text) => {
    expect(takesDatabase(text)).toBe(false);
  });

  it('are found where they are', () => {
    const found = databaseTests();
    for (const file of [
      'src/db/connect.test.ts',
      'src/frame/today/today.test.ts',
      'test/prove/prove.test.ts',
    ])
      expect(found).toContain(file);
    for (const file of ['src/web/words.test.ts', 'src/ui/fixtures.test.tsx'])
      expect(found).not.toContain(file);
  });
});
