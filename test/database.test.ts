import { expect, it } from 'vitest';
import { newId, withActor } from '#db';
import { testDatabase } from './database.ts';

it('gives an empty tenant, and another at the next call', async () => {
  const [one, other] = [await testDatabase(), await testDatabase()];
  expect(one.tenantId).not.toBe(other.tenantId);
  const id = newId<never>();
  await withActor(one.db, one.whole, (tx) =>
    tx
      .insertInto('people.setting')
      .values({ tenant_id: one.tenantId, id, name: 'Here only', kind: 'other' })
      .execute(),
  );
  const seen = await withActor(other.db, other.whole, (tx) =>
    tx.selectFrom('people.setting').select('name').execute(),
  );
  expect(seen).toEqual([]);
  await one.close();
  await other.close();
});
