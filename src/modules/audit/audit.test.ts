import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AccountId,
  type Database,
  newId,
  type PersonId,
  type TenantId,
  withActor,
  withSignIn,
} from '#db';
import { emptyDatabase } from '#test/database';
import { record } from './index.ts';

let db: Database;
const tenantId = newId<TenantId>();
const doer = { tenantId, accountId: newId<AccountId>() };
const whole = { tenantId, reach: 'whole' } as const;
const scoped = { tenantId, reach: { settings: [], people: [] } };
const entries = (act: string) =>
  withActor(db, whole, (tx) => tx.selectFrom('audit.entry').selectAll().where('act', '=', act).execute());

beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(() => db.close());

describe('an entry', () => {
  it('is there once the look has committed, with who, what and why', async () => {
    const personId = newId<PersonId>();
    await withActor(db, scoped, (tx) =>
      record(tx, doer, { act: 'person.seen', personId, why: 'teaches them' }),
    );
    expect(await entries('person.seen')).toEqual([
      expect.objectContaining({
        account_id: doer.accountId,
        person_id: personId,
        subject_id: null,
        why: 'teaches them',
        number: null,
      }),
    ]);
  });

  it('is not there when the look was rolled back', async () => {
    const look = withActor(db, scoped, async (tx) => {
      await record(tx, doer, { act: 'list.seen', why: 'teaches them', number: 3 });
      throw new Error('the page could not be made');
    });
    await expect(look).rejects.toThrow('the page could not be made');
    expect(await entries('list.seen')).toEqual([]);
  });

  it('cannot be for another organisation', async () => {
    const elsewhere = { ...doer, tenantId: newId<TenantId>() };
    await expect(
      withActor(db, whole, (tx) => record(tx, elsewhere, { act: 'x.y', why: 'z' })),
    ).rejects.toThrow('row-level security');
  });

  it.each(['update audit.entry set why = null', 'delete from audit.entry', 'truncate audit.entry'])(
    'refuses %s from every role',
    async (change) => {
      for (const who of [whole, scoped]) {
        await expect(withActor(db, who, (tx) => sql.raw(change).execute(tx))).rejects.toThrow(
          'permission denied',
        );
      }
      await expect(withSignIn(db, tenantId, (tx) => sql.raw(change).execute(tx))).rejects.toThrow(
        'permission denied',
      );
    },
  );
});
