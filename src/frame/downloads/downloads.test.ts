import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withActor } from '#db';
import { refreshProfiles } from '#modules/risk';
import type { StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { textOf } from '#test/pages';
import { type Visited, visited } from '#test/visitors';

let test: TestDatabase;
let site: Visited;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  await withActor(test.db, test.whole, async (tx) => {
    // As many at one school as make a file of many, with nothing else about them.
    const setting = test.settings.fernlow;
    await sql`insert into people.person (tenant_id, id, setting_ids, setting_id, given_name, family_name, nc_year, source, source_key)
      select ${test.tenantId}, gen_random_uuid(), array[${setting}::uuid], ${setting}, 'Crowd', 'Number ' || n, 7 + n % 5, 'mis', 'crowd-' || n
      from generate_series(1, 310) as n`.execute(tx);
    await refreshProfiles(tx, { tenantId: test.tenantId, accountId: null }, test.today);
  });
  site = await visited(test);
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});

const reason = 'Letters home about the open evening; deleted on Friday';
const wanted = (body: string) => /\/downloads\/([0-9a-f-]{36})/.exec(body)?.[1] ?? '';
const ask = (who: StaffKey, list = '') => site.post(who, `/downloads/new${list}`, { reason });

describe('a file of many young people', () => {
  it('is not given to one adult alone, and one of few is', async () => {
    const { status, headers } = await site.get('ruth', '/people.csv');
    expect([status, headers['location']]).toEqual([303, '/downloads/new']);
    expect((await site.get('ruth', '/people.csv?year=9')).status).toBe(200);
    expect((await site.get('ruth', '/downloads/new?year=9')).headers['location']).toBe('/people.csv?year=9');
    expect(textOf((await site.get('ruth', '/downloads/new')).body)).toMatch(
      /Ask for a file of 3\d\d young people/,
    );
  });

  it('is approved by somebody else who reaches everybody in it, and is good for one download', async () => {
    expect((await site.post('ruth', '/downloads/new', { reason: 'letters' })).status).toBe(422);
    expect((await ask('ruth')).status).toBe(303);
    // Whoever asked does not decide; nor does somebody at another school, or without the permission.
    expect((await site.get('ruth', '/downloads')).body).not.toContain('Decide');
    const id = wanted((await site.get('alison', '/downloads')).body);
    expect((await site.get('alison', '/today')).body).toContain(reason);
    for (const who of ['ruth', 'tomasz', 'dev', 'meiling'] as const)
      expect((await site.get(who, `/downloads/${id}`)).status, who).toBe(404);
    expect((await site.get('tomasz', '/downloads')).body).not.toContain(reason);
    expect((await site.get('ruth', '/people.csv')).status).toBe(303);
    expect((await site.post('alison', `/downloads/${id}`, { do: 'nonsense' })).status).toBe(404);
    expect((await site.post('alison', `/downloads/${id}`, { do: 'approve' })).status).toBe(303);
    expect((await site.post('gwen', `/downloads/${id}`, { do: 'decline' })).status).toBe(404);
    expect(textOf((await site.get('ruth', '/downloads')).body)).toContain('Approved by Alison');
    // Not for somebody else, and not for another list.
    expect((await site.get('dev', '/people.csv')).status).toBe(303);
    expect((await site.get('ruth', '/people.csv?sort=points')).status).toBe(200);
    expect((await site.get('ruth', '/people.csv')).status).toBe(303);
  });

  it('is not given where it was declined', async () => {
    await ask('dev');
    const id = wanted((await site.get('ruth', '/downloads')).body);
    expect((await site.post('ruth', `/downloads/${id}`, { do: 'decline' })).status).toBe(303);
    expect(textOf((await site.get('dev', '/downloads')).body)).toContain('Declined by Ruth');
    expect((await site.get('dev', '/people.csv')).status).toBe(303);
  });

  it('is held by the database to two adults', async () => {
    const own = withActor(test.db, test.whole, (tx) =>
      sql`update people.download_request set approved = true, decided_at = now(), decided_by = account_id
        where tenant_id = ${test.tenantId}`.execute(tx),
    );
    await expect(own).rejects.toThrow('download_request_by_another');
  });

  it('is on record: who asked, who decided, who took it', async () => {
    const { rows } = await withActor(test.db, test.whole, (tx) =>
      sql<{ act: string; why: string }>`select act, why from audit.entry where tenant_id = ${test.tenantId}
        and (act like 'download.%' or act = 'people.downloaded') order by id`.execute(tx),
    );
    expect(rows.map(({ act, why }) => `${act}: ${why}`)).toEqual([
      'people.downloaded: headteacher',
      'download.asked: a file of many',
      'download.decided: approved',
      'people.downloaded: headteacher',
      'download.asked: a file of many',
      'download.decided: declined',
    ]);
  });
});
