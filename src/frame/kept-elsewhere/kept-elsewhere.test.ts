import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, withActor } from '#db';
import { commandActor, grantRole } from '#modules/access';
import { pointersOf } from '#modules/records';
import { type TestDatabase, testDatabase } from '#test/database';
import { type Visited, visited } from '#test/visitors';

let test: TestDatabase;
let site: Visited;
let page: string;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  site = await visited(test);
  page = `/people/${test.people.amara}/kept-elsewhere`;
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});

const form = (more: Record<string, string> = {}) => ({
  kind: 'safeguarding',
  keptIn: 'the safeguarding system',
  number: '4711',
  submission: newId(),
  ...more,
});
const kept = (confidential: 'all' | never[] = 'all') =>
  withActor(test.db, { tenantId: test.tenantId, reach: 'whole', confidential }, (tx) =>
    pointersOf(tx, test, test.people.amara),
  );

describe('what is kept elsewhere', () => {
  it('is said by a headteacher, once however often it is sent, and ended', async () => {
    const sent = form();
    expect((await site.post('ruth', page, sent)).status).toBe(303);
    expect((await site.post('ruth', page, sent)).status).toBe(303);
    const { body } = await site.get('ruth', page);
    expect(body).toContain('the safeguarding system');
    const [pointer, ...more] = await kept();
    expect(more).toEqual([]);
    expect((await site.post('ruth', `${page}/${pointer?.id}`, {})).status).toBe(303);
    expect((await site.post('ruth', `${page}/${pointer?.id}`, {})).status).toBe(404);
    expect(await kept()).toMatchObject([{ endedAt: expect.any(String) }]);
  });

  it('is known to a safeguarding lead where the young person is, and to nobody else', async () => {
    await site.post('ruth', page, form({ keptIn: 'Kittiwake' }));
    for (const who of ['dev', 'eilidh', 'alison', 'gwen', 'joe', 'kwabena', 'tomasz', 'nadia'] as const) {
      expect((await site.get(who, page)).status, who).toBe(404);
      expect((await site.post(who, page, form())).status, who).toBe(404);
      const { body } = await site.get(who, `/people/${test.people.amara}`);
      expect(body, who).not.toMatch(/Kittiwake|kept-elsewhere/);
    }
    const operator = commandActor(test.tenantId, 'test', test.today);
    const grant = { role: 'safeguarding_lead', reason: 'a test' };
    await withActor(test.db, operator, (tx) =>
      grantRole(tx, operator, { ...grant, accountId: test.accounts.dev, settingId: test.settings.larkmoss }),
    );
    expect((await site.get('dev', page)).status, 'of another school').toBe(404);
    await withActor(test.db, operator, (tx) =>
      grantRole(tx, operator, { ...grant, accountId: test.accounts.dev, settingId: test.settings.fernlow }),
    );
    expect((await site.get('dev', page)).body).toContain('Kittiwake');
  });

  it('is hidden by the database from whoever is not let in, whatever they reach', async () => {
    expect(await kept([])).toEqual([]);
    expect((await kept()).length).toBeGreaterThan(0);
  });

  it('is not in what is said about who did what with a young person', async () => {
    const { body } = await site.get('alison', `/people/${test.people.amara}/looks`);
    expect(body).not.toMatch(/pointer|elsewhere/i);
  });

  it('says what is missing', async () => {
    const { status, body } = await site.post(
      'ruth',
      page,
      form({ kind: '', keptIn: ' ', number: 'x'.repeat(61) }),
    );
    expect(status).toBe(422);
    for (const words of ['Choose what it is', 'Enter where it is kept', 'This is too long'])
      expect(body).toContain(words);
  });

  it('is given out with everything else, marked confidential', async () => {
    const { body } = await site.get('gwen', `/people/${test.people.amara}/kept`);
    expect(body).toContain('Kept elsewhere');
  });
});
