import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SettingId, type Who, withActor } from '#db';
import type { StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { type Visited, visited } from '#test/visitors';

let test: TestDatabase;
let site: Visited;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  site = await visited(test);
  await write('dev', 'Sleeps at her aunt’s since Tuesday');
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});

const words = 'Sleeps at her aunt’s since Tuesday';
const path = () => `/people/${test.people.amara}`;
async function write(who: StaffKey, body: string, more: Record<string, string> = { restricted: 'yes' }) {
  const on = { 'on-day': '20', 'on-month': '11', 'on-year': '2026' };
  return site.post(who, `${path()}/notes`, { body, ...on, ...more });
}
/** What somebody sees of the note on the page, among all notes, and on a sheet for a meeting. */
async function sees(who: StaffKey): Promise<'words' | 'that there is one' | 'nothing'> {
  const pages = await Promise.all([path(), `${path()}/notes`].map((url) => site.get(who, url)));
  expect(pages.map(({ status }) => status)).toEqual([200, 200]);
  const sheet = await site.get(who, `/people/sheets?chosen=${test.people.amara}`);
  expect(sheet.body).not.toContain('aunt');
  const [seen, ...same] = pages.map(({ body }) => {
    if (body.includes('aunt')) return 'words';
    return body.includes('Its words are for a few') ? 'that there is one' : 'nothing';
  });
  expect(same).toEqual([seen]);
  return seen ?? 'nothing';
}

describe('a restricted note', () => {
  it('is read by its writer and those who lead in its setting, and by whoever leads for all', async () => {
    for (const who of ['dev', 'ruth', 'eilidh', 'alison'] as const)
      expect([who, await sees(who)]).toEqual([who, 'words']);
  });

  it('is known to be there to those who decide about help, who learn whom to ask', async () => {
    for (const who of ['marcus', 'sunita', 'hannah', 'kwabena'] as const)
      expect([who, await sees(who)]).toEqual([who, 'that there is one']);
    expect((await site.get('marcus', path())).body).toContain('ask Dev Chaudhuri');
  });

  it('is not there for anybody else', async () => {
    for (const who of ['joe', 'meiling', 'gwen'] as const)
      expect([who, await sees(who)]).toEqual([who, 'nothing']);
  });

  it('is read again by whoever wrote it, whatever their role', async () => {
    await write('joe', 'Told me that the aunt is kind');
    expect((await site.get('joe', path())).body).toContain('the aunt is kind');
    expect((await site.get('marcus', path())).body).not.toContain('the aunt is kind');
  });

  it('sent twice is one note', async () => {
    const form = { restricted: 'yes', submission: '01a21c70-0000-7000-8000-000000000001' };
    for (let times = 0; times < 2; times += 1)
      expect((await write('dev', 'Once only', form)).status).toBe(303);
    const { body } = await site.get('dev', `${path()}/notes`);
    expect(body.split('Once only')).toHaveLength(2);
  });

  it('is kept from roles in the database itself', async () => {
    const reads = async (
      more: Pick<Who, 'restricted' | 'accountId'>,
      settings: SettingId[] = [test.settings.fernlow],
    ) => {
      const who = { tenantId: test.tenantId, reach: { settings, people: [test.people.amara] }, ...more };
      const { rows } = await withActor(test.db, who, (tx) =>
        sql<{ body: string }>`select body from records.restricted_text where body = ${words}`.execute(tx),
      );
      return rows.length;
    };
    expect(await reads({})).toBe(0);
    expect(await reads({ restricted: [] })).toBe(0);
    expect(await reads({ restricted: [test.settings.quillbeck] })).toBe(0);
    expect(await reads({ accountId: test.accounts.joe })).toBe(0);
    expect(await reads({ restricted: [test.settings.fernlow] })).toBe(1);
    expect(await reads({ accountId: test.accounts.dev })).toBe(1);
    // Whoever reaches the whole organisation reads no more for that.
    const whole = (more: Pick<Who, 'restricted'>) =>
      withActor(
        test.db,
        { tenantId: test.tenantId, reach: 'whole', ...more },
        async (tx) =>
          (await sql`select from records.restricted_text where body = ${words}`.execute(tx)).rows.length,
      );
    expect([await whole({}), await whole({ restricted: 'all' })]).toEqual([0, 1]);
  });

  it('is written under nobody else’s name', async () => {
    const as = { tenantId: test.tenantId, reach: 'whole', accountId: test.accounts.joe } as const;
    const forged = withActor(test.db, as, async (tx) => {
      const { rows } = await sql<{
        id: string;
      }>`select id from records.note where not is_restricted limit 1`.execute(tx);
      await sql`insert into records.restricted_text (tenant_id, id, account_id, body)
        values (${test.tenantId}, ${rows[0]?.id}, ${test.accounts.dev}, 'x')`.execute(tx);
    });
    await expect(forged).rejects.toThrow();
  });

  it('is given out with the rest to whoever asks what is kept, and marked', async () => {
    const { body } = await site.get('gwen', `${path()}/kept.json`);
    const given = JSON.parse(body);
    expect(given.kept['records.restricted_text'].map(({ body: each }: { body: string }) => each)).toContain(
      words,
    );
    expect((await site.get('gwen', `${path()}/kept`)).body).toContain('confidential');
    const page = await site.get('gwen', `${path()}/kept.html`);
    expect(page.body).toContain('aunt');
  });

  it('is erased with the record', async () => {
    await site.post('gwen', `${path()}/erasure`, { reason: 'asked for' });
    const all = { tenantId: test.tenantId, reach: 'whole', restricted: 'all' } as const;
    const count = () =>
      withActor(
        test.db,
        all,
        async (tx) => (await sql`select from records.restricted_text`.execute(tx)).rows.length,
      );
    expect(await count()).toBeGreaterThan(1);
    const id = await withActor(test.db, all, (tx) =>
      tx.selectFrom('people.erasure').select('id').where('decision', 'is', null).executeTakeFirstOrThrow(),
    );
    expect((await site.post('alison', `/retention/${id.id}/erasing`, {})).status).toBe(303);
    expect(await count()).toBe(0);
  });
});
