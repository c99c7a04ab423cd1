import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, type PersonId, withActor } from '#db';
import { openShare, sharePerson } from '#modules/people';
import type { StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { textOf } from '#test/pages';
import { type Visited, visited } from '#test/visitors';

let test: TestDatabase;
let site: Visited;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  site = await visited(test);
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});

const asked = {
  recipient: 'Sam Reid',
  organisation: 'Northmoor Youth Justice Service',
  contact: '01632 960789',
  parts: ['profile', 'attendance'],
  basis: 'consent',
  basisNote: 'Said yes in person on 18 November, with mother present',
  'until-day': '10',
  'until-month': '12',
  'until-year': '2026',
};

async function share(who: StaffKey, personId: PersonId, more: Partial<typeof asked> = {}) {
  const { status, body } = await site.post(who, `/people/${personId}/shares`, { ...asked, ...more });
  const token = /\/shared\/([^<]+)</.exec(body)?.[1] ?? '';
  const code = /wm-secret">(\d{8})</.exec(body)?.[1] ?? '';
  return { status, body, token, code };
}

async function open(token: string, code: string) {
  const reply = await site.app.inject({
    method: 'POST',
    url: `/shared/${token}`,
    headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ code }).toString(),
  });
  return { status: reply.statusCode, text: textOf(reply.body), headers: reply.headers };
}

async function entries(act: string) {
  const { rows } = await withActor(test.db, test.whole, (tx) =>
    sql<{ why: string; person_id: string }>`select why, person_id from audit.entry
      where tenant_id = ${test.tenantId} and act = ${act} order by id`.execute(tx),
  );
  return rows;
}

