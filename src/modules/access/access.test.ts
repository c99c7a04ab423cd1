import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, type PlainDate, plainDate } from '#dates';
import {
  type AccountId,
  type Database,
  insertRows,
  newId,
  type PersonId,
  type SettingId,
  type TenantId,
  withActor,
} from '#db';
import { foundTenant, newPassword, openAccount, signIn } from '#modules/identity';
import { emptyDatabase } from '#test/database';
import { type Actor, type ReachSource, wordsFor } from '#web';
import { actorOf, commandActor, endRole, gate, grantRole, maySee, rolesGiven, whyMaySee } from './index.ts';

let db: Database;
const tenantId = newId<TenantId>();
const today = plainDate('2026-11-22');
const operator = commandActor(tenantId, 'jo', today);
const [ashdale, brook] = [newId<SettingId>(), newId<SettingId>()];
const [sam, amina] = [newId<PersonId>(), newId<PersonId>()];

let asked: string[] = [];
const people: ReachSource = {
  async settingNames(_tx, { settingIds }) {
    asked.push('names');
    return new Map(settingIds.map((id) => [id, id === ashdale ? 'Ashdale School' : 'Brook School']));
  },
  async ownPeople() {
    asked.push('own');
    return [
      { personId: sam, why: 'tutors' },
      { personId: sam, why: 'teaches' },
    ];
  },
};

let number = 0;
async function account(...grants: [role: string, settingId: SettingId | null][]): Promise<AccountId> {
  const email = `person${number++}@school.example`;
  const password = await newPassword('purple kettle stairs', email);
  return withActor(db, operator, async (tx) => {
    const accountId = await openAccount(tx, operator, { email, name: 'Jo Field', password });
    for (const [role, settingId] of grants)
      await grantRole(tx, operator, { accountId, role, settingId, reason: 'a test' });
    return accountId;
  });
}
async function actor(...grants: [role: string, settingId: SettingId | null][]): Promise<Actor> {
  const session = {
    tenantId,
    accountId: await account(...grants),
    name: 'Jo Field',
    organisation: 'Northmoor',
  };
  asked = [];
  return actorOf(db, session, today, [{}, people], wordsFor('en'));
}

beforeAll(async () => {
  db = await emptyDatabase();
  await withActor(db, operator, async (tx) => {
    await foundTenant(tx, operator, { name: 'Northmoor', kind: 'council' });
    const named = [
      [ashdale, 'Ashdale School'],
      [brook, 'Brook School'],
    ] as const;
    await insertRows(
      tx,
      'people.setting',
      named.map(([id, name]) => ({ tenant_id: tenantId, id, name, kind: 'other' })),
    );
  });
});
afterAll(() => db.close());

describe('an actor', () => {
  it('without a role sees nobody and may do nothing', async () => {
    const nobody = await actor();
    expect(nobody).toMatchObject({ name: 'Jo Field', roles: [], reach: { settings: [], people: [] }, today });
    expect(nobody.may.size).toBe(0);
    expect(asked).toEqual([]);
  });

  it('at a setting says which, and is asked for no people of their own', async () => {
    const lead = await actor(['pastoral_lead', ashdale]);
    expect(lead.reach).toEqual({ settings: [ashdale], people: [] });
    expect(whyMaySee(lead, { personId: amina, settingIds: [ashdale] })).toBe(
      'pastoral lead at Ashdale School',
    );
    expect(maySee(lead, { personId: amina, settingIds: [brook] })).toBe(false);
    expect(asked).toEqual(['names']);
  });

  it('that tutors has its own young people', async () => {
    const tutor = await actor(['tutor', null]);
    expect(tutor.reach).toEqual({ settings: [], people: [sam] });
    expect(whyMaySee(tutor, { personId: sam, settingIds: [ashdale] })).toBe('tutor of their group');
    expect(maySee(tutor, { personId: amina, settingIds: [ashdale] })).toBe(false);
  });

  it('of the whole organisation needs nothing looked up', async () => {
    const lead = await actor(['participation_lead', null]);
    expect(lead.reach).toBe('whole');
    expect(asked).toEqual([]);
  });

  it('that manages accounts is not thereby allowed to see anybody', async () => {
    const administrator = await actor(['administrator', null]);
    expect([...administrator.may]).toEqual(['accounts.manage']);
    expect(administrator.reach).toEqual({ settings: [], people: [] });
    expect(maySee(administrator, { personId: sam, settingIds: [ashdale] })).toBe(false);
  });

  it('of the command line may do everything, under its own name', () => {
    expect(operator).toMatchObject({ accountId: null, name: 'command line (jo)', reach: 'whole' });
    expect(operator.may.has('import.run')).toBe(true);
    expect(whyMaySee(operator, { personId: sam, settingIds: [] })).toBe('command line (jo)');
  });
});

