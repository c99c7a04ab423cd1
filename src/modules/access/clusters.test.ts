import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
import { foundTenant, newPassword, openAccount } from '#modules/identity';
import { castToday as today } from '#test/cast';
import { emptyDatabase } from '#test/database';
import { type Actor, wordsFor } from '#web';
import {
  actorOf,
  type ClusterId,
  clustersOf,
  commandActor,
  endCluster,
  grantRole,
  maySee,
  settleCluster,
  whoMayAt,
  whoMaySee,
  whyMaySee,
} from './index.ts';

let db: Database;
const tenantId = newId<TenantId>();
const operator = commandActor(tenantId, 'jo', today);
const ids = Array.from({ length: 3 }, () => newId<SettingId>());
const [ashdale, brook, cove] = ids as [SettingId, SettingId, SettingId];
const person = newId<PersonId>();
const names = {
  settingNames: async () =>
    new Map([
      [ashdale, 'Ashdale'],
      [brook, 'Brook'],
      [cove, 'Cove'],
    ]),
};

beforeAll(async () => {
  db = await emptyDatabase();
  await withActor(db, operator, async (tx) => {
    await foundTenant(tx, operator, { name: `Council ${tenantId}`, kind: 'council' });
    const rows = ids.map((id, number) => ({
      tenant_id: tenantId,
      id,
      name: `Setting ${number}`,
      kind: 'other',
    }));
    await insertRows(tx, 'people.setting', rows);
  });
});
afterAll(() => db.close());

let number = 0;
async function account(): Promise<AccountId> {
  number += 1;
  const email = `partner${number}-${tenantId}@county.example`;
  const password = await newPassword('purple kettle stairs', email);
  return withActor(db, operator, (tx) =>
    openAccount(tx, operator, { email, name: `Partner ${number}`, password }),
  );
}

async function cluster(name: string, joining: SettingId[]): Promise<ClusterId> {
  const id = newId<ClusterId>();
  await settled({ id, name, kind: 'area', joining, leaving: [] });
  return id;
}
const settled = (wish: Parameters<typeof settleCluster>[2], as: Actor = operator) =>
  withActor(db, operator, (tx) => settleCluster(tx, as, wish));
const grant = (
  accountId: AccountId,
  clusterId: ClusterId,
  role = 'inclusion_partner',
  settingId: SettingId | null = null,
) =>
  withActor(db, operator, (tx) =>
    grantRole(tx, operator, { accountId, role, settingId, clusterId, reason: 'a test' }),
  );
const actor = (accountId: AccountId) =>
  actorOf(db, { tenantId, accountId, name: 'Jo', organisation: 'Northmoor' }, today, [names], wordsFor('en'));
const at = (...settingIds: SettingId[]) => ({ personId: person, settingIds });

describe('a role for a cluster', () => {
  it('reaches every setting of it and no other, and says through what', async () => {
    const accountId = await account();
    await grant(accountId, await cluster('North', [ashdale, brook]));
    const partner = await actor(accountId);
    expect(partner.reach).toEqual({ settings: [ashdale, brook].sort(), people: [] });
    expect(whyMaySee(partner, at(brook))).toBe('inclusion partner at Brook, in North');
    expect(maySee(partner, at(cove))).toBe(false);
    expect([
      partner.mayAt('note.write', ashdale),
      partner.mayAt('note.write', cove),
      partner.mayAt('note.write', null),
    ]).toEqual([true, false, false]);
    expect(partner.sensitive).toEqual([ashdale, brook].sort());
  });

  it('reaches what joins from then on, and no longer what leaves', async () => {
    const accountId = await account();
    const id = await cluster('Coast', [ashdale]);
    await grant(accountId, id);
    const change = { id, name: 'Coast', kind: 'area' } as const;
    await settled({ ...change, joining: [cove], leaving: [ashdale] });
    expect((await actor(accountId)).reach).toEqual({ settings: [cove], people: [] });
    await settled({ ...change, joining: [], leaving: [cove] });
    const left = await actor(accountId);
    // Not the whole organisation: a cluster without settings is nowhere.
    expect([left.reach, left.may.size]).toEqual([{ settings: [], people: [] }, 0]);
  });

  it('counts for who may see somebody, and for who is told', async () => {
    const accountId = await account();
    const id = await cluster('Dales', [cove]);
    await grant(accountId, id, 'safeguarding_lead');
    const asked = { tenantId, organisation: 'Northmoor', today };
    await withActor(db, operator, async (tx) => {
      const seers = await whoMaySee(tx, { ...asked, seen: at(cove) }, [names], wordsFor('en'));
      expect(seers.filter((each) => each.accountId === accountId)).toMatchObject([
        { why: 'safeguarding lead at Cove, in Dales', readsSensitive: true },
      ]);
      expect(
        (await whoMaySee(tx, { ...asked, seen: at(brook) }, [names], wordsFor('en'))).map(
          (each) => each.accountId,
        ),
      ).not.toContain(accountId);
      const overseeing = await whoMayAt(tx, 'looks.see', { tenantId, today });
      expect(overseeing([cove])).toEqual([accountId]);
      expect(overseeing([brook])).toEqual([]);
    });
  });

  it('is refused for a role without places, beside a setting, and for a cluster that is not there', async () => {
    const accountId = await account();
    const id = await cluster('Fens', [ashdale]);
    await expect(grant(accountId, id, 'tutor')).rejects.toThrow('Leave the setting out');
    await expect(grant(accountId, id, 'adviser', ashdale)).rejects.toThrow('not for both');
    await expect(grant(accountId, newId<ClusterId>())).rejects.toThrow('There is no such cluster');
    expect((await actor(accountId)).roles).toEqual([]);
  });

  it('given twice is one, and stands beside the same role at one setting', async () => {
    const accountId = await account();
    const id = await cluster('Moor', [brook]);
    await grant(accountId, id);
    await grant(accountId, id);
    await withActor(db, operator, (tx) =>
      grantRole(tx, operator, { accountId, role: 'inclusion_partner', settingId: cove, reason: 'a test' }),
    );
    expect((await actor(accountId)).reach).toEqual({ settings: [brook, cove], people: [] });
    expect(
      await withActor(db, operator, async (tx) => (await clustersOf(tx, tenantId, id))[0]?.given),
    ).toEqual([{ accountId, role: 'inclusion_partner' }]);
  });
});

