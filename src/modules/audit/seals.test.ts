import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AccountId, type Database, newId, type PersonId, type TenantId, withActor } from '#db';
import { emptyDatabase } from '#test/database';
import { tamper } from '#test/db/tamper';
import { type ChainHead, headOf, record, sealEntries, verifyChain } from './index.ts';

let db: Database;
let tenantId: TenantId;
const accountId = newId<AccountId>();

beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(() => db.close());
beforeEach(() => {
  tenantId = newId<TenantId>();
});

const whole = () => ({ tenantId, reach: 'whole' }) as const;
const verify = (heads: readonly ChainHead[] = []) =>
  withActor(db, whole(), (tx) => verifyChain(tx, tenantId, heads));
const head = () => withActor(db, whole(), (tx) => headOf(tx, tenantId));

async function look(times = 1, scoped = false): Promise<void> {
  const who = scoped ? { tenantId, reach: { settings: [], people: [] } } : whole();
  await withActor(db, who, async (tx) => {
    for (let time = 0; time < times; time += 1)
      await record(
        tx,
        { tenantId, accountId },
        { act: 'person.seen', personId: newId<PersonId>(), why: `teaches them ${time}` },
      );
  });
}

async function ids(): Promise<string[]> {
  const rows = await withActor(db, whole(), (tx) =>
    tx.selectFrom('audit.entry').select('id').where('tenant_id', '=', tenantId).orderBy('id').execute(),
  );
  return rows.map(({ id }) => id);
}

/** Three seals: of three, two and one entries. */
async function threeSeals(): Promise<string[]> {
  for (const times of [3, 2, 1]) {
    await look(times, times === 2);
    await sealEntries(db, tenantId);
  }
  return ids();
}

describe('sealing', () => {
  it('holds every entry once, in seals that follow on each other, and says what waits', async () => {
    await threeSeals();
    await look(4);
    const found = await verify();
    expect(found).toMatchObject({ entries: 6, seals: 3, waiting: 4, faultsInAll: 0, faults: [] });
    expect(found.waitingSince).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(found.head).toEqual(await head());
    expect(found.head).toMatchObject({ tenantId, number: 3 });
  });

  it('makes no seal of nothing, and none twice', async () => {
    expect(await sealEntries(db, tenantId)).toBe(0);
    expect(await verify()).toMatchObject({
      entries: 0,
      seals: 0,
      waiting: 0,
      head: undefined,
      faultsInAll: 0,
    });
    await look(3);
    const both = await Promise.all([sealEntries(db, tenantId), sealEntries(db, tenantId)]);
    expect(both.toSorted()).toEqual([0, 3]);
    expect(await sealEntries(db, tenantId)).toBe(0);
    expect(await verify()).toMatchObject({ entries: 3, seals: 1, waiting: 0, faultsInAll: 0 });
  });

  it('leaves out what was rolled back', async () => {
    const rolledBack = withActor(db, whole(), async (tx) => {
      await record(tx, { tenantId, accountId }, { act: 'person.seen', why: 'teaches them' });
      throw new Error('no page');
    });
    await expect(rolledBack).rejects.toThrow('no page');
    expect(await sealEntries(db, tenantId)).toBe(0);
    expect(await verify()).toMatchObject({ entries: 0, waiting: 0, faultsInAll: 0 });
  });

  it('seals many thousand in several transactions', async () => {
    await tamper(
      db,
      `with e as (insert into audit.entry (tenant_id, id, act, why)
         select $1, gen_random_uuid(), 'person.seen', 'teaches them' from generate_series(1, 5001) returning id)
       insert into audit.unsealed (tenant_id, id) select $1, id from e`,
      [tenantId],
    );
    expect(await sealEntries(db, tenantId)).toBe(5_001);
    expect(await verify()).toMatchObject({ entries: 5_001, seals: 2, waiting: 0, faultsInAll: 0 });
  });

  it.each(['update audit.seal set previous = null', 'delete from audit.seal', 'truncate audit.unsealed'])(
    'is not to be undone: the database refuses %s',
    async (statement) => {
      const { sql } = await import('kysely');
      await expect(withActor(db, whole(), (tx) => sql.raw(statement).execute(tx))).rejects.toThrow(
        'permission denied',
      );
    },
  );
});

