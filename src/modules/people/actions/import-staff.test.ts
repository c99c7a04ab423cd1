import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '#dates';
import { type AccountId, type Database, newId, type TenantId, withActor } from '#db';
import { foundTenant, openAccount, type PasswordHash } from '#modules/identity';
import { castToday } from '#test/cast';
import { emptyDatabase } from '#test/database';
import { bringer } from '#test/imports';
import { addSetting, staffKind } from '../index.ts';

let db: Database;
let tenantId: TenantId;
let files: ReturnType<typeof bringer>;

beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  tenantId = newId<TenantId>();
  files = bringer({ db, tenantId, today: castToday }, staffKind);
  await withActor(db, { tenantId, reach: 'whole' }, async (tx) => {
    await foundTenant(tx, { tenantId, accountId: null }, { name: `Council ${tenantId}`, kind: 'council' });
    await addSetting(tx, tenantId, { name: 'Ashdale School', kind: 'secondary', urn: '123456' });
    await addSetting(tx, tenantId, { name: 'Birchwood School', kind: 'secondary', urn: '123457' });
  });
  return files.remove;
});

type Held = Record<
  'source_key' | 'given_name' | 'job' | 'email' | 'account_id' | 'starts_on' | 'ends_on',
  string
>;
const staff = async () =>
  ((await files.held('people.staff'))['people.staff'] as Held[]).sort((one, other) =>
    one.source_key < other.source_key ? -1 : 1,
  );
const account = (email: string, tenant = tenantId) =>
  withActor(db, { tenantId: tenant, reach: 'whole' }, (tx) =>
    openAccount(
      tx,
      { tenantId: tenant, accountId: null },
      { email, name: 'Somebody', password: 'not a hash' as PasswordHash },
    ),
  );
const accounts = () =>
  withActor(db, { tenantId, reach: 'whole' }, (tx) =>
    tx.selectFrom('identity.account').select('id').where('tenant_id', '=', tenantId).execute(),
  );

const header = 'source_id,setting_urn,given_name,family_name,job,email,starts_on,ends_on';
const jo = '1,123456,Jo,Field,Teacher of history,Jo.Field@Ashdale.example,2020-09-01,';
const lee = '2,123456,Lee,Ward,Head of Year 9,,,';
const sam = '1,123457,Sam,Osei,Mentor,,,';

describe('staff from a file', () => {
  it('are known by the identifier of the source within the setting, and the same file changes nothing', async () => {
    expect(await files.bring([header, jo, lee, sam])).toMatchObject({ read: 3, added: 3, refused: 0 });
    const before = await staff();
    expect(before.map(({ source_key, given_name, email }) => [source_key, given_name, email])).toEqual(
      expect.arrayContaining([
        ['1', 'Jo', 'jo.field@ashdale.example'],
        ['1', 'Sam', null],
        ['2', 'Lee', null],
      ]),
    );
    expect(await files.bring([header, sam, lee, jo])).toMatchObject({ added: 0, changed: 0, same: 3 });
    expect(await staff()).toEqual(before);
    expect(await files.bring([header, jo], { source: 'hr' })).toMatchObject({ added: 1 });
  });

  it('keep what a blank cell says nothing about, and change what differs', async () => {
    await files.bring([header, jo]);
    expect(await files.bring([header, '1,123456,Jo,Field,Head of history,,,'])).toMatchObject({ changed: 1 });
    expect(await staff()).toMatchObject([
      { job: 'Head of history', email: 'jo.field@ashdale.example', starts_on: '2020-09-01' },
    ]);
    expect(await files.bring([header, '1,123456,Jo,Field,Deputy,,,'], { policy: 'adds' })).toMatchObject({
      refused: 1,
      refusals: ['2 source_id policy.adds'],
    });
  });

  it('may work for the whole organisation, and have no job that anybody has said', async () => {
    const rows = ['source_id,given_name,family_name', '7,Ana,Lund'];
    expect(await files.bring(rows)).toMatchObject({ added: 1 });
    expect(await files.bring(rows)).toMatchObject({ same: 1 });
    expect(await staff()).toMatchObject([{ job: null, setting_id: null }]);
  });

  it('are refused row by row with line, field and rule, and the good rows go in', async () => {
    const brought = await files.bring([
      header,
      jo,
      ',123456,Lee,,,not an address,2020-02-30,',
      '3,999999,Kit,Moss,,,,',
      '4,123456,Kit,Moss,,,2021-01-01,2020-01-01',
      '1,123456,Joan,Field,,,,',
      '5,123456,Kit',
    ]);
    expect(brought).toMatchObject({ read: 6, added: 1, refused: 5 });
    expect(brought.refusals).toEqual([
      '3 source_id field.missing',
      '3 family_name field.missing',
      '3 email email.shape',
      '3 starts_on date.exists',
      '7  columns',
      '4 setting setting.unknown',
      '5 ends_on date.order',
      '6 source_id fact.twice',
    ]);
  });

  it('are the same number in a dry run, and none of them stays', async () => {
    expect(await files.bring([header, jo, lee], { dryRun: true })).toMatchObject({ added: 2 });
    expect(await staff()).toEqual([]);
  });

  it('are taken back exactly', async () => {
    await files.bring([header, jo]);
    const before = await staff();
    await files.bring([header, jo.replace('history', 'maths'), lee]);
    expect(await files.undoLast()).toEqual({ removed: 1, restored: 1, kept: [] });
    expect(await staff()).toEqual(before);
    expect(await files.undoLast()).toEqual({ removed: 1, restored: 0, kept: [] });
    expect(await staff()).toEqual([]);
  });
});

