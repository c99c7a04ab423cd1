import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, plainDate } from '#dates';
import { newId, type PersonId, withActor } from '#db';
import { serverActor } from '#modules/access';
import { dueBy, type RetentionRule, retentionRules } from '#modules/people';
import type { StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { tablesOf } from '#test/db/seed-rows';
import { tamper } from '#test/db/tamper';
import { type Visited, visited } from '#test/visitors';
import { modules } from '../../app.ts';
import { keptTables } from './kept-rows.ts';
import { proposeMonthly } from './tend-retention.ts';

let test: TestDatabase;
let site: Visited;
/** Past row security, so that nothing can hide. */
const owner = {
  query: async (statement: string, parameters: readonly unknown[] = []) => ({
    rows: await tamper(test.db, statement, parameters),
  }),
};

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  site = await visited(test);
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});

const as = <T>(act: Parameters<typeof withActor<T>>[2]) => withActor(test.db, test.whole, act);
const pathOf = (personId: string) => `/people/${personId}`;
const ok = async (who: StaffKey, url: string) => {
  const { status, body } = await site.get(who, url);
  expect(status, url).toBe(200);
  return body;
};
const send = async (who: StaffKey, url: string, form: Record<string, string> = {}) =>
  site.post(who, url, form);
const acts = async (personId: string) =>
  (
    await as((tx) =>
      sql<{ act: string }>`select act from audit.entry where person_id = ${personId} order by id`.execute(tx),
    )
  ).rows.map(({ act }) => act);
/** The id of the proposal about somebody that waits. */
async function proposalOf(personId: string): Promise<string> {
  const { rows } = await as((tx) =>
    sql<{
      id: string;
    }>`select id from people.erasure where person_id = ${personId} and decision is null`.execute(tx),
  );
  return rows[0]?.id ?? '';
}

