import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, withActor } from '#db';
import type { CastKey, StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { tamper } from '#test/db/tamper';
import { textOf } from '#test/pages';
import { type Visited, visited } from '#test/visitors';

let test: TestDatabase;
let site: Visited;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  site = await visited(test);
  for (const key of ['amara', 'ollie', 'amara'] as const) await open('dev', key);
  await open('alison', 'amara');
  const atLarkmoss = await withActor(test.db, test.whole, (tx) =>
    tx
      .selectFrom('people.person')
      .select('id')
      .where('tenant_id', '=', test.tenantId)
      .where('setting_id', '=', test.settings.larkmoss)
      .executeTakeFirstOrThrow(),
  );
  expect((await site.get('tomasz', `/people/${atLarkmoss.id}`)).status).toBe(200);
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});

async function open(who: StaffKey, key: CastKey): Promise<void> {
  expect((await site.get(who, `/people/${test.people[key]}`)).status, `${who} opens ${key}`).toBe(200);
}

/** The line of one adult on the page of everybody's looking. */
async function lineOf(viewer: StaffKey, name: string): Promise<string | undefined> {
  const { status, body } = await site.get(viewer, '/looks');
  expect(status).toBe(200);
  const rows = body
    .split('<tr')
    .slice(1)
    .map((row) => textOf(`<tr${row}`));
  return rows.find((row) => row.includes(name));
}

describe('who looks', () => {
  it('is counted by different young people, the most on one day, and at night', async () => {
    const line = await lineOf('alison', 'Dev Chaudhuri');
    // Whoever runs the tests at night looked at night.
    const nights = Number(/(\d+) looks? at night/.exec(line ?? '')?.[1] ?? 0);
    expect(line).toContain('2 young people');
    expect(line).toMatch(/At most 2 on one day, \d+ \w+ \d{4}/);
    const personId = test.people.ollie;
    // Half past two in the morning in London.
    await tamper(
      test.db,
      `insert into audit.entry (tenant_id, id, at, account_id, act, person_id, why)
       values ($1, $2, (date_trunc('day', now() at time zone 'Europe/London') - interval '21 hours 30 minutes') at time zone 'Europe/London',
         $3, 'person.seen', $4, 'pastoral lead')`,
      [test.tenantId, newId<never>(), test.accounts.dev, personId],
    );
    expect(await lineOf('alison', 'Dev Chaudhuri')).toMatch(new RegExp(`\\b${nights + 1} looks? at night`));
    // What lies more than four weeks back counts no more.
    await tamper(
      test.db,
      `insert into audit.entry (tenant_id, id, at, account_id, act, person_id, why)
       values ($1, $2, now() - interval '29 days', $3, 'person.seen', $4, 'adviser')`,
      [test.tenantId, newId<never>(), test.accounts.hannah, personId],
    );
    expect(await lineOf('alison', 'Hannah Weiss')).toBeUndefined();
  });

  it('is for a headteacher about the young people of their own setting only', async () => {
    expect(await lineOf('ruth', 'Dev Chaudhuri')).toContain('2 young people');
    expect(await lineOf('ruth', 'Tomasz'), 'looked at somebody of another setting').toBeUndefined();
    expect(await lineOf('tomasz', 'Dev Chaudhuri')).toBeUndefined();
    expect(await lineOf('tomasz', 'Tomasz')).toContain('1 young person');
    expect((await site.get('ruth', `/looks/${test.accounts.tomasz}`)).status).toBe(404);
  });

  it('is shown day by day with whom and why, and looking at that is on record', async () => {
    const { status, body } = await site.get('ruth', `/looks/${test.accounts.dev}`);
    expect(status).toBe(200);
    expect(body).toContain(`href="/people/${test.people.amara}"`);
    expect(textOf(body)).toContain('Because: pastoral lead at Fernlow High School, 2 times');
    const seen = await withActor(test.db, test.whole, (tx) =>
      tx
        .selectFrom('audit.entry')
        .select(['account_id', 'subject_id'])
        .where('tenant_id', '=', test.tenantId)
        .where('act', '=', 'looks.seen')
        .execute(),
    );
    expect(seen).toContainEqual({ account_id: test.accounts.ruth, subject_id: test.accounts.dev });
    const past = await site.get('ruth', `/looks/${test.accounts.dev}?page=9`);
    expect([past.status, past.headers.location]).toEqual([303, `/looks/${test.accounts.dev}`]);
  });

  it('is nothing to anybody else', async () => {
    for (const who of ['dev', 'joe', 'gwen', 'hannah', 'meiling', 'priya'] as const) {
      expect((await site.get(who, '/looks')).status, who).toBe(404);
      expect((await site.get(who, `/looks/${test.accounts.dev}`)).status, who).toBe(404);
    }
  });
});
