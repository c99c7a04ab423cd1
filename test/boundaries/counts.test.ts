import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Counts, countPlaywright, countVitest, joinCounts } from '../../scripts/testing/counts.ts';
import { seed } from './seed.ts';

describe('the counts of a test run', () => {
  const file = (name: string, statuses: string[], status = 'passed') => ({
    name,
    status,
    assertionResults: statuses.map((one, at) => ({ fullName: `test ${at}`, status: one })),
  });
  const vitest = (testResults: unknown[], exitCode: number) => {
    const root = seed({ 'report.json': JSON.stringify({ success: exitCode === 0, testResults }) });
    return countVitest(join(root, 'report.json'), exitCode);
  };

  it('counts what passed, failed and was skipped', () => {
    const counts = vitest(
      [file('a', ['passed', 'skipped', 'todo']), file('b', ['passed', 'failed'], 'failed')],
      1,
    );
    expect(counts).toMatchObject({ passed: 2, failed: 1, skipped: ['a › test 1', 'a › test 2'] });
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(vitest([file('a', ['passed']), file('b', [], 'failed')], 1)).toMatchObject({
      passed: 1,
      failed: 1,
    });
  });

  it('counts a run that ended badly without a failed test as a failure', () => {
    expect(vitest([file('a', ['passed'])], 1)).toMatchObject({ passed: 1, failed: 1 });
  });

  it('counts a run without a report as a failure', () => {
    expect(countVitest('nowhere.json', 0)).toMatchObject({ passed: 0, failed: 1 });
    expect(countPlaywright('nowhere.json', 0)).toMatchObject({ passed: 0, failed: 1 });
  });

  it('counts a journey once for each project, however deep it is described', () => {
    const specs = [
      { title: 'signs in', file: 'a.spec.ts', tests: [{ status: 'expected' }, { status: 'unexpected' }] },
    ];
    const suites = [{ title: 'a.spec.ts', specs: [], suites: [{ title: 'a tutor', specs }] }];
    const root = seed({ 'report.json': JSON.stringify({ suites, errors: [] }) });
    expect(countPlaywright(join(root, 'report.json'), 1)).toMatchObject({ passed: 1, failed: 1 });
  });

  it('does not call a test skipped that ran on the other database', () => {
    const run = (ran: string[], skipped: string[]): Counts => ({
      passed: ran.length,
      failed: 0,
      ran,
      skipped,
    });
    const joined = joinCounts([run(['a'], ['b', 'c']), run(['a', 'b'], ['c'])]);
    expect(joined).toEqual({ passed: 3, failed: 0, skipped: ['c'] });
  });
});
