import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PlainDate, plainDate } from '#dates';
import {
  type Database,
  insertRows,
  newId,
  type PersonId,
  type Reach,
  type SettingId,
  type TenantId,
  withActor,
} from '#db';
import { emptyDatabase } from '#test/database';
import { EMPTY_REGISTER, letterOf, masks, registerYear, setMark, slotOf } from '../rules/index.ts';
import { marksOn } from './marks-on.ts';

let db: Database;
let tenantId: TenantId;
let [here, there]: [SettingId, SettingId] = [newId(), newId()];

beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  tenantId = newId<TenantId>();
  [here, there] = [newId(), newId()];
  await withActor(db, { tenantId, reach: 'whole' }, async (tx) => {
    const setting = (id: SettingId, name: string) => ({
      tenant_id: tenantId,
      id,
      name,
      kind: 'other' as const,
    });
    await insertRows(tx, 'people.setting', [setting(here, 'Ashdale'), setting(there, 'Birchwood')]);
  });
});

const day = plainDate;
const code = (text: string) => letterOf(text) ?? '';

/** A register of somebody new with these codes, morning and afternoon. */
async function register(
  settingId: SettingId,
  codes: Record<string, readonly [string, string]>,
): Promise<void> {
  const person_id = newId<PersonId>();
  const [first = ''] = Object.keys(codes);
  let marks = EMPTY_REGISTER;
  for (const [date, sessions] of Object.entries(codes))
    for (const [session, mark] of sessions.entries())
      if (mark !== '') marks = setMark(marks, slotOf(day(date), session === 0 ? 0 : 1), code(mark));
  await withActor(db, { tenantId, reach: 'whole' }, async (tx) => {
    const about = { tenant_id: tenantId, source: 'a test' };
    await insertRows(tx, 'people.person', [
      { ...about, id: person_id, setting_id: settingId, setting_ids: [settingId], source_key: person_id },
    ]);
    await insertRows(tx, 'records.register', [
      {
        ...about,
        id: newId<never>(),
        person_id,
        setting_id: settingId,
        register_year: registerYear(day(first)),
        marks,
        ...masks(marks),
      },
    ]);
  });
}

const heldOn = (days: readonly PlainDate[], settingIds: readonly SettingId[], reach: Reach = 'whole') =>
  withActor(db, { tenantId, reach }, (tx) => marksOn.heldOn(tx, { tenantId, settingIds, days }));

describe('marks on days that are about to close', () => {
  it('are counted a session each, day by day, and only where they count', async () => {
    await register(here, { '2026-10-21': ['/', '\\'], '2026-10-22': ['I', ''], '2026-10-23': ['/', '\\'] });
    await register(here, { '2026-10-21': ['#', '-'], '2026-10-22': ['D', 'Y4'] });
    await register(here, { '2026-10-22': ['U', 'O'] });
    const days = ['2026-10-20', '2026-10-21', '2026-10-22'].map(day);
    expect(await heldOn(days, [here])).toEqual([
      { date: '2026-10-21', count: 2 },
      { date: '2026-10-22', count: 3 },
    ]);
  });

  it('are those of the settings that are asked for, and of no other', async () => {
    await register(here, { '2026-10-21': ['/', ''] });
    await register(there, { '2026-10-21': ['/', '\\'] });
    expect(await heldOn([day('2026-10-21')], [here])).toEqual([{ date: '2026-10-21', count: 1 }]);
    expect(await heldOn([day('2026-10-21')], [here, there])).toEqual([{ date: '2026-10-21', count: 3 }]);
    expect(await heldOn([day('2026-10-21')], [])).toEqual([]);
    expect(await heldOn([day('2026-10-21')], [here, there], { settings: [there], people: [] })).toEqual([
      { date: '2026-10-21', count: 2 },
    ]);
  });

  it('are found at both ends of a register year and over it, 29 February too', async () => {
    await register(here, { '2027-08-01': ['/', ''], '2028-02-29': ['/', '\\'], '2028-07-31': ['', '\\'] });
    await register(here, { '2028-08-01': ['/', '\\'] });
    const days = ['2028-08-01', '2028-07-31', '2028-02-29', '2028-02-28', '2027-08-01'].map(day);
    expect(await heldOn(days, [here])).toEqual([
      { date: '2027-08-01', count: 1 },
      { date: '2028-02-29', count: 2 },
      { date: '2028-07-31', count: 1 },
      { date: '2028-08-01', count: 2 },
    ]);
  });

  it('are none for no days', async () => {
    await register(here, { '2026-10-21': ['/', '\\'] });
    expect(await heldOn([], [here])).toEqual([]);
  });
});