describe('the account of somebody on the staff', () => {
  it('is the one with their e-mail address in the same organisation, and none is opened', async () => {
    const elsewhere = newId<TenantId>();
    await withActor(db, { tenantId: elsewhere, reach: 'whole' }, (tx) =>
      foundTenant(
        tx,
        { tenantId: elsewhere, accountId: null },
        { name: `Trust ${elsewhere}`, kind: 'trust' },
      ),
    );
    await account('jo.field@ashdale.example', elsewhere);
    await files.bring([header, jo]);
    expect(await staff()).toMatchObject([{ account_id: null }]);
    expect(await accounts()).toEqual([]);

    const own: AccountId = await account('jo.field@ashdale.example');
    expect(await files.bring([header, jo])).toMatchObject({ changed: 1 });
    expect(await staff()).toMatchObject([{ account_id: own }]);
    expect(await files.bring([header, jo])).toMatchObject({ same: 1 });
  });

  it('follows a change of the address, and stays where the file says none', async () => {
    const own = await account('jo.field@ashdale.example');
    await files.bring([header, jo]);
    await files.bring([header, '1,123456,Jo,Field,,,,']);
    expect(await staff()).toMatchObject([{ account_id: own }]);
    await files.bring([header, '1,123456,Jo,Field,,jo@elsewhere.example,,']);
    expect(await staff()).toMatchObject([{ account_id: null, email: 'jo@elsewhere.example' }]);
  });
});

describe('a snapshot of staff', () => {
  const snapshot = { policy: 'snapshot' } as const;

  it('ends those it no longer holds, at the settings it speaks of, and takes them back when they come again', async () => {
    await files.bring([header, jo, lee, sam]);
    expect(await files.bring([header, jo], snapshot)).toMatchObject({ same: 1, ended: 1 });
    const byName = async () =>
      Object.fromEntries((await staff()).map(({ given_name, ends_on }) => [given_name, ends_on]));
    expect(await byName()).toEqual({ Jo: null, Lee: castToday, Sam: null });
    expect(await files.bring([header, jo], snapshot)).toMatchObject({ same: 1, ended: 0 });
    expect(await files.bring([header, jo, lee], snapshot)).toMatchObject({ same: 1, changed: 1 });
    expect(await byName()).toEqual({ Jo: null, Lee: null, Sam: null });
  });

  it('ends nobody of another source, and nobody twice', async () => {
    await files.bring([header, jo, lee], { source: 'hr' });
    await files.bring([header, jo], snapshot);
    expect((await staff()).map(({ ends_on }) => ends_on)).toEqual([null, null, null]);
  });

  it('is taken back with its ends', async () => {
    await files.bring([header, jo, lee]);
    const before = await staff();
    await files.bring([header, jo], { ...snapshot, today: addDays(castToday, 7) });
    expect(await files.undoLast()).toEqual({ removed: 0, restored: 1, kept: [] });
    expect(await staff()).toEqual(before);
  });

  it('waits for a person when it would end more than the share', async () => {
    const many = Array.from({ length: 20 }, (_, at) => `${at},123456,Kit,Moss${at},,,,`);
    await files.bring([header, ...many]);
    await expect(files.bring([header, ...many.slice(10)], snapshot)).rejects.toThrow(/10 of the 20.*50 %/);
    expect((await staff()).filter(({ ends_on }) => ends_on !== null)).toEqual([]);
    expect(await files.bring([header, ...many.slice(6)], snapshot)).toMatchObject({ ended: 6 });
  });
});
