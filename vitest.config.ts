import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { LongFirst } from './test/long-first.ts';

/**
 * The same tests run on the embedded database and, when WAYMARK_TEST_DATABASE_URL names a server, on that one: the
 * tests ask test/database.ts for a database and never look at the variable themselves.
 */
const globalSetup = 'test/global-setup.ts';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}', 'bench/**/*.test.ts'],
    exclude: ['test/journeys/**', 'node_modules/**'],
    globalSetup: existsSync(globalSetup) ? [globalSetup] : [],
    pool: 'forks',
    maxWorkers: 2,
    // What one file loads the next one has: loading the application for each took a quarter of the time.
    isolate: false,
    sequence: { sequencer: LongFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