describe('what is kept', () => {
  it('accounts for every column of every table that may name a young person', async () => {
    const kept = keptTables(modules);
    /** What stays when somebody is erased, and why that names nobody. */
    const stays: Record<string, string> = {
      'audit.entry': 'who did what to an id that belongs to nobody any more; hashed into the chain',
      'people.erasure': 'taken out of it before the record goes',
    };
    const unaccounted: string[] = [];
    for (const { name, columns } of await tablesOf(owner)) {
      const naming = columns.filter(({ name: column }) => /^(person|other|from|into)_id$/.test(column));
      if (name === 'people.person') naming.push({ name: 'id', type: 'uuid', nullable: false });
      const table = kept.find((each) => each.table === name);
      for (const { name: column } of naming)
        if (!(name in stays) && !table?.by.includes(column) && table?.through === undefined)
          unaccounted.push(`${name}.${column}`);
    }
    expect(unaccounted).toEqual([]);
    expect(new Set(kept.map(({ table }) => table)).size).toBe(kept.length);
  });

  it('is told to whoever looks after it for the whole organisation, and to nobody else', async () => {
    const path = `${pathOf(test.people.amara)}/kept`;
    for (const who of ['gwen', 'alison'] as const) expect((await site.get(who, path)).status).toBe(200);
    for (const who of ['dev', 'ruth', 'priya', 'meiling'] as const)
      for (const end of ['', '.html', '.json']) expect((await site.get(who, path + end)).status).toBe(404);
  });

  it('is given out as data: every row, in words where keys would stand, and on record', async () => {
    const { ollie } = test.people;
    const given = JSON.parse(await ok('gwen', `${pathOf(ollie)}/kept.json`));
    for (const { table, by, label } of keptTables(modules)) {
      if (label === null || by.length === 0) continue;
      const { rows } = await owner.query(
        `select count(*)::int as number from ${table}
         where tenant_id = $2 and (${by.map((column) => `${column} = $1`).join(' or ')})`,
        [ollie, test.tenantId],
      );
      expect([table, given.kept[table]?.length ?? 0]).toEqual([table, rows[0]?.['number']]);
    }
    const [person] = given.kept['people.person'];
    expect(person).toMatchObject({ given_name: 'Oliver', known_as: 'Ollie' });
    expect(given.kept['people.enrolment'][0].setting).toMatch(/\w/);
    const years = given.kept['records.register'] as {
      register_year: number;
      marks: Record<string, string>;
    }[];
    const year = years.find(({ register_year }) => register_year === 2026);
    expect(year?.marks['2026-09-07']).toMatch(/^\S+ \S+$/);
    expect(JSON.stringify(given)).not.toContain('tenant_id');
    expect(await acts(ollie)).toContain('person.given');
    expect(given.mayNameOthers).toContain('records.note.body');
  });

  it('is given out as one page without anything from elsewhere, with what may name others marked', async () => {
    const { ollie } = test.people;
    const written = await send('dev', `${pathOf(ollie)}/notes`, {
      body: 'Fell out with <b>Sam</b> & came to me',
      'on-day': '20',
      'on-month': '11',
      'on-year': '2026',
    });
    expect(written.status).toBe(303);
    const body = await ok('alison', `${pathOf(ollie)}/kept.html`);
    expect(body).toContain('Fell out with &lt;b&gt;Sam&lt;/b&gt; &amp; came to me</p>');
    expect(body).toContain('<mark>may name others</mark>');
    expect(body).toContain('Suspensions and exclusions');
    expect(body).not.toMatch(/<(script|link|img)|https?:\/\//);
  });
});

describe('a rule of retention', () => {
  const rule: RetentionRule = { id: 'b', title: 't', 'years-after-birth': 25, source: 's' };
  const left: RetentionRule = { id: 'l', title: 't', 'years-after-leaving': 7, source: 's' };
  const change = (personId: PersonId, birth: string | null) =>
    as((tx) =>
      sql`update people.person set date_of_birth = ${birth}::date where id = ${personId}`.execute(tx),
    );
  const due = (by: RetentionRule, today: string) =>
    as((tx) => dueBy(tx, test.tenantId, by, plainDate(today)));

  it('comes due on the birthday, not the day before, and never without one', async () => {
    const { haruki } = test.people;
    await change(haruki, '2000-02-29');
    expect(await due(rule, '2025-02-27')).not.toContain(haruki);
    expect(await due(rule, '2025-02-28')).toContain(haruki);
    await change(haruki, null);
    expect(await due(rule, '2099-01-01')).not.toContain(haruki);
  });

  it('comes due so many years after the last day at a setting, for whoever has no birthday', async () => {
    const { haruki } = test.people;
    await as((tx) =>
      sql`update people.enrolment set ends_on = '2026-11-02' where person_id = ${haruki} and ends_on is null`.execute(
        tx,
      ),
    );
    expect(await due(left, '2033-11-01')).not.toContain(haruki);
    expect(await due(left, '2033-11-02')).toContain(haruki);
    await change(haruki, '2012-01-01');
    expect(await due(left, '2033-11-02')).not.toContain(haruki);
  });

  it('ships with a source each', () => {
    for (const { source, title } of retentionRules())
      expect([source, title].every((words) => words.length > 10)).toBe(true);
  });

  it('is asked once a month by the server, which proposes and erases nobody', async () => {
    const { niamh } = test.people;
    await change(niamh, '2000-01-01');
    const month = plainDate('2026-10-15');
    expect(await proposeMonthly(test.db, month)).toBe(1);
    expect(await proposeMonthly(test.db, addDays(month, 10))).toBe(0);
    expect(await proposalOf(niamh)).not.toBe('');
    await ok('gwen', pathOf(niamh));
    expect(await ok('gwen', '/retention')).toContain('Until the 25th birthday');
    // Declined, it is not proposed again for a year.
    const declined = await send('alison', `/retention/${await proposalOf(niamh)}/declining`, {
      reason: 'A claim may come',
    });
    expect(declined.status).toBe(303);
    expect(await proposeMonthly(test.db, plainDate('2026-12-01'))).toBe(0);
    const actor = serverActor(test.tenantId, 'retention', test.today);
    expect(await as((tx) => dueBy(tx, test.tenantId, rule, addDays(actor.today, 400)))).toContain(niamh);
  });
});

describe('an erasure', () => {
  const count = async (personId: string): Promise<Record<string, number>> => {
    const found: Record<string, number> = {};
    for (const { name, columns } of await tablesOf(owner)) {
      const text = columns.map(({ name: column }) => `coalesce(t.${column}::text, '')`).join(` || ' ' || `);
      const { rows } = await owner.query(
        `select count(*)::int as number from ${name} t where t.tenant_id = $2 and ${text} like $1`,
        [`%${personId}%`, test.tenantId],
      );
      if (rows[0]?.['number'] !== 0) found[name] = Number(rows[0]?.['number']);
    }
    return found;
  };

  it('takes two people: whoever asked for it may not approve it', async () => {
    const { ollie } = test.people;
    expect((await send('gwen', `${pathOf(ollie)}/erasure`, { reason: '' })).status).toBe(422);
    expect(
      (await send('gwen', `${pathOf(ollie)}/erasure`, { reason: 'His mother asked for it' })).status,
    ).toBe(303);
    const id = await proposalOf(ollie);
    expect(await ok('gwen', `/retention/${id}`)).toContain('somebody else has to approve it');
    expect(await ok('gwen', `/retention/${id}`)).not.toContain('Erase this record');
    expect((await send('gwen', `/retention/${id}/erasing`)).status).toBe(409);
    // It waits on Today of whoever may approve it.
    expect(await ok('alison', '/today')).toContain(`/retention/${id}`);
    expect(await ok('gwen', '/today')).not.toContain(`/retention/${id}`);
    for (const who of ['dev', 'ruth', 'priya', 'meiling'] as const)
      expect((await send(who, `/retention/${id}/erasing`)).status).toBe(404);
    expect((await count(ollie))['people.person']).toBe(1);
  });

  it('is stopped by a legal hold, however far it has come', async () => {
    const { ollie } = test.people;
    const id = await proposalOf(ollie);
    expect((await send('alison', `${pathOf(ollie)}/hold`, { reason: 'A claim is under way' })).status).toBe(
      303,
    );
    expect((await send('alison', `/retention/${id}/erasing`)).status).toBe(409);
    expect((await send('gwen', `${pathOf(test.people.amara)}/hold`, { reason: 'An inquiry' })).status).toBe(
      303,
    );
    expect((await send('gwen', `${pathOf(test.people.amara)}/erasure`, { reason: 'asked for' })).status).toBe(
      409,
    );
    expect(await ok('gwen', `${pathOf(ollie)}/kept`)).toContain('A claim is under way');
    expect((await send('gwen', `${pathOf(ollie)}/hold`, { reason: 'Settled' })).status).toBe(303);
  });

  it('leaves no row behind, in any column of any table, but who did what to an id', async () => {
    const { ollie } = test.people;
    const before = await count(ollie);
    expect(Object.keys(before).length).toBeGreaterThan(8);
    const { rows: others } = await owner.query(
      `select count(*)::int as number from people.person where tenant_id = '${test.tenantId}'`,
    );
    const body = await ok('alison', `/retention/${await proposalOf(ollie)}`);
    expect(body).toContain('Suspensions and exclusions');
    const erased = await send('alison', `/retention/${await proposalOf(ollie)}/erasing`);
    expect([erased.status, erased.headers['location']]).toEqual([303, '/retention']);
    expect(Object.keys(await count(ollie))).toEqual(['audit.entry']);
    const { rows } = await owner.query(
      `select count(*)::int as number from people.person where tenant_id = '${test.tenantId}'`,
    );
    expect(rows[0]?.['number']).toBe(Number(others[0]?.['number']) - 1);
    expect((await site.get('alison', pathOf(ollie))).status).toBe(404);
    expect(await ok('alison', '/find?q=Ollie')).not.toContain(ollie);
    expect((await acts(ollie)).at(-1)).toBe('person.erased');
  });

  it('leaves a receipt that says what went and who decided, and not whose it was', async () => {
    const { rows } = await owner.query(
      `select person_id, reason, decision, by, decided_by_name, counts from people.erasure where decision = 'erased' and tenant_id = $1`,
      [test.tenantId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      person_id: null,
      // She had typed that his mother asked for it.
      reason: 'asked for',
      by: 'Gwen Llewellyn',
      decided_by_name: 'Alison Crowe',
    });
    const counts = rows[0]?.['counts'] as Record<string, number>;
    expect(counts['people.person']).toBe(1);
    expect(counts['records.register']).toBeGreaterThan(0);
    expect(await ok('gwen', '/retention')).toMatch(/Erased, \d+ rows/);
  });

  it('pressed twice is done once', async () => {
    const { haruki } = test.people;
    await send('alison', `${pathOf(haruki)}/erasure`, { reason: 'asked for' });
    const id = await proposalOf(haruki);
    const both = await Promise.all([
      send('gwen', `/retention/${id}/erasing`),
      send('gwen', `/retention/${id}/erasing`),
    ]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    const { rows } = await owner.query(
      `select count(*)::int as number from audit.entry where act = 'person.erased' and person_id = $1 and tenant_id = $2`,
      [haruki, test.tenantId],
    );
    expect(rows[0]?.['number']).toBe(1);
    expect((await site.get('gwen', `/retention/${newId<never>()}`)).status).toBe(404);
  });
});
