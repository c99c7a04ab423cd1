import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** What one run of one test runner came to. `skipped` and `ran` hold the names of tests, so that runs can be joined. */
export type Counts = {
  passed: number;
  failed: number;
  ran: string[];
  skipped: string[];
};

const vitestReport = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/**
 * Reads Vitest's JSON report. A file that could not be loaded has no tests in it: it counts as one failure, and so
 * does a run that ended badly without a failed test, or without a report.
 *
 * @example countVitest('.cache/test/pglite.json', 0) // { passed: 412, failed: 0, ran: […], skipped: [] }
 */
export function countVitest(file: string, exitCode: number): Counts {
  if (!existsSync(file)) return brokenRun();
  const counts: Counts = { passed: 0, failed: 0, ran: [], skipped: [] };
  for (const { name, status, assertionResults } of vitestReport.parse(readJson(file)).testResults) {
    for (const test of assertionResults) add(counts, `${name} › ${test.fullName}`, test.status);
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) counts.failed += 1;
  }
  return withExitCode(counts, exitCode);
}

type Suite = { title: string; suites?: Suite[] | undefined; specs: Spec[] };
type Spec = { title: string; file: string; tests: { status: string }[] };

const spec: z.ZodType<Spec> = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(z.object({ status: z.string() })),
});
const suite: z.ZodType<Suite> = z.object({
  title: z.string(),
  specs: z.array(spec),
  suites: z.lazy(() => z.array(suite)).optional(),
});
const playwrightReport = z.object({ suites: z.array(suite), errors: z.array(z.unknown()) });

const playwrightStatus: Record<string, string> = {
  expected: 'passed',
  flaky: 'passed',
  unexpected: 'failed',
  skipped: 'skipped',
};

/** Reads Playwright's JSON report; a test that runs once per project is counted once per project. */
export function countPlaywright(file: string, exitCode: number): Counts {
  if (!existsSync(file)) return brokenRun();
  const counts: Counts = { passed: 0, failed: 0, ran: [], skipped: [] };
  const visit = (inside: string, { title, specs, suites }: Suite): void => {
    const path = `${inside} › ${title}`;
    for (const { title: name, tests } of specs) {
      for (const test of tests) add(counts, `${path} › ${name}`, playwrightStatus[test.status] ?? 'failed');
    }
    for (const inner of suites ?? []) visit(path, inner);
  };
  for (const outermost of playwrightReport.parse(readJson(file)).suites) visit('journeys', outermost);
  return withExitCode(counts, exitCode);
}

/**
 * Joins several runs. A test that was skipped in one run and ran in another (a test of PostgreSQL alone, in the run on
 * PGlite) was not skipped.
 */
export function joinCounts(runs: readonly Counts[]): { passed: number; failed: number; skipped: string[] } {
  const ran = new Set(runs.flatMap((run) => run.ran));
  const skipped = new Set(runs.flatMap((run) => run.skipped).filter((name) => !ran.has(name)));
  return {
    passed: runs.reduce((sum, run) => sum + run.passed, 0),
    failed: runs.reduce((sum, run) => sum + run.failed, 0),
    skipped: [...skipped],
  };
}

function add(counts: Counts, name: string, status: string): void {
  if (status === 'passed') counts.passed += 1;
  else if (status === 'failed') counts.failed += 1;
  else {
    counts.skipped.push(name);
    return;
  }
  counts.ran.push(name);
}

function withExitCode(counts: Counts, exitCode: number): Counts {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function brokenRun(): Counts {
  return { passed: 0, failed: 1, ran: [], skipped: [] };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
