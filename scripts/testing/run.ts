// Runs every test on PGlite, those that take a database again on PostgreSQL, and the journeys in a browser. Ends with one line of counts.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { findChromium } from './chromium.ts';
import { type Counts, countPlaywright, countVitest, joinCounts } from './counts.ts';
import { databaseTests } from './database-tests.ts';
import { freePort } from './free-port.ts';
import { borrowServer } from './postgres.ts';

type Stage = { name: string; counts: Counts; seconds: number };

const filters = process.argv.slice(2);
const reports = `.cache/test-${process.pid}`;
const stages: Stage[] = [];
const left: string[] = [];
const running = new Set<ChildProcess>();
let giveBack = () => {};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
    tidy();
    process.exit(130);
  });
}

mkdirSync(reports, { recursive: true });
try {
  if (filters.some(isJourney)) await runJourneys();
  else if (filters.length > 0) await runFiltered();
  else await runAll();
} finally {
  tidy();
}
report();

async function runAll(): Promise<void> {
  await runVitest('on PGlite', undefined);
  await runOnPostgres();
  await runJourneys();
}

async function runFiltered(): Promise<void> {
  const named = process.env.WAYMARK_TEST_DATABASE_URL;
  if (named) await runVitest('on PostgreSQL', named);
  else await runVitest('on PGlite', undefined);
}

async function runOnPostgres(): Promise<void> {
  try {
    const server = await borrowServer();
    if ('absent' in server) return void left.push(`the run on PostgreSQL: ${server.absent}`);
    giveBack = server.giveBack;
    await runVitest(`on PostgreSQL ${server.version}`, server.url, databaseTests());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    stages.push({ name: 'on PostgreSQL', counts: broken(), seconds: 0 });
  } finally {
    giveBack();
    giveBack = () => {};
  }
}

async function runVitest(
  name: string,
  url: string | undefined,
  only: readonly string[] = filters,
): Promise<void> {
  const file = `${reports}/${stages.length}.json`;
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...only];
  const output = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  // As it runs for those who use it: React takes half as long again over a page when it thinks that somebody is developing it.
  const env = { WAYMARK_TEST_DATABASE_URL: url, NODE_ENV: 'production' };
  await stage(name, [...args, ...output], env, (code) => countVitest(file, code));
}

async function runJourneys(): Promise<void> {
  const all = readdirSync('test/journeys').flatMap((file) => /^(.+)\.spec\.ts$/.exec(file)?.[1] ?? []);
  if (all.length === 0) return void left.push('the journeys: test/journeys holds no *.spec.ts');
  const chromium = findChromium();
  if (!chromium) return void left.push('the journeys: no Chromium (install one, or set WAYMARK_CHROMIUM)');
  if (filters.length > 0) return journeysOf(chromium, 'journeys', filters);
  // Each run has a council of its own, so that neither meets what the other did; about as long each.
  await Promise.all([
    journeysOf(chromium, 'journeys with script', ['--project=script-on']),
    journeysOf(chromium, 'journeys without script, and how pages look', [
      '--project=script-off',
      '--project=looks',
    ]),
  ]);
}

async function journeysOf(chromium: string, name: string, asked: readonly string[]): Promise<void> {
  const file = `${reports}/${name.replaceAll(/\W+/g, '-')}.json`;
  const env = {
    WAYMARK_CHROMIUM: chromium,
    WAYMARK_SHAPES: `${process.cwd()}/${reports}/shapes`,
    WAYMARK_JOURNEY_PORT: String(await freePort()),
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  };
  const output = `--output=test-results/${name.replaceAll(/\W+/g, '-')}`;
  const args = ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json', output];
  await stage(name, [...args, ...asked], env, (code) => countPlaywright(file, code));
}

async function stage(
  name: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  count: (exitCode: number) => Counts,
): Promise<void> {
  console.log(`\n— ${name}`);
  const began = performance.now();
  // No test may meet somebody's real data.
  const clean = { ...process.env };
  for (const name of ['DATABASE_URL', 'WAYMARK_OWNER_URL', 'WAYMARK_DATA', 'WAYMARK_TODAY', 'PORT'])
    delete clean[name];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 1, 2], env: { ...clean, ...env } });
  running.add(child);
  const code = await new Promise<number>((resolve) => child.on('exit', (status) => resolve(status ?? 1)));
  running.delete(child);
  stages.push({ name, counts: count(code), seconds: Math.round((performance.now() - began) / 1000) });
}

function report(): void {
  const { passed, failed, skipped: notRun } = joinCounts(stages.map(({ counts }) => counts));
  // A filter leaves tests out on purpose.
  const skipped = filters.length > 0 ? left : [...left, ...notRun];
  console.log('');
  for (const { name, counts, seconds } of stages) {
    console.log(`${name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`);
  }
  for (const what of skipped) console.log(`Skipped: ${what}`);
  // In CI what was skipped has failed: nobody would read the lines above.
  const unmet = process.env.CI === 'true' ? skipped.length : 0;
  if (unmet > 0) console.log(`CI skips nothing: each of these ${unmet} counts as failed.`);
  if (passed === 0) console.log('No test ran.');
  const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
  console.log(`${passed} passed, ${failed + unmet} failed${tail}`);
  process.exitCode = failed + unmet > 0 || passed === 0 ? 1 : 0;
}

function tidy(): void {
  giveBack();
  rmSync(reports, { recursive: true, force: true });
}

function isJourney(filter: string): boolean {
  return filter.startsWith('test/journeys') || filter.endsWith('.spec.ts');
}

function broken(): Counts {
  return { passed: 0, failed: 1, ran: [], skipped: [] };
}
