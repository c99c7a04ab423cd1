import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, type PlainDate, plainDate } from '#dates';
import { newId, type PersonId, withActor } from '#db';
import { lookAgain } from '#modules/identity';
import { refreshProfiles } from '#modules/risk';
import type { CastKey, StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { type Visited, visited } from '#test/visitors';

let test: TestDatabase;
let site: Visited;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  await review();
  site = await visited(test);
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});

const review = () =>
  withActor(test.db, test.whole, (tx) =>
    refreshProfiles(tx, { tenantId: test.tenantId, accountId: null }, test.today),
  );

/** Who was met, by name. */
const ids = new Map<string, string>();

/** What a part of Today holds: under each name its reasons and its next step, in one line. */
async function part(who: StaffKey, id: string): Promise<Record<string, string>> {
  const { body } = await site.get(who, '/today');
  const section = body.split('<section').find((each) => each.includes(`aria-labelledby="today-${id}"`));
  const rows = section?.split('<li class="wm-today__row">').slice(1) ?? [];
  return Object.fromEntries(
    rows.map((row) => {
      const name = /wm-today__name">(?:<a[^>]*>)?([^<]*)/.exec(row)?.[1] ?? '';
      const id = /href="\/people\/([0-9a-f-]{36})/.exec(row)?.[1];
      if (id) ids.set(name, id);
      const reasons = /wm-today__reasons">(.*?)<\/ul>/.exec(row)?.[1] ?? '';
      const next = /href="([^"]*)"[^>]*wm-today__next|wm-today__next" href="([^"]*)"/.exec(row);
      return [name, `${plain(reasons)} → ${next?.[1] ?? next?.[2]}`];
    }),
  );
}

const plain = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

function decide(key: CastKey, reviewOn: PlainDate, decidedOn = addDays(test.today, -30)): Promise<unknown> {
  return withActor(test.db, test.whole, (tx) =>
    tx
      .insertInto('risk.decision')
      .values({
        tenant_id: test.tenantId,
        id: newId<never>(),
        person_id: test.people[key],
        setting_id: test.settings.fernlow,
        tier: 'intensive',
        suggested: 'intensive',
        reason: 'A test',
        account_id: test.accounts.dev,
        author: 'Dev Chaudhuri',
        decided_on: decidedOn,
        review_on: reviewOn,
      })
      .execute(),
  );
}

