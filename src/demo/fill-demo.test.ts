import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { addDays, plainDate } from '#dates';
import { newId, type TenantId, type Tx, type Who, withActor, withSignIn } from '#db';
import { Refused } from '#outcome';
import { castStaff, castYoungPeople } from '#test/cast';
import { loneDatabase, type TestDatabase, testDatabase } from '#test/database';
import { fillDemo, fillTenant } from './index.ts';

const today = plainDate('2026-11-20');
const TABLES = [
  'people.setting',
  'people.staff',
  'people.tutor_group',
  'people.class',
  'people.calendar',
  'people.closure',
  'people.person',
  'people.person_source',
  'people.name_key',
  'people.enrolment',
  'people.class_place',
  'records.register',
  'records.need',
  'records.circumstance',
  'records.suspension',
  'records.coverage',
  'records.note',
];

/** Every row of a tenant but its tenant's id, in one number a table. */
async function fingerprint(tx: Tx, tenantId: TenantId): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  for (const table of TABLES) {
    const { rows } = await sql<{ print: string }>`
      select count(*) || ' ' || md5(string_agg((to_jsonb(t) - 'tenant_id')::text, ' ' order by t.id)) as print
      from ${sql.table(table)} t where t.tenant_id = ${tenantId}`.execute(tx);
    prints[table] = rows[0]?.print ?? '';
  }
  return prints;
}

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

async function filled(youngPeople: number, seed: number): Promise<Who & { prints: Record<string, string> }> {
  const tenantId = newId<TenantId>();
  await fillTenant(test.db, tenantId, { youngPeople, seed, today });
  const who = { tenantId, reach: 'whole', sensitive: 'all' } as const;
  return { ...who, prints: await withActor(test.db, who, (tx) => fingerprint(tx, tenantId)) };
}

describe('the made-up council', () => {
  it('is the same for the same seed and another for another', async () => {
    const [first, again, other] = [await filled(60, 7), await filled(60, 7), await filled(60, 8)];
    expect(again.prints).toEqual(first.prints);
    for (const table of ['people.person', 'records.register', 'records.circumstance']) {
      expect(other.prints[table]).not.toBe(first.prints[table]);
    }
  });

  it('holds as many young people as asked for, the cast among them', async () => {
    const { tenantId, reach } = await filled(50, 1);
    const names = await withActor(test.db, { tenantId, reach }, (tx) =>
      tx.selectFrom('people.person').select(['id', 'given_name']).where('tenant_id', '=', tenantId).execute(),
    );
    expect(names).toHaveLength(50);
    for (const { id, givenName } of Object.values(castYoungPeople)) {
      expect(names).toContainEqual({ id, given_name: givenName });
    }
  });

  it('refuses a database that holds an organisation, and says which', async () => {
    const inhabited = await testDatabase({ cast: true });
    const filling = fillDemo(inhabited.db, { youngPeople: 50, seed: 1, today });
    await expect(filling).rejects.toThrow(/already holds/);
    await expect(filling).rejects.toBeInstanceOf(Refused);
    await inhabited.close();
  });

  it.each([49, 0, -5, 50.5, Number.NaN, 3e6])('refuses %s young people', async (youngPeople) => {
    await expect(fillDemo(test.db, { youngPeople, seed: 1, today })).rejects.toBeInstanceOf(Refused);
  });

  // On a server other test files have their organisations in the same database.
  it.skipIf(inject('server') !== null)(
    'leaves no organisation when it is cut short, so that it can be done again',
    async () => {
      const db = await loneDatabase();
      const cut = () => {
        throw new Error('cut short');
      };
      await expect(fillDemo(db, { youngPeople: 50, seed: 1, today, progress: cut })).rejects.toThrow(
        'cut short',
      );
      const tenants = () =>
        withSignIn(db, null, (tx) => tx.selectFrom('identity.tenant').select('made_up').execute());
      expect(await tenants()).toEqual([]);
      const { accounts, people } = await fillDemo(db, { youngPeople: 50, seed: 1, today });
      expect(await tenants()).toEqual([{ made_up: true }]);
      expect(people).toBe(50);
      expect(accounts.map(({ email }) => email)).toEqual(Object.values(castStaff).map(({ email }) => email));
      await db.close();
    },
  );
});

describe('played on another day', () => {
  it.each(['2026-09-01', '2026-12-25', '2027-07-31', '2028-02-29'])('fills on %s', async (day) => {
    const tenantId = newId<TenantId>();
    await fillTenant(test.db, tenantId, { youngPeople: 50, seed: 1, today: plainDate(day) });
    const late = await withActor(test.db, { tenantId, reach: 'whole', sensitive: 'all' }, (tx) =>
      tx
        .selectFrom('records.note')
        .select('on_date')
        .where('tenant_id', '=', tenantId)
        .where('on_date', '>', addDays(plainDate(day), 0))
        .execute(),
    );
    expect(late).toEqual([]);
  });
});
