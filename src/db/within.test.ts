import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyDatabase } from '#test/database';
import type { Database } from './connect.ts';
import { newId } from './ids.ts';
import type { PersonId, SettingId, TenantId } from './schema.ts';
import { type Tx, type Who, withActor, withSignIn } from './within.ts';

const [here, there]: [Who, Who] = [
  { tenantId: newId<TenantId>(), reach: 'whole' },
  { tenantId: newId<TenantId>(), reach: 'whole' },
];
let db: Database;

beforeAll(async () => {
  db = await emptyDatabase();
  await withActor(db, here, (tx) => addSetting(tx, here, 'Ours'));
  await withActor(db, there, (tx) => addSetting(tx, there, 'Theirs'));
});
afterAll(() => db.close());

async function addSetting(tx: Tx, { tenantId }: Who, name: string): Promise<void> {
  await tx
    .insertInto('people.setting')
    .values({ tenant_id: tenantId, id: newId<SettingId>(), name, kind: 'other', urn: null })
    .execute();
}
const names = async (tx: Tx) =>
  (await tx.selectFrom('people.setting').select('name').orderBy('name').execute()).map(({ name }) => name);
const codeOf = (fault: unknown) => (fault as { code?: string }).code;

describe('withActor', () => {
  it('sees its own tenant and nothing else, without the query saying so', async () => {
    expect(await withActor(db, here, names)).toEqual(['Ours']);
    expect(await withActor(db, there, names)).toEqual(['Theirs']);
  });

  it('keeps actors apart when they take turns on the same connections', async () => {
    const turns = Array.from({ length: 40 }, (_, turn) => (turn % 2 === 0 ? here : there));
    const seen = await Promise.all(
      turns.map((who) =>
        withActor(db, who, async (tx) => {
          const before = await names(tx);
          await sql`select pg_sleep(0.001)`.execute(tx);
          return [...before, ...(await names(tx))];
        }),
      ),
    );
    expect(seen).toEqual(turns.map((who) => (who === here ? ['Ours', 'Ours'] : ['Theirs', 'Theirs'])));
  });

  it('throws inside itself, where the embedded database would hang', async () => {
    const nested = withActor(db, here, () => withActor(db, here, names));
    await expect(nested).rejects.toThrow('withActor inside withActor');
    await expect(withActor(db, here, () => withSignIn(db, null, names))).rejects.toThrow(
      'withActor inside withActor',
    );
    expect(await withActor(db, here, names)).toEqual(['Ours']);
  });

  it('leaves the role and the settings behind when it ends', async () => {
    const asked = sql<{ role: string; tenant: string | null; settings: string | null }>`
      select current_user::text as role, nullif(current_setting('waymark.tenant', true), '') as tenant,
        nullif(current_setting('waymark.settings', true), '') as settings`;
    const scoped = {
      tenantId: here.tenantId,
      reach: { settings: [newId<SettingId>()], people: [] },
    } as const;
    const inside = await withActor(db, scoped, (tx) => asked.execute(tx));
    expect(inside.rows[0]).toMatchObject({ role: 'waymark_scoped', tenant: here.tenantId });
    await expect(withActor(db, scoped, () => Promise.reject(new Error('on purpose')))).rejects.toThrow(
      'on purpose',
    );
    for (let each = 0; each < 12; each += 1) {
      const { rows } = await asked.execute(db.kysely);
      expect(rows[0]).toEqual({ role: 'waymark_login', tenant: null, settings: null });
    }
  });

  it('is the only way to rows: outside of it the connection may read nothing', async () => {
    for (const table of ['people.setting', 'people.person', 'identity.account', 'audit.entry'] as const) {
      const refused = await db.kysely.selectFrom(table).selectAll().execute().catch(codeOf);
      expect(refused, table).toBe('42501');
    }
  });

  it('cannot be lifted back to whoever owns the tables', async () => {
    const refused = withActor(db, here, (tx) => sql`set local role none`.execute(tx).then(() => names(tx)));
    expect(await refused.catch(codeOf)).toBe('42501');
  });

  it('keeps nothing when a statement failed, even one that was caught', async () => {
    const caught = withActor(db, here, async (tx) => {
      await addSetting(tx, here, 'Written before');
      await sql`select 1 / 0`.execute(tx).catch(() => undefined);
    });
    await expect(caught).rejects.toThrow('nothing was kept');
    expect(await withActor(db, here, names)).toEqual(['Ours']);
  });

  it('keeps nothing when the act throws', async () => {
    const thrown = withActor(db, here, async (tx) => {
      await addSetting(tx, here, 'Written before');
      throw new Error('on purpose');
    });
    await expect(thrown).rejects.toThrow('on purpose');
    expect(await withActor(db, here, names)).toEqual(['Ours']);
  });

  it.each([
    [200, 500, true],
    [201, 0, false],
    [0, 501, false],
  ])('takes a reach of %i settings and %i people: %s', async (settings, people, taken) => {
    const reach = {
      settings: Array.from({ length: settings }, () => newId<SettingId>()),
      people: Array.from({ length: people }, () => newId<PersonId>()),
    };
    const act = async () => withActor(db, { tenantId: here.tenantId, reach }, async () => 'taken');
    if (taken) expect(await act()).toBe('taken');
    else await expect(act()).rejects.toThrow('200 settings or 500 young people');
  });

  it('lets nobody stream, which would hold the connection', async () => {
    const streamed = withActor(db, here, async (tx) => {
      for await (const row of tx.selectFrom('people.setting').selectAll().stream()) return row;
    });
    await expect(streamed).rejects.toThrow('do not stream');
  });
});

describe('withSignIn', () => {
  it('reads no young person and no setting', async () => {
    for (const table of ['people.person', 'people.setting', 'records.note', 'risk.profile'] as const) {
      const refused = await withSignIn(db, here.tenantId, (tx) =>
        tx.selectFrom(table).selectAll().execute(),
      ).catch(codeOf);
      expect(refused, table).toBe('42501');
    }
  });
});
