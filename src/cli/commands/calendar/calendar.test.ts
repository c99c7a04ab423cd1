import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { castSettings } from '#test/cast';
import { command } from '#test/cli/in-process';
import { type TestDatabase, testDatabase } from '#test/database';

let test: TestDatabase;
let cwd: string;
let year = 2030;
beforeAll(async () => {
  test = await testDatabase({ cast: true });
  cwd = mkdtempSync(join(tmpdir(), 'waymark-calendar-'));
});
afterAll(async () => {
  rmSync(cwd, { recursive: true });
  await test.close();
});
beforeEach(() => {
  year += 1;
});

const run = (...words: string[]) =>
  command(['calendar', ...words, '--tenant', test.tenantId], { cwd, db: test.db });
const file = (...lines: string[]) => {
  writeFileSync(join(cwd, 'calendar.csv'), `${['kind,name,starts_on,ends_on', ...lines].join('\n')}\n`);
  return 'calendar.csv';
};
/** Half terms of a year, in each of the ways a file may write them. */
const halfTerms = (of: number) => [
  `half_term,Autumn 1,${of}-09-01,${of}-10-24`,
  `half_term,autumn-2,${of}-11-03,${of}-12-19`,
  `half_term,Spring 1,${of + 1}-01-05,${of + 1}-02-13`,
  `half_term,Spring 2,23/2/${of + 1},02/04/${of + 1}`,
  `half_term,Summer 1,${of + 1}-04-20,${of + 1}-05-22`,
  `half_term,Summer 2,${of + 1}-06-01,${of + 1}-07-21`,
];
const fernlow = castSettings.fernlow.urn;

describe('waymark calendar show', () => {
  it('says what holds at a setting, and whose it is', async () => {
    const own = JSON.parse(
      (await run('show', '--year', '2026', '--setting', 'Dapplemere Academy', '--format', 'json')).out,
    );
    expect(Object.keys(own)).toEqual([
      'academicYear',
      'own',
      'days',
      'sessions',
      'weeks',
      'weekdays',
      'halfTerms',
      'closures',
    ]);
    expect(own).toMatchObject({ academicYear: 2026, own: true, weekdays: [1, 2, 3, 4, 5] });
    const common = JSON.parse(
      (await run('show', '--year', '2026', '--setting', fernlow, '--format', 'json')).out,
    );
    expect(common).toMatchObject({ own: false, days: 190, sessions: 380 });
    const { out } = await run('show', '--year', '2026', '--setting', fernlow);
    expect(out).toContain('the organisation’s');
    expect(out).toContain('Autumn 1  2026-09-01 to 2026-10-23   37 days');
    expect(out).toContain('2027-05-03  Bank holiday   Early May bank holiday');
  });

  it('refuses what there is not, and tells wrong use', async () => {
    expect(await run('show', '--year', String(year))).toMatchObject({ code: 1, out: '' });
    expect((await run('show', '--year', '26')).code).toBe(2);
    expect((await run('show')).code).toBe(2);
    expect((await run('show', '--year', '2026', '--format', 'xml')).code).toBe(2);
    expect((await run('show', '--year', '2026', '--setting', 'Nowhere')).code).toBe(1);
    expect((await run('draw')).code).toBe(2);
  });
});