describe('Today', () => {
  it('is the home of everybody who sees young people, and of nobody else', async () => {
    expect((await site.get('dev', '/')).headers.location).toBe('/today');
    expect((await site.get('priya', '/today')).status).toBe(404);
    expect((await site.get('priya', '/')).headers.location).toBe('/accounts');
  });

  it('shows who needs noticing where one is, why, and what one can do about it', async () => {
    const dev = await part('dev', 'noticing');
    const [name = '', says = ''] = Object.entries(dev)[0] ?? [];
    expect(says).toMatch(/not yet acted on → \/people\/[0-9a-f-]{36}\/decision$/);
    expect(Object.keys(await part('tomasz', 'noticing'))).not.toContain(name);
    for (const told of Object.values(await part('joe', 'noticing'))) expect(told).toMatch(/\/mark$/);
  });

  it('offers those who only look nothing that they could not do', async () => {
    const { body } = await site.get('meiling', '/today');
    expect(body).toContain('Your role looks at young people and decides nothing');
    expect(body).not.toContain('wm-today__next');
  });

  it('keeps the look, with how many were shown', async () => {
    const looks = () =>
      withActor(test.db, test.whole, (tx) =>
        sql<{ number: number }>`select number from audit.entry
          where tenant_id = ${test.tenantId} and act = 'today.seen' and account_id = ${test.accounts.dev}`.execute(
          tx,
        ),
      );
    const before = (await looks()).rows.length;
    const shown = Object.keys(await part('dev', 'noticing')).length;
    const { rows } = await looks();
    expect(rows).toHaveLength(before + 1);
    expect(rows.at(-1)?.number).toBe(shown);
  });

  it('lets go of those about whom somebody decided, until the day to look again is near', async () => {
    const [name = ''] = Object.keys(await part('dev', 'noticing'));
    const key = keyOf(name);
    // 20 November 2026 is a Friday: this week ends on the 22nd, the next on the 29th.
    await decide(key, plainDate('2026-11-30'));
    expect(Object.keys(await part('dev', 'noticing'))).not.toContain(name);
    expect(await part('dev', 'due')).toEqual({});
    for (const [day, words] of [
      ['2026-11-29', 'To be looked at again next week, by 29 November 2026'],
      ['2026-11-23', 'To be looked at again next week, by 23 November 2026'],
      ['2026-11-22', 'To be looked at again this week, by 22 November 2026'],
      ['2026-11-21', 'To be looked at again this week, by 21 November 2026'],
      ['2026-11-20', 'Was to be looked at again on 20 November 2026'],
    ] as const) {
      await decide(key, plainDate(day));
      const due = await part('dev', 'due');
      expect(due[name]).toContain(words);
      expect(due[name]).toContain('Intensive, decided by Dev Chaudhuri on 21 October 2026');
    }
    expect(Object.keys(await part('dev', 'noticing'))).not.toContain(name);
    expect(await part('joe', 'due'), 'a tutor decides nothing').toEqual({});
  });

  it('lets go of those about whom one has said what one sees, where that is all one can do', async () => {
    const [name = ''] = Object.keys(await part('joe', 'noticing'));
    expect(name).not.toBe('');
    const id = test.people[keyOf(name)];
    await site.post('joe', `/people/${id}/mark`, {
      submission: newId(),
      domain: 'social',
      mark: '2',
      view: 'adults',
      factor: '',
      reason: 'Eats alone.',
    });
    expect(Object.keys(await part('joe', 'noticing'))).not.toContain(name);
    const seenBy = { eilidh: await part('eilidh', 'noticing'), due: await part('eilidh', 'due') };
    expect([...Object.keys(seenBy.eilidh), ...Object.keys(seenBy.due)]).toContain(name);
  });

  it('tells what is other than when one looked last, with what is new', async () => {
    const { niamh } = test.people;
    await decide('niamh', addDays(test.today, 60), test.today);
    await withActor(test.db, test.whole, (tx) =>
      tx
        .updateTable('risk.profile')
        .set({ since: addDays(test.today, -20) })
        .where('person_id', '=', niamh)
        .execute(),
    );
    expect(await part('dev', 'changed')).toEqual({});
    await suspend(niamh);
    await review();
    const changed = await part('dev', 'changed');
    const [says = ''] = Object.values(changed);
    expect(Object.keys(changed)).toHaveLength(1);
    expect(says).toMatch(/\d points? now, \d points? before; since 20 November 2026/);
    expect(says).toContain('in the last twelve months');
    // One setting is read person by person, the whole organisation by day: they find the same.
    for (const who of ['ruth', 'alison'] as const) expect(await part(who, 'changed')).toEqual(changed);
  });

  it('shows files that stopped to those who bring files in', async () => {
    await withActor(test.db, test.whole, (tx) =>
      tx
        .insertInto('sources.stop')
        .values({
          tenant_id: test.tenantId,
          id: newId<never>(),
          source: 'late-mis',
          kind: 'people',
          file_name: 'people.csv',
          rule: 'file',
          message: 'The file is empty.',
        })
        .execute(),
    );
    const files = await part('gwen', 'files');
    expect(files['Young people']).toContain(
      'people.csv did not go in The file is empty. → /sources/late-mis/people',
    );
    expect(await part('dev', 'files')).toEqual({});
  });
});

describe('the last look', () => {
  it('is that of an earlier day, however often one looks today', async () => {
    const { tenantId, whole } = test;
    const accountId = test.accounts.hannah;
    const look = (today: string) =>
      withActor(test.db, whole, (tx) => lookAgain(tx, { tenantId, accountId, today: plainDate(today) }));
    expect(await look('2027-01-04')).toBeNull();
    expect(await look('2027-01-04')).toBeNull();
    expect(await look('2027-01-06')).toBe('2027-01-04');
    expect(await look('2027-01-06')).toBe('2027-01-04');
    expect(await look('2027-01-05'), 'a clock that went back').toBe('2027-01-04');
  });
});

function keyOf(name: string): CastKey {
  const found = Object.entries(test.people).find(([, id]) => id === ids.get(name));
  if (!found) throw new Error(`There is nobody called ${name}`);
  return found[0] as CastKey;
}

function suspend(personId: PersonId): Promise<unknown> {
  return withActor(test.db, test.whole, (tx) =>
    tx
      .insertInto('records.suspension')
      .values(
        ['2026-11-02', '2026-11-03', '2026-11-04'].map((day) => ({
          tenant_id: test.tenantId,
          id: newId<never>(),
          person_id: personId,
          setting_id: test.settings.fernlow,
          kind: 'suspension',
          starts_on: plainDate(day),
          sessions: 2,
          source: 'a test',
        })),
      )
      .execute(),
  );
}
