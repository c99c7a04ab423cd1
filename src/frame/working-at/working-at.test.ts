import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withActor } from '#db';
import { workAt } from '#modules/identity';
import { refreshProfiles } from '#modules/risk';
import type { StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { type Visited, visited } from '#test/visitors';
import { EVERYWHERE } from '#web';

let test: TestDatabase;
let site: Visited;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  await withActor(test.db, test.whole, (tx) =>
    refreshProfiles(tx, { tenantId: test.tenantId, accountId: null }, test.today),
  );
  site = await visited(test);
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});
beforeEach(async () => {
  for (const who of ['alison', 'dev'] as const) await site.post(who, '/working-at', { back: '/today' });
});

const choose = (who: StaffKey, form: Record<string, string>) => site.post(who, '/working-at', form);
const header = async (who: StaffKey) =>
  /wm-working-at__link"[^>]*>(.*?)<\/a>/
    .exec((await site.get(who, '/today')).body)?.[1]
    ?.replace(/<[^>]+>/g, '');
/** How many wait in the queue of Today. */
const waiting = async (who: StaffKey) =>
  Number(
    /today-noticing"[^>]*>[^<]*<span class="wm-today__count">(\d+)/.exec(
      (await site.get(who, '/today')).body,
    )?.[1] ?? 0,
  );
const listed = async (who: StaffKey, address: string) =>
  (await site.get(who, address)).body.match(/<tr class="govuk-table__row"/g)?.length ?? 0;

describe('the setting and the year that one works at', () => {
  it('is everywhere until one chooses', async () => {
    expect(await header('alison')).toBe('Setting and year: All settings · All years');
  });

  it('narrows Today to those there, and leads to the same of them in the list', async () => {
    const all = await waiting('alison');
    await choose('alison', { setting: test.settings.fernlow, year: '', back: '/today' });
    const there = await waiting('alison');
    expect(there).toBeGreaterThan(0);
    expect(there).toBeLessThan(all);
    const { body } = await site.get('alison', '/today');
    expect(body).toContain(`href="/people?setting=${test.settings.fernlow}"`);
    expect(body).toContain(`/people?setting=${test.settings.fernlow}&amp;waiting=yes`);
    const list = await listed('alison', `/people?setting=${test.settings.fernlow}&waiting=yes`);
    expect(list - 1, 'as many as in the list, without its head').toBe(there);
  });

  it('narrows to a year as well', async () => {
    const all = await waiting('alison');
    await choose('alison', { setting: '', year: '9', back: '/today' });
    expect(await header('alison')).toBe('Setting and year: All settings · Year 9');
    expect(await waiting('alison')).toBeLessThan(all);
    expect((await site.get('alison', '/today')).body).toContain('href="/people?year=9"');
  });

  it('goes back to the page one came from, narrowed where that is a list, and nowhere else', async () => {
    const year = { setting: '', year: '9' };
    const to = async (back: string) => (await choose('alison', { ...year, back })).headers.location;
    expect(await to('/people')).toBe('/people?year=9');
    expect(await to('/quality')).toBe('/quality');
    expect(await to(`/people/${test.people.amara}`)).toBe(`/people/${test.people.amara}`);
    expect(await to('//evil.example')).toBe('/');
  });

  it('offers only settings and years in which one reaches somebody, and takes no other', async () => {
    const { body } = await site.get('dev', '/working-at');
    // With one there is nothing to choose.
    expect(body).not.toContain('name="setting"');
    expect((await site.get('alison', '/working-at')).body).toContain(test.settings.quillbeck);
    expect(body).not.toContain(test.settings.quillbeck);
    await choose('dev', { setting: test.settings.quillbeck, year: '77', back: '/today' });
    expect(await header('dev')).toBe('Setting and year: Fernlow High School · All years');
    await choose('dev', { setting: "'; drop table", year: 'nine', back: '/today' });
    expect(await header('dev')).toBe('Setting and year: Fernlow High School · All years');
  });

  it('forgets a setting that is out of reach by now, and keeps the year', async () => {
    const setting = { id: test.settings.quillbeck, name: 'Quillbeck' };
    await withActor(test.db, test.whole, (tx) =>
      workAt(tx, { tenantId: test.tenantId, accountId: test.accounts.dev }, { setting, ncYear: 9 }),
    );
    expect(await header('dev')).toBe('Setting and year: Fernlow High School · Year 9');
    expect(await waiting('dev')).toBeGreaterThan(0);
  });

  it('is of one account only', async () => {
    await choose('dev', { setting: '', year: '10', back: '/today' });
    expect(await header('alison')).toBe('Setting and year: All settings · All years');
    await withActor(test.db, test.whole, (tx) =>
      workAt(tx, { tenantId: test.tenantId, accountId: test.accounts.dev }, EVERYWHERE),
    );
    expect(await header('dev')).toBe('Setting and year: Fernlow High School · All years');
  });
});