describe('a cluster', () => {
  it('is made once, however often its form is sent', async () => {
    const wish = {
      id: newId<ClusterId>(),
      name: ' Vale ',
      kind: 'trust',
      joining: [ashdale],
      leaving: [],
    } as const;
    await settled(wish);
    await settled(wish);
    const found = await withActor(db, operator, (tx) => clustersOf(tx, tenantId, wish.id));
    expect(found).toEqual([{ id: wish.id, name: 'Vale', kind: 'trust', settingIds: [ashdale], given: [] }]);
  });

  it('keeps what somebody else changed meanwhile', async () => {
    const id = await cluster('Wold', [ashdale]);
    const change = { id, name: 'Wold', kind: 'area' } as const;
    await settled({ ...change, joining: [brook], leaving: [] });
    await settled({ ...change, joining: [cove], leaving: [ashdale] });
    const [found] = await withActor(db, operator, (tx) => clustersOf(tx, tenantId, id));
    expect(found?.settingIds).toEqual([brook, cove].sort());
  });

  it('is refused a name that is taken, also in other capitals, and none', async () => {
    await cluster('Ridge', []);
    const wish = { id: newId<ClusterId>(), kind: 'area', joining: [], leaving: [] } as const;
    await expect(settled({ ...wish, name: 'RIDGE' })).rejects.toThrow();
    await expect(settled({ ...wish, name: '  ' })).rejects.toThrow();
    expect(await withActor(db, operator, (tx) => clustersOf(tx, tenantId, wish.id))).toEqual([]);
  });

  it('does not widen what whoever changes it sees themselves', async () => {
    const accountId = await account();
    const id = await cluster('Tarn', [ashdale]);
    await grant(accountId, id);
    const administrator: Actor = { ...operator, accountId };
    const change = { id, name: 'Tarn', kind: 'area' } as const;
    await expect(settled({ ...change, joining: [cove], leaving: [] }, administrator)).rejects.toThrow(
      'another administrator',
    );
    await settled({ ...change, joining: [], leaving: [ashdale] }, administrator);
    expect((await actor(accountId)).reach).toEqual({ settings: [], people: [] });
  });

  it('ends when no role is given for it, and then its name is free', async () => {
    const accountId = await account();
    const id = await cluster('Glen', [ashdale]);
    await grant(accountId, id);
    await expect(withActor(db, operator, (tx) => endCluster(tx, operator, id))).rejects.toThrow(
      'Roles are given',
    );
    const empty = await cluster('Firth', [ashdale]);
    await withActor(db, operator, (tx) => endCluster(tx, operator, empty));
    await withActor(db, operator, (tx) => endCluster(tx, operator, empty));
    expect(await withActor(db, operator, (tx) => clustersOf(tx, tenantId, empty))).toEqual([]);
    await cluster('Firth', [brook]);
    await expect(
      settled({ id: empty, name: 'Strath', kind: 'area', joining: [], leaving: [] }),
    ).rejects.toThrow('has ended');
  });

  it('is changed by nobody else than who manages accounts', async () => {
    const other: Actor = { ...operator, may: new Set(['people.see']) };
    const id = await cluster('Holm', []);
    await expect(
      settled({ id, name: 'Holm', kind: 'area', joining: [cove], leaving: [] }, other),
    ).rejects.toThrow('Only an administrator');
    await expect(withActor(db, operator, (tx) => endCluster(tx, other, id))).rejects.toThrow(
      'Only an administrator',
    );
  });

  it('has no more settings than a request reaches', async () => {
    const many = Array.from({ length: 201 }, () => newId<SettingId>());
    const rows = many.map((id, index) => ({ tenant_id: tenantId, id, name: `Many ${index}`, kind: 'other' }));
    await withActor(db, operator, (tx) => insertRows(tx, 'people.setting', rows));
    const id = newId<ClusterId>();
    const wish = { id, name: 'Everywhere', kind: 'trust', leaving: [] } as const;
    await expect(settled({ ...wish, joining: many })).rejects.toThrow();
    await settled({ ...wish, joining: many.slice(0, 200) });
    const accountId = await account();
    await grant(accountId, id);
    const { reach } = await actor(accountId);
    const counted = await withActor(db, { tenantId, reach }, async () => true);
    expect([reach === 'whole' ? 0 : reach.settings.length, counted]).toEqual([200, true]);
  });
});