describe('something shared outside', () => {
  it('is shown by link and code, once for a code, marked with whom it is for, and each look is kept', async () => {
    const { amara } = test.people;
    const { status, token, code } = await share('dev', amara);
    expect(status).toBe(200);
    expect((await site.app.inject({ url: `/shared/${token}` })).body).not.toContain('Amara');
    const { status: seen, text, headers } = await open(token, code);
    expect(seen).toBe(200);
    expect(headers['cache-control']).toContain('no-store');
    expect(text).toContain('Amara Okonkwo');
    expect(text).toContain('For Sam Reid, Northmoor Youth Justice Service. Not to be passed on.');
    expect(text).toContain('Attendance');
    // What was not chosen is not there.
    expect(text).not.toContain('Notes');
    expect(await open(token, code)).toMatchObject({ status: 422 });
    expect(await entries('share.seen')).toEqual([
      { why: 'shared with Northmoor Youth Justice Service', person_id: amara },
    ]);
    expect(textOf((await site.get('dev', `/people/${amara}/shares`)).body)).toContain('Looked at 1 time');
  });

  it('is named where one reads who can see somebody', async () => {
    const { zainab } = test.people;
    expect((await site.get('alison', `/people/${zainab}/who-sees`)).body).not.toContain('Sam Reid');
    await share('alison', zainab);
    const { body } = await site.get('alison', `/people/${zainab}/who-sees`);
    expect(textOf(body)).toContain('Shared with them, outside Sam Reid, Northmoor Youth Justice Service');
  });

  it('is not shown any more once it is ended, or its day is past', async () => {
    const { amara } = test.people;
    const { token, code } = await share('dev', amara);
    const { body } = await site.get('dev', `/people/${amara}/shares`);
    const path = new RegExp(`/people/${amara}/shares/[0-9a-f-]{36}`).exec(body)?.[0] ?? '';
    expect((await site.post('dev', path, { do: 'revoke' })).status).toBe(303);
    expect((await site.post('dev', path, { do: 'revoke' })).status).toBe(404);
    expect(await open(token, code)).toMatchObject({ status: 422 });
    const other = await share('dev', amara);
    const late = { token: other.token, code: other.code, today: '2026-12-11' as never };
    expect(await openShare(test.db, late)).toBe('wrong');
    expect(await openShare(test.db, { ...late, today: '2026-12-10' as never })).toMatchObject({
      personId: amara,
    });
  });

  it('is shut after ten wrong codes, until staff make another', async () => {
    const { amara } = test.people;
    const { token, code } = await share('dev', amara);
    const wrong = code === '00000000' ? '11111111' : '00000000';
    for (let time = 0; time < 10; time += 1) expect((await open(token, wrong)).status).toBe(422);
    expect((await open(token, code)).status).toBe(422);
    const { body } = await site.get('dev', `/people/${amara}/shares`);
    expect(textOf(body)).toContain('Shut after ten wrong codes');
    const path = new RegExp(`/people/${amara}/shares/[0-9a-f-]{36}`).exec(body)?.[0] ?? '';
    const told = await site.post('dev', path, { do: 'code' });
    const another = /wm-secret">(\d{8})</.exec(told.body)?.[1] ?? '';
    expect((await open(token, another)).status).toBe(200);
    expect((await entries('share.code_wrong')).length).toBeGreaterThanOrEqual(11);
  });

  it('needs a basis, a part, somebody and a day; and is for those who may share and reach', async () => {
    const { amara } = test.people;
    const nothing = { recipient: '', organisation: '', contact: '', basisNote: '' };
    const missing = await share('dev', amara, {
      ...nothing,
      basis: 'because',
      parts: ['kept'],
      'until-day': '31',
      'until-month': '2',
    });
    expect(missing.status).toBe(422);
    for (const what of [
      'Enter who it is for',
      'Choose the lawful basis',
      'at least one part',
      'Enter a real date',
    ])
      expect(missing.body).toContain(what);
    expect((await share('dev', amara, { 'until-year': '2020' })).body).toContain(
      'The last day is today or later',
    );
    expect((await share('dev', amara, { 'until-year': '2028' })).body).toContain('90 days at most');
    for (const who of ['joe', 'meiling', 'tomasz', 'priya'] as const)
      expect((await share(who, amara)).status, who).toBe(404);
    expect((await site.app.inject({ url: '/shared/nothing' })).statusCode).toBe(200);
    expect(await open('nothing', '12345678')).toMatchObject({ status: 422 });
  });

  it('is for one role that both reaches and may: roles are not added up', async () => {
    const { amara, layla } = test.people;
    // Dev leads at one school and looks everywhere besides.
    await withActor(test.db, test.whole, (tx) =>
      sql`insert into access.role_grant (tenant_id, id, account_id, role, reason)
        values (${test.tenantId}, ${newId()}, ${test.accounts.dev}, 'analyst', 'a test')`.execute(tx),
    );
    expect((await site.get('dev', `/people/${layla}`)).status).toBe(200);
    expect((await site.get('dev', `/people/${layla}/shares`)).status).toBe(404);
    expect((await share('dev', layla)).status).toBe(404);
    expect((await site.get('dev', `/people/${layla}/own-accounts`)).status).toBe(404);
    expect((await site.post('dev', '/people/cards', { chosen: [layla] })).status).toBe(303);
    expect((await share('dev', amara)).status).toBe(200);
    // A tutor gives cards to their own, and shares nothing.
    expect((await site.get('joe', `/people/${amara}/own-accounts`)).status).toBe(200);
    expect((await site.get('joe', `/people/${amara}/shares`)).status).toBe(404);
  });

  it('holds no restricted note, whoever wrote it', async () => {
    const { amara } = test.people;
    await site.post('dev', `/people/${amara}/notes`, {
      body: 'A worry that only a few may read',
      'on-day': '18',
      'on-month': '11',
      'on-year': '2026',
      restricted: 'yes',
    });
    const { token, code } = await share('dev', amara, { parts: ['notes'] });
    const { status, text } = await open(token, code);
    expect(status).toBe(200);
    expect(text).not.toContain('A worry that only');
  });

  it('keeps neither the link nor the code', async () => {
    const { amara } = test.people;
    const actor = { ...test.whole, accountId: null, name: 'jo', today: test.today } as never;
    const { token, code } = await withActor(test.db, test.whole, (tx) =>
      sharePerson(tx, actor, amara, {
        recipient: 'Sam',
        organisation: 'X',
        contact: 'y',
        basis: 'consent',
        basisNote: 'z',
        parts: ['notes'],
        until: '2026-12-01' as never,
      }),
    );
    const { rows } = await withActor(test.db, test.whole, (tx) =>
      sql<{ row: string }>`select to_jsonb(share)::text as row from people.share as share
        where tenant_id = ${test.tenantId}`.execute(tx),
    );
    for (const { row } of rows) {
      expect(row).not.toContain(token.split('.')[1]);
      expect(row).not.toContain(code);
    }
  });
});
