import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, insertRows, newId, type SettingId, type TenantId, type Tx, withActor } from '#db';
import { Problems } from '#outcome';
import { emptyDatabase } from '#test/database';
import { addSetting, settingFinder, settingNamed, settingsOf } from '../index.ts';

let db: Database;
let tenantId: TenantId;

beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(() => db.close());
beforeEach(() => {
  tenantId = newId<TenantId>();
});

const asked = <Answer>(act: (tx: Tx) => Promise<Answer>) => withActor(db, { tenantId, reach: 'whole' }, act);
const add = (name: string, more: { urn?: string; laestab?: string } = {}) =>
  asked((tx) => addSetting(tx, tenantId, { name, kind: 'primary', ...more }));
const problem = (...given: Parameters<typeof add>) =>
  add(...given).then(
    () => 'added',
    (error: unknown) => (error instanceof Problems ? `${error.problems[0]?.field}: ${error.message}` : error),
  );
const registered = (rows: readonly object[]) =>
  asked((tx) =>
    insertRows(
      tx,
      'people.setting',
      rows.map((row) => ({ tenant_id: tenantId, id: newId<SettingId>(), name: 'x', kind: 'other', ...row })),
    ),
  );

describe('adding a setting by hand', () => {
  it('lets two have one name when a URN tells them apart', async () => {
    expect(await problem('St Aud’s', { urn: '990701' })).toBe('added');
    expect(await problem('St Aud’s', { urn: '990702' })).toBe('added');
  });

  it('refuses a name that is there, without a URN to tell it by', async () => {
    await add('St Aud’s', { urn: '990701' });
    expect(await problem('St Aud’s')).toBe(
      'name: There is already St Aud’s with the URN 990701: if this is another one, give its URN',
    );
    await add('The Turnstile');
    expect(await problem('The Turnstile')).toMatch(/^name: There is already The Turnstile without a URN/);
    expect(await problem('The Turnstile', { urn: '990703' })).toBe('added');
  });

  it('refuses a URN that is there, and a LAESTAB of a setting that has not closed', async () => {
    await add('Ashdale', { urn: '990701', laestab: '9094321' });
    expect(await problem('Other', { urn: '990701' })).toMatch(/^urn: .*URN 990701: Ashdale$/);
    expect(await problem('Other', { urn: '990702', laestab: '9094321' })).toMatch(/^laestab: .*Ashdale$/);
    await registered([{ urn: '990703', laestab: '9094322', status: 'closed' }]);
    expect(await problem('Successor', { urn: '990704', laestab: '9094322' })).toBe('added');
  });
});

describe('a setting somebody means', () => {
  it('is the one with the URN or the name', async () => {
    const id = await add('Ashdale', { urn: '990701' });
    expect(await asked((tx) => settingNamed(tx, tenantId, '990701'))).toBe(id);
    expect(await asked((tx) => settingNamed(tx, tenantId, 'Ashdale'))).toBe(id);
    await expect(asked((tx) => settingNamed(tx, tenantId, 'Ash'))).rejects.toThrow(/There is no setting/);
  });

  it('is refused when several bear the name, with those there are', async () => {
    await registered(
      ['990701', '990702', '990703', '990704', '990705', '990706'].map((urn) => ({
        urn,
        name: 'St Aud’s',
        town: 'Ashby',
      })),
    );
    await expect(asked((tx) => settingNamed(tx, tenantId, 'St Aud’s'))).rejects.toThrow(
      /^6 settings have the name St Aud’s: St Aud’s with the URN 990701 in Ashby; .*990705 in Ashby; and 1 more\. Say the URN\.$/,
    );
  });
});

describe('a setting as a file names it', () => {
  const find = (as: 'name' | 'urn' | 'laestab', value: string, named: string[] = []) =>
    asked(async (tx) => (await settingFinder(tx, tenantId, new Set(named)))({ as, value }));

  it('is refused when its name is that of several, though one of them has closed', async () => {
    await registered([
      { urn: '990701', name: 'St Aud’s', status: 'closed' },
      { urn: '990702', name: 'St Aud’s', status: 'open' },
    ]);
    expect(await find('name', 'St Aud’s')).toMatchObject({
      rule: 'setting.ambiguous',
      message: expect.stringMatching(
        /2 settings have the name.*990701 \(closed\).*Name the setting by its URN/,
      ),
    });
    expect(typeof (await find('urn', '990702'))).toBe('string');
    expect(await find('name', 'St Aud’s', ['St Aud’s'])).toMatchObject({ rule: 'setting.ambiguous' });
  });

  it('is by its LAESTAB the one that is open, where an academy has kept the number', async () => {
    await registered([
      { urn: '990701', laestab: '9094321', status: 'closed' },
      { urn: '990702', laestab: '9094321', status: 'closing' },
      { urn: '990703', laestab: '9094321', status: 'proposed' },
      { urn: '990704', laestab: '9094322', status: 'closed' },
      { urn: '990705', laestab: '9094323', status: 'closed' },
      { urn: '990706', laestab: '9094323', status: 'closed' },
      { urn: '990707', laestab: '9094324' },
      { urn: '990708', laestab: '9094324', status: 'open' },
    ]);
    const closing = await asked((tx) => settingNamed(tx, tenantId, '990702'));
    expect(await find('laestab', '9094321')).toBe(closing);
    expect(await find('laestab', '9094322')).toBe(await asked((tx) => settingNamed(tx, tenantId, '990704')));
    expect(await find('laestab', '9094323')).toMatchObject({ rule: 'setting.ambiguous' });
    expect(await find('laestab', '9094324')).toMatchObject({ rule: 'setting.ambiguous' });
  });

  it('is added when the mapping itself names it, and otherwise has to be there', async () => {
    expect(await find('name', 'Gate House')).toMatchObject({
      rule: 'setting.unknown',
      message: expect.stringContaining('waymark import establishments'),
    });
    const id = await find('name', 'Gate House', ['Gate House']);
    expect(await find('name', 'Gate House', ['Gate House'])).toBe(id);
  });
});

describe('the list of settings', () => {
  it('goes by name as people read it, and by words in the name', async () => {
    await registered([
      { urn: '990701', name: 'zeal', town: 'Ashby' },
      { urn: '990702', name: 'Élan School' },
      { urn: '990703', name: 'Ash School' },
    ]);
    const names = async (words?: string) =>
      (await asked((tx) => settingsOf(tx, tenantId, words))).map(({ name }) => name);
    expect(await names()).toEqual(['Ash School', 'Élan School', 'zeal']);
    expect(await names('SCHOOL')).toEqual(['Ash School', 'Élan School']);
    expect(await names('%')).toEqual([]);
  });
});
