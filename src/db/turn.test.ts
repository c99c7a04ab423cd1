import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyDatabase } from '#test/database';
import type { Database } from './connect.ts';
import { newId } from './ids.ts';
import type { PersonId, SettingId, TenantId } from './schema.ts';
import { askPlanned, writeAtCommit } from './turn.ts';
import { type Tx, type Who, withActor, withSignIn } from './within.ts';

const ours: SettingId = newId<SettingId>();
const here: Who = { tenantId: newId<TenantId>(), reach: 'whole' };
const there: Who = { tenantId: newId<TenantId>(), reach: 'whole' };
const atOurs: Who = { tenantId: here.tenantId, reach: { settings: [ours], people: [] } };
const nowhere: Who = { tenantId: here.tenantId, reach: { settings: [], people: [] } };
let db: Database;

beforeAll(async () => {
  db = await emptyDatabase();
  await withActor(db, here, (tx) => adding(tx, here, 'Ours', ours).execute());
  await withActor(db, there, (tx) => adding(tx, there, 'Theirs').execute());
});
afterAll(() => db.close());

function adding(tx: Tx, { tenantId }: Who, name: string, id = newId<SettingId>()) {
  return tx.insertInto('people.setting').values({ tenant_id: tenantId, id, name, kind: 'other', urn: null });
}

async function addPerson(tx: Tx, { tenantId }: Who, name: string, at: SettingId | null): Promise<void> {
  await tx
    .insertInto('people.person')
    .values({
      tenant_id: tenantId,
      id: newId<PersonId>(),
      given_name: name,
      family_name: 'Marsh',
      setting_id: at,
      setting_ids: at === null ? [] : [at],
      source: 'here',
      source_key: name,
    })
    .execute();
}

const people = async (tx: Tx) =>
  (
    await askPlanned(
      tx,
      sql<{ name: string }>`select given_name as name from people.person where given_name > ${'A'}`,
    )
  )
    .map((row) => row.name)
    .toSorted();
const named = async (tx: Tx, name: string) =>
  (await askPlanned(tx, sql<{ name: string }>`select name from people.setting where name like ${name}`)).map(
    (row) => row.name,
  );
const all = (who: Who) => withActor(db, who, (tx) => named(tx, '%')).then((found) => found.toSorted());

describe('what is planned once', () => {
  it('is asked as whoever asks now, however often somebody else asked it on the same lines', async () => {
    await withActor(db, here, (tx) => addPerson(tx, here, 'Ada', ours));
    await withActor(db, here, (tx) => addPerson(tx, here, 'Bo', null));
    await withActor(db, there, (tx) => addPerson(tx, there, 'Cy', null));
    const none: [Who, string[]] = [nowhere, []];
    const seenBy = [[here, ['Ada', 'Bo']], [there, ['Cy']], [atOurs, ['Ada']], none] satisfies [
      Who,
      string[],
    ][];
    const turns = Array.from({ length: 60 }, (_, turn) => seenBy[turn % 4] ?? none);
    const seen = await Promise.all(turns.map(([who]) => withActor(db, who, people)));
    expect(seen).toEqual(turns.map(([, whom]) => whom));
    await expect(withSignIn(db, here.tenantId, people)).rejects.toMatchObject({ code: '42501' });
  });

  it('is asked again after it failed', async () => {
    const asked = () => withActor(db, here, (tx) => askPlanned(tx, sql`select ${'x'}::text::int as n`));
    await expect(asked()).rejects.toMatchObject({ code: '22P02' });
    await expect(asked()).rejects.toMatchObject({ code: '22P02' });
    expect(await all(here)).toEqual(['Ours']);
  });
});

describe('what is written at the commit', () => {
  it('is there afterwards, in the order in which it was given, and not before', async () => {
    const id = newId<SettingId>();
    const before = await withActor(db, here, async (tx) => {
      writeAtCommit(tx, adding(tx, here, 'First', id));
      writeAtCommit(tx, tx.updateTable('people.setting').set({ name: 'Second' }).where('id', '=', id));
      return named(tx, '%');
    });
    expect(before).toEqual(['Ours']);
    expect(await all(here)).toEqual(['Ours', 'Second']);
  });

  it('keeps nothing of the transaction when it fails, and says why', async () => {
    const written = withActor(db, there, async (tx) => {
      await adding(tx, there, 'Written before').execute();
      const id = newId<SettingId>();
      for (const name of ['Once', 'Twice']) writeAtCommit(tx, adding(tx, there, name, id));
    });
    await expect(written).rejects.toMatchObject({ code: '23505', constraint: 'setting_pkey' });
    expect(await all(there)).toEqual(['Theirs']);
  });

  it('is not written when the act throws, or a statement failed that was caught', async () => {
    const thrown = withActor(db, there, async (tx) => {
      writeAtCommit(tx, adding(tx, there, 'Never'));
      throw new Error('on purpose');
    });
    await expect(thrown).rejects.toThrow('on purpose');
    const caught = withActor(db, there, async (tx) => {
      writeAtCommit(tx, adding(tx, there, 'Never'));
      await sql`select 1 / 0`.execute(tx).catch(() => undefined);
    });
    await expect(caught).rejects.toThrow('nothing was kept');
    expect(await all(there)).toEqual(['Theirs']);
  });

  it('is held to the policies like everything else', async () => {
    const foreign = withActor(db, here, async (tx) => writeAtCommit(tx, adding(tx, there, 'Smuggled')));
    await expect(foreign).rejects.toMatchObject({ code: '42501' });
    expect(await all(there)).toEqual(['Theirs']);
  });

  it('has no place outside a transaction', async () => {
    const kept = await withActor(db, here, async (tx) => tx);
    expect(() => writeAtCommit(kept, adding(kept, here, 'Late'))).toThrow('outside withActor');
    // Begun inside, and not waited for.
    let late: Promise<void> | undefined;
    await withActor(db, here, async (tx) => {
      late = new Promise((go) => setTimeout(go, 50)).then(() => writeAtCommit(tx, adding(tx, here, 'Late')));
      late.catch(() => {});
    });
    await expect(late).rejects.toThrow('outside withActor');
  });
});