describe('what is done behind the back of Waymark is found:', () => {
  it.each([
    ['why', `'because'`],
    ['act', `'list.seen'`],
    ['at', `at + interval '1 microsecond'`],
    ['account_id', 'null'],
    ['by', `'somebody'`],
    ['person_id', 'null'],
    ['subject_id', 'gen_random_uuid()'],
    ['number', '12'],
  ])('another %s in an entry', async (column, value) => {
    const [, second] = await threeSeals();
    await tamper(db, `update audit.entry set ${column} = ${value} where tenant_id = $1 and id = $2`, [
      tenantId,
      second,
    ]);
    expect((await verify()).faults).toEqual([{ what: 'entry_changed', seal: 1, entryId: second }]);
  });

  it('an entry that is gone', async () => {
    const fifth = (await threeSeals())[4];
    await tamper(db, 'delete from audit.entry where tenant_id = $1 and id = $2', [tenantId, fifth]);
    expect((await verify()).faults).toEqual([{ what: 'entry_removed', seal: 2, entryId: fifth }]);
  });

  it('an entry put in', async () => {
    await threeSeals();
    const id = newId<never>();
    await tamper(
      db,
      `insert into audit.entry (tenant_id, id, act, why) values ($1, $2, 'person.seen', 'x')`,
      [tenantId, id],
    );
    expect((await verify()).faults).toEqual([{ what: 'entry_added', seal: null, entryId: id }]);
  });

  it('an entry that went while it waited, which no seal then stumbles over', async () => {
    await threeSeals();
    await look(2);
    const last = (await ids()).at(-1);
    await tamper(db, 'delete from audit.entry where tenant_id = $1 and id = $2', [tenantId, last]);
    const fault = { what: 'waiting_removed', seal: null, entryId: last };
    expect(await verify()).toMatchObject({ waiting: 1, faults: [fault] });
    expect(await sealEntries(db, tenantId)).toBe(1);
    expect(await verify()).toMatchObject({ waiting: 0, seals: 4, faults: [fault] });
  });

  it('a seal that was changed, in any of what it holds', async () => {
    await threeSeals();
    await tamper(db, `update audit.seal set at = at - interval '1 day' where tenant_id = $1 and number = 2`, [
      tenantId,
    ]);
    expect((await verify()).faults).toEqual([{ what: 'seal_changed', seal: 2, entryId: null }]);
  });

  it('a seal that is gone from the middle, or from the beginning', async () => {
    const entries = await threeSeals();
    await tamper(db, 'delete from audit.seal where tenant_id = $1 and number < 3', [tenantId]);
    const { faults } = await verify();
    expect(faults.filter(({ what }) => what === 'seal_removed').map(({ seal }) => seal)).toEqual([1, 2]);
    expect(faults.filter(({ what }) => what === 'entry_added').map(({ entryId }) => entryId)).toEqual(
      entries.slice(0, 5),
    );
  });

  it('an entry and its seal changed together: the next seal no longer follows', async () => {
    const other = newId<TenantId>();
    await threeSeals();
    await tamper(db, `update audit.seal set previous = $2, hash = $2 where tenant_id = $1 and number = 2`, [
      tenantId,
      other.replaceAll('-', '').repeat(2),
    ]);
    expect((await verify()).faults.map(({ what, seal }) => `${what} ${seal}`)).toEqual([
      'seal_changed 2',
      'seal_changed 3',
    ]);
  });

  it('the end cut off, entries and all, where an end was kept elsewhere, and only there', async () => {
    await threeSeals();
    const kept = (await head()) as ChainHead;
    const last = (await ids()).at(-1);
    await tamper(db, 'delete from audit.entry where tenant_id = $1 and id = $2', [tenantId, last]);
    await tamper(db, 'delete from audit.seal where tenant_id = $1 and number = 3', [tenantId]);
    expect((await verify()).faults).toEqual([]);
    expect((await verify([kept])).faults).toEqual([{ what: 'cut_off', seal: 3, entryId: null }]);
    // A chain that grew again after the cut is another one.
    await look(1);
    await sealEntries(db, tenantId);
    expect((await verify([kept])).faults).toEqual([{ what: 'cut_off', seal: 3, entryId: null }]);
  });

  it('everything taken away, where an end was kept elsewhere', async () => {
    await threeSeals();
    const kept = (await head()) as ChainHead;
    await tamper(db, 'delete from audit.entry where tenant_id = $1', [tenantId]);
    await tamper(db, 'delete from audit.seal where tenant_id = $1', [tenantId]);
    expect(await verify([kept])).toMatchObject({ entries: 0, faultsInAll: 1 });
  });

  it('and the ends of other organisations are left alone', async () => {
    await threeSeals();
    const kept = (await head()) as ChainHead;
    const other = { ...kept, tenantId: newId<TenantId>(), number: 9 };
    expect((await verify([kept, other])).faults).toEqual([]);
  });

  it('as many as there are, of which the first hundred are told', async () => {
    await look(120);
    await sealEntries(db, tenantId);
    await tamper(db, `update audit.entry set why = 'x' where tenant_id = $1`, [tenantId]);
    const { faults, faultsInAll } = await verify();
    expect([faults.length, faultsInAll]).toEqual([100, 120]);
  });
});
