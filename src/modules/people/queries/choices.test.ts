import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertRows, newId, type PersonId, type SettingId, type Who, withActor } from '#db';
import { type TestDatabase, testDatabase } from '#test/database';
import { rollChoices } from './choices.ts';

let test: TestDatabase;
const [busy, quiet, empty, other] = ['', '', '', ''].map(() => newId<SettingId>()) as [
  SettingId,
  SettingId,
  SettingId,
  SettingId,
];
const nowhere = newId<PersonId>();

beforeAll(async () => {
  test = await testDatabase();
  const { tenantId } = test;
  const person = (setting_id: SettingId | null, nc_year: number | null, id = newId<PersonId>()) => ({
    tenant_id: tenantId,
    id,
    setting_ids: setting_id === null ? [] : [setting_id],
    setting_id,
    nc_year,
    source: 'test',
    source_key: id,
  });
  await withActor(test.db, test.whole, async (tx) => {
    const names = [
      [busy, 'Busy'],
      [quiet, 'A quiet one'],
      [empty, 'Empty'],
    ] as const;
    await insertRows(
      tx,
      'people.setting',
      names.map(([id, name]) => ({ tenant_id: tenantId, id, name, kind: 'other' })),
    );
    await insertRows(tx, 'people.person', [
      person(busy, 9),
      person(busy, 9),
      person(busy, 14),
      person(busy, null),
      person(quiet, 0),
      person(null, 3, nowhere),
    ]);
  });
});
afterAll(() => test.close());

const choices = (reach: Who['reach']) =>
  withActor(test.db, { tenantId: test.tenantId, reach }, (tx) =>
    rollChoices(tx, { tenantId: test.tenantId, reach }),
  );

describe('what a list can be narrowed to', () => {
  it('is every setting and year with somebody in it, by name, for a whole organisation', async () => {
    expect(await choices('whole')).toEqual({
      settings: [
        { id: quiet, name: 'A quiet one' },
        { id: busy, name: 'Busy' },
      ],
      ncYears: [0, 3, 9, 14],
      unknown: { setting: true, ncYear: true },
    });
  });

  it('is no more than what somebody reaches', async () => {
    expect(await choices({ settings: [quiet, empty], people: [] })).toEqual({
      settings: [{ id: quiet, name: 'A quiet one' }],
      ncYears: [0],
      unknown: { setting: false, ncYear: false },
    });
    expect(await choices({ settings: [], people: [nowhere] })).toMatchObject({
      settings: [],
      ncYears: [3],
      unknown: { setting: true, ncYear: false },
    });
    expect(await choices({ settings: [], people: [] })).toMatchObject({ settings: [], ncYears: [] });
  });

  it('tells settings of one name apart by their URN', async () => {
    await withActor(test.db, test.whole, async (tx) => {
      const { tenantId: tenant_id } = test;
      await insertRows(tx, 'people.setting', [
        { tenant_id, id: other, name: 'Busy', kind: 'other', urn: '990801' },
      ]);
      await tx
        .updateTable('people.person')
        .set({ setting_id: other })
        .where('tenant_id', '=', tenant_id)
        .where('setting_id', '=', busy)
        .where('nc_year', '=', 14)
        .execute();
    });
    expect((await choices('whole')).settings).toEqual([
      { id: quiet, name: 'A quiet one' },
      { id: busy, name: 'Busy' },
      { id: other, name: 'Busy (990801)' },
    ]);
  });

  it('is nothing where nobody is', async () => {
    const apart = await testDatabase();
    const who = { tenantId: apart.tenantId, reach: 'whole' } as const;
    expect(await withActor(apart.db, who, (tx) => rollChoices(tx, who))).toEqual({
      settings: [],
      ncYears: [],
      unknown: { setting: false, ncYear: false },
    });
    await apart.close();
  });
});