describe('waymark calendar set', () => {
  const holds = async (setting: string) =>
    JSON.parse((await run('show', '--year', String(year), '--setting', setting, '--format', 'json')).out);

  it('keeps the calendar of a file, and the same file again changes nothing', async () => {
    const path = file(
      ...halfTerms(year),
      `inset,,${year}-09-01,${year}-09-02`,
      `closure,Boiler,${year}-10-10,${year}-10-20`,
      `bank_holiday,Early May,${year + 1}-05-04,`,
      ',,,',
    );
    const tried = await run('set', path, '--year', String(year), '--setting', 'organisation', '--dry-run');
    expect(tried.out).toContain('a dry run: nothing was written');
    expect((await run('show', '--year', String(year))).code).toBe(1);
    const done = await run('set', path, '--year', String(year), '--setting', 'organisation');
    expect(done.code).toBe(0);
    expect(done.err).toContain('A maintained school in England holds at least 380 sessions');
    const { weekdays, closures, halfTerms: halves } = await holds('organisation');
    expect(weekdays).toEqual([1, 2, 3, 4, 5]);
    expect(halves[3]).toMatchObject({ startsOn: `${year + 1}-02-23`, endsOn: `${year + 1}-04-02` });
    const insets = closures.filter(({ kind }: { kind: string }) => kind === 'inset');
    expect(insets.map(({ label }: { label: string }) => label)).toEqual(['INSET day', 'INSET day']);
    const again = await run('set', path, '--year', String(year), '--setting', 'organisation');
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('0 changes') });
  });

  it('takes back what show --format csv gave, Saturdays and all', async () => {
    const path = file(
      ...['Monday', 'Tuesday', 'saturday'].map((day) => `weekday,${day},,`),
      ...halfTerms(year),
      `closure,"Snow, and wind",${year}-11-15,${year}-11-30`,
      `closure,'=1+1,${year}-12-01,${year}-12-02`,
    );
    expect(await run('set', path, '--year', String(year), '--setting', fernlow)).toMatchObject({ code: 0 });
    const kept = await holds(fernlow);
    expect(kept.weekdays).toEqual([1, 2, 6]);
    const { out } = await run('show', '--year', String(year), '--setting', fernlow, '--format', 'csv');
    writeFileSync(join(cwd, 'again.csv'), out);
    await run('set', 'again.csv', '--year', String(year), '--setting', castSettings.larkmoss.urn);
    expect(await holds(castSettings.larkmoss.urn)).toEqual(kept);
  });

  it('refuses with the line of everything that is wrong, and writes nothing', async () => {
    const unreadable = file(
      ...halfTerms(year),
      'holiday,Half term,2030-10-27,2030-10-31',
      'weekday,Moonday,,',
      `inset,,31/02/${year + 1},`,
      `closure,Flood,${year}-10-10,${year}-10-09`,
      `half_term,Autumn 1,${year}-09-01,${year}-10-24`,
      `half_term,Autumn 3,${year}-09-01,`,
    );
    const refused = await run('set', unreadable, '--year', String(year), '--setting', 'organisation');
    expect(refused.code).toBe(1);
    expect(refused.err.match(/line \d+, \w+ \([\w.]+\)/g)).toEqual([
      'line 8, kind (kind.known)',
      'line 9, name (weekday.known)',
      'line 10, starts_on (date.exists)',
      'line 11, ends_on (span.order)',
      'line 12, name (half_term.twice)',
      'line 13, ends_on (date.exists)',
    ]);
    const [first = '', ...others] = halfTerms(year);
    const wrong = file(
      first.replace(`${year}-10-24`, `${year}-11-03`),
      ...others.slice(0, 4),
      `closure,,${year}-12-25,`,
    );
    const told = await run('set', wrong, '--year', String(year), '--setting', 'organisation');
    expect(told.err.match(/line \d+, \w+ \([\w-]+\)/g)).toEqual([
      'line 3, starts_on (half-term-overlaps)',
      'line 1, starts_on (half-term-missing)',
      'line 1, ends_on (half-term-missing)',
      'line 7, name (closure-label-missing)',
    ]);
    expect((await run('show', '--year', String(year))).code).toBe(1);
  });

  it('refuses another file, and tells wrong use', async () => {
    writeFileSync(join(cwd, 'other.csv'), 'name,date\nx,y\n');
    const { code, err } = await run('set', 'other.csv', '--year', String(year), '--setting', 'organisation');
    expect([code, err]).toEqual([1, expect.stringContaining('lacks kind and starts_on and ends_on')]);
    expect((await run('set', 'none.csv', '--year', String(year), '--setting', 'organisation')).code).toBe(1);
    expect((await run('set', 'other.csv', '--year', String(year))).code).toBe(2);
    expect((await run('set')).code).toBe(2);
  });
});