describe('a role for a while', () => {
  const days = async (startsOn: PlainDate | null, endsOn: PlainDate | null) => {
    const accountId = await account();
    const grant = { accountId, role: 'analyst', settingId: null, reason: 'a test', startsOn, endsOn };
    await withActor(db, operator, (tx) => grantRole(tx, operator, grant));
    const session = { tenantId, accountId, name: 'Jo Field', organisation: 'Northmoor' };
    return async (on: PlainDate) => (await actorOf(db, session, on, [], wordsFor('en'))).roles.length === 1;
  };

  it('holds from its first day to its last, and not on the days beside', async () => {
    const holds = await days(addDays(today, 3), addDays(today, 5));
    const held = [];
    for (const day of [2, 3, 5, 6]) held.push(await holds(addDays(today, day)));
    expect(held).toEqual([false, true, true, false]);
  });

  it('holds from now on, or until somebody ends it, where a day is left out', async () => {
    const [until, from] = [await days(null, today), await days(today, null)];
    expect([await until(today), await until(addDays(today, 1))]).toEqual([true, false]);
    expect([await from(addDays(today, -1)), await from(today), await from(addDays(today, 999))]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('is refused when it is over before it begins', async () => {
    await expect(days(null, addDays(today, -1))).rejects.toThrow('today or later');
    await expect(days(addDays(today, 5), addDays(today, 4))).rejects.toThrow('not before its first');
  });

  it('that has run out is not in the way of the same again', async () => {
    const accountId = await account();
    const grant = { accountId, role: 'analyst', settingId: null, reason: 'a test' };
    await withActor(db, operator, (tx) => grantRole(tx, operator, { ...grant, endsOn: today }));
    const later = { ...operator, today: addDays(today, 1) };
    await withActor(db, later, (tx) => grantRole(tx, later, grant));
    const session = { tenantId, accountId, name: 'Jo Field', organisation: 'Northmoor' };
    expect((await actorOf(db, session, later.today, [], wordsFor('en'))).roles).toEqual(['analyst']);
    const given = await withActor(db, operator, (tx) => rolesGiven(tx, tenantId, accountId));
    expect(given.map(({ endReason }) => endReason)).toEqual([null, 'its last day was past']);
  });

  it('of an administrator does not make them the one who is left', async () => {
    const [lasting, passing] = [await account(['administrator', null]), await account()];
    const grant = {
      accountId: passing,
      role: 'administrator',
      settingId: null,
      reason: 'a test',
      endsOn: today,
    };
    await withActor(db, operator, (tx) => grantRole(tx, operator, grant));
    const end = (grantId: string) =>
      withActor(db, operator, (tx) => endRole(tx, operator, { grantId, reason: 'a test' }));
    const all = await withActor(db, operator, (tx) => rolesGiven(tx, tenantId));
    for (const { grantId, accountId, role, endedAt } of all)
      if (role === 'administrator' && endedAt === null && accountId !== lasting && accountId !== passing)
        await end(grantId);
    const last = all.find(({ accountId }) => accountId === lasting)?.grantId ?? '';
    const ending = end(last);
    await expect(ending).rejects.toThrow('last administrator');
  });
});

describe('granting a role', () => {
  const grant = async (by: Actor, role: string, settingId: SettingId | null, accountId?: AccountId) => {
    const to = accountId ?? (await account());
    return withActor(db, operator, (tx) =>
      grantRole(tx, by, { accountId: to, role, settingId, reason: 'a test' }),
    );
  };

  it('twice changes nothing and is kept once', async () => {
    const accountId = await account(
      ['senco', ashdale],
      ['senco', ashdale],
      ['analyst', null],
      ['analyst', null],
    );
    const entries = await withActor(db, operator, (tx) =>
      tx
        .selectFrom('audit.entry')
        .select('why')
        .where('act', '=', 'role.granted')
        .where('subject_id', '=', accountId)
        .orderBy('id')
        .execute(),
    );
    expect(entries.map(({ why }) => why)).toEqual([`senco at setting ${ashdale}`, 'analyst']);
  });

  it('refuses a role that does not exist, and a setting too few or too many', async () => {
    await expect(grant(operator, 'director', null)).rejects.toThrow('There is no role "director"');
    await expect(grant(operator, 'constructor', null)).rejects.toThrow('There is no role');
    await expect(grant(operator, 'headteacher', null)).rejects.toThrow('granted for a setting');
    await expect(grant(operator, 'administrator', ashdale)).rejects.toThrow('not for one setting');
    await expect(grant(operator, 'tutor', ashdale)).rejects.toThrow('not for one setting');
  });

  it('is for administrators, and never for oneself', async () => {
    const administrator = await actor(['administrator', null]);
    const lead = await actor(['headteacher', ashdale]);
    await expect(grant(lead, 'senco', ashdale)).rejects.toThrow('Only an administrator');
    await expect(
      grant(administrator, 'senco', ashdale, administrator.accountId ?? undefined),
    ).rejects.toThrow('to themselves');
    await expect(grant(administrator, 'senco', ashdale)).resolves.toBeUndefined();
  });
});

describe('the gate', () => {
  it('lets in a session with what it may, and nobody else', async () => {
    const email = 'gate@school.example';
    const password = 'purple kettle stairs';
    const hash = await newPassword(password, email);
    await withActor(db, operator, async (tx) => {
      const accountId = await openAccount(tx, operator, { email, name: 'Gwen Gate', password: hash });
      await grantRole(tx, operator, { accountId, role: 'senco', settingId: ashdale, reason: 'a test' });
    });
    const answer = await signIn(db, { email, password, address: '192.0.2.1', tenantId });
    const cookie = answer.outcome === 'signed_in' ? answer.cookie : '';
    const ask = { today, reach: [people], say: wordsFor('en') };
    const visitor = await gate.recognise(db, { ...ask, cookie });
    expect(visitor).toMatchObject({
      organisation: 'Northmoor',
      madeUp: false,
      actor: { name: 'Gwen Gate', roles: ['senco'] },
    });
    expect(await gate.recognise(db, { ...ask, cookie: undefined })).toBeUndefined();
  });

  it('keeps that somebody asked for what they may not have', async () => {
    const nobody = await actor();
    await gate.refused(db, nobody, 'GET /people');
    const entries = await withActor(db, operator, (tx) =>
      tx
        .selectFrom('audit.entry')
        .select(['account_id', 'why'])
        .where('act', '=', 'access.refused')
        .execute(),
    );
    expect(entries).toEqual([{ account_id: nobody.accountId, why: 'GET /people' }]);
  });
});
