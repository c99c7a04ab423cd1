import { defineConfig } from '@playwright/test';

/**
 * Every journey runs twice, with our script and without it, but for those that are the same without. `javaScriptEnabled: false` would stop axe as well (it
 * hangs), so the fixture in test/journeys blocks our scripts by route where `scripts` is 'off'.
 */
export type Scripts = { scripts: 'on' | 'off' };

const port = process.env.WAYMARK_JOURNEY_PORT ?? '3999';
const chromium = process.env.WAYMARK_CHROMIUM;

/**
 * Journeys whose pages our script does not touch, beyond what it does on every page: how they look, what they say and what axe makes of them is the
 * same without it. Their forms are sent without any browser in the tests of the frame.
 */
const ALIKE = [
  'accounts',
  'action-plan',
  'cards',
  'download',
  'keeping',
  'kit',
  'looks',
  'named',
  'outside',
  'panels',
  'person',
  'print',
  'quality',
  'reach',
  'second-step',
];

/** Journeys that go through many pages and do nothing on them: they come last, in the council of those without script. */
const LOOKS = ['dark', 'ease', 'forced-colours', 'languages', 'small-screens', 'stored-script'];

const files = (names: readonly string[]) => names.map((name) => `**/${name}.spec.ts`);

export default defineConfig<Scripts>({
  testDir: 'test/journeys',
  outputDir: 'test-results',
  workers: 1,
  timeout: 60_000,
  forbidOnly: process.env.CI === 'true',
  use: {
    baseURL: `http://localhost:${port}`,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // A trace takes a quarter of the time; ask for one: npm test -- test/journeys --trace=retain-on-failure
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'script-on', use: { scripts: 'on' }, testIgnore: files(LOOKS) },
    {
      name: 'script-off',
      use: { scripts: 'off' },
      testIgnore: files([...ALIKE, ...LOOKS]),
      // Nor does it change how wide a page is.
      grepInvert: /scrolled sideways/,
    },
    { name: 'looks', use: { scripts: 'on' }, testMatch: files(LOOKS) },
  ],
  webServer: {
    command: 'node_modules/node/bin/node scripts/testing/serve-journeys.ts',
    port: Number(port),
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
