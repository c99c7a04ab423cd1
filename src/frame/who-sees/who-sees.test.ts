import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, type Tx, withActor } from '#db';
import { actorOf, whoMaySee } from '#modules/access';
import { type CastKey, castStaff, council, type StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { type Visited, visited } from '#test/visitors';
import { wordsFor } from '#web';
import { modules } from '../../app.ts';

let test: TestDatabase;
let site: Visited;
const sources = modules.flatMap(({ reach = [] }) => reach);
const say = wordsFor('en');

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  site = await visited(test);
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});

/** Of everybody in the cast: who may see a young person, as access says it when they look. */
async function asAccessSays(seen: Parameters<typeof whoMaySee>[1]['seen']): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const key of Object.keys(castStaff) as StaffKey[]) {
    const whose = {
      tenantId: test.tenantId,
      accountId: test.accounts[key],
      name: key,
      organisation: council.name,
    };
    const why = (await actorOf(test.db, whose, test.today, sources, say)).why(seen);
    if (why !== undefined) found.set(test.accounts[key], why);
  }
  return found;
}

function placesOf(): Promise<{ personId: TestDatabase['people'][CastKey]; settingIds: never[] }[]> {
  return withActor(test.db, test.whole, async (tx) => {
    const rows = await tx
      .selectFrom('people.person')
      .select(['id', 'setting_ids'])
      .where('tenant_id', '=', test.tenantId)
      .execute();
    return rows.map(({ id, setting_ids }) => ({ personId: id, settingIds: setting_ids as never[] }));
  });
}

describe('who may see a young person', () => {
  it('is exactly who access lets in, for the same reason, for everybody of the cast', async () => {
    const { tenantId, today } = test;
    let met = 0;
    for (const seen of await placesOf()) {
      const found = await withActor(test.db, test.whole, (tx) =>
        whoMaySee(tx, { tenantId, organisation: council.name, seen, today }, sources, say),
      );
      const told = new Map(found.map(({ accountId, why }) => [String(accountId), why]));
      expect(told).toEqual(await asAccessSays(seen));
      met += told.size;
    }
    expect(met).toBeGreaterThan(50);
  });

  it('is shown by the reason to whoever may see them, and to nobody else', async () => {
    const { body } = await site.get('joe', `/people/${test.people.amara}/who-sees`);
    expect(body).toContain('Tutor of their group');
    expect(body).toContain('Joe Ferreira');
    expect(body).toContain('Pastoral lead at Fernlow High School');
    expect(body).not.toContain('Tomasz');
    expect(body).not.toContain('/looks"');
    expect((await site.get('tomasz', `/people/${test.people.amara}/who-sees`)).status).toBe(404);
  });
});

describe('who looked', () => {
  const looks = (who: StaffKey, key: CastKey, page = '') =>
    site.get(who, `/people/${test.people[key]}/looks${page}`);

  it('is for those who answer for a setting or for all of it, as far as they reach', async () => {
    expect((await looks('ruth', 'amara')).status).toBe(200);
    expect((await looks('alison', 'amara')).status).toBe(200);
    for (const who of ['joe', 'dev', 'gwen', 'meiling'] as const)
      expect((await looks(who, 'amara')).status, who).toBe(404);
    expect((await looks('tomasz', 'amara')).status).toBe(404);
  });

  it('takes one role that both reaches somebody and allows it', async () => {
    const grant = (role: string, setting: 'fernlow' | 'dapplemere') => ({
      tenant_id: test.tenantId,
      id: newId<never>(),
      account_id: test.accounts.hannah,
      role,
      setting_id: test.settings[setting],
      granted_by: null,
      reason: 'A test',
    });
    const whole = (tx: Tx) =>
      tx.insertInto('access.role_grant').values(grant('headteacher', 'dapplemere')).execute();
    expect((await site.get('hannah', `/people/${test.people.amara}`)).status).toBe(200);
    await withActor(test.db, test.whole, whole);
    const kept = async () => {
      const entries = await withActor(test.db, test.whole, (tx) =>
        tx
          .selectFrom('audit.entry')
          .select('act')
          .where('account_id', '=', test.accounts.hannah)
          .where('person_id', '=', test.people.amara)
          .orderBy('id')
          .execute(),
      );
      return entries.map(({ act }) => act);
    };
    const before = await kept();
    expect((await looks('hannah', 'amara')).status, 'an adviser there, a head elsewhere').toBe(404);
    expect(await kept(), 'nothing was looked at').toEqual([...before, 'access.refused']);
    expect((await site.get('hannah', `/people/${test.people.amara}/who-sees`)).body).not.toContain(
      `${test.people.amara}/looks"`,
    );
  });

  it('says who did what and why, a day in one line, and that one is looking oneself', async () => {
    await site.get('dev', `/people/${test.people.ollie}`);
    await site.get('dev', `/people/${test.people.ollie}`);
    await site.post('dev', `/people/${test.people.ollie}/notes`, {
      body: 'Came to breakfast club.',
      'on-day': '19',
      'on-month': '11',
      'on-year': '2026',
    });
    const { body } = await looks('ruth', 'ollie');
    const lines = [...body.matchAll(/wm-timeline__told">(.*?)<\/li>/gs)].map(([, told = '']) =>
      told
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
    expect(lines).toContain(
      'Dev Chaudhuri looked at their page, 3 times Because: pastoral lead at Fernlow High School',
    );
    expect(lines).toContain('Dev Chaudhuri wrote a note Because: pastoral lead at Fernlow High School');
    expect(lines[0]).toMatch(/^Ruth Abara looked at their page Because: headteacher at/);
    expect(body).not.toContain('breakfast');
  });

  it('goes on over pages, and past the last leads to the last', async () => {
    const { status, headers } = await looks('ruth', 'amara', '?page=7');
    expect([status, headers.location]).toEqual([303, `/people/${test.people.amara}/looks?page=1`]);
  });
});
