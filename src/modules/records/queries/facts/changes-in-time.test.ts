import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays, type PlainDate, plainDate } from '#dates';
import {
  type Database,
  insertRows,
  newId,
  type PersonId,
  type SettingId,
  type TenantId,
  withActor,
} from '#db';
import { emptyDatabase } from '#test/database';
import { EMPTY_REGISTER, letterOf, masks, setMark, slotOf } from '../../rules/index.ts';
import type { Fact, Wanted } from './fact.ts';
import { factsOf } from './index.ts';

let db: Database;
let who: { tenantId: TenantId; reach: 'whole'; sensitive: 'all' };
let personId: PersonId;
let here: SettingId;

beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  who = { tenantId: newId<TenantId>(), reach: 'whole', sensitive: 'all' };
  [personId, here] = [newId<PersonId>(), newId<SettingId>()];
  await given('people.setting', { id: here, name: 'Ashdale', kind: 'other' });
  await given('people.person', {
    id: personId,
    setting_id: here,
    setting_ids: [here],
    source: 'mis',
    source_key: '1',
  });
});

type Table = Parameters<typeof insertRows>[1];
async function given(table: Table, row: object): Promise<void> {
  const all = { tenant_id: who.tenantId, ...row } as unknown as Parameters<typeof insertRows>[2][number];
  await withActor(db, who, (tx) => insertRows(tx, table, [all]));
}
const about = (row: object) => ({
  id: newId(),
  person_id: personId,
  setting_id: here,
  source: 'mis',
  ...row,
});

async function factOf(measure: string, kind: Fact['kind'], from: string, to: string) {
  const wanted: Wanted = { measure, kind, from: plainDate(from), to: plainDate(to), current: from === to };
  const facts = await withActor(db, who, (tx) =>
    factsOf(tx, { tenantId: who.tenantId, first: personId, last: personId }, [wanted]),
  );
  return facts.get(personId)?.[0];
}

/** 31 August 2026 is a Monday. */
const MONDAY = plainDate('2026-08-31');

/**
 * A register from the autumn of 2026 on: for each week a letter a weekday, both sessions alike, `.` for no school.
 *
 * @example await weeks(['/////', '/O///'], { of: 6 })
 */
async function weeks(...each: readonly string[]): Promise<void> {
  let marks = EMPTY_REGISTER;
  for (const [week, days] of each.entries())
    for (const [weekday, code] of [...days].entries())
      if (code !== '.')
        for (const half of [0, 1] as const)
          marks = setMark(marks, slotOf(dayOf(week, weekday), half), letterOf(code) ?? '');
  await given('records.register', about({ register_year: 2026, marks, ...masks(marks) }));
}
const dayOf = (week: number, weekday: number): PlainDate => addDays(MONDAY, week * 7 + weekday);
const times = (count: number, week: string) => Array.from({ length: count }, () => week);
const FIRST = '2026-08-31';

describe('absence in the last six school weeks', () => {
  const recent = (to: string) => factOf('absence_last_six_weeks', 'ratio', FIRST, to);

  it('counts six weeks of school and no session before them', async () => {
    await weeks('IIIII', ...times(5, '/////'), 'II///');
    expect(await recent(dayOf(6, 4))).toEqual({
      kind: 'ratio',
      part: 4,
      whole: 60,
      date: dayOf(6, 4),
      source: 'mis',
    });
    expect(await recent(dayOf(5, 4))).toMatchObject({ part: 10, whole: 60 });
  });

  it('does not use a week without school up', async () => {
    await weeks('I////', ...times(3, '/////'), '.....', '.....', '/////', '/////');
    expect(await recent(dayOf(7, 4))).toMatchObject({ part: 2, whole: 60 });
  });

  it('is unknown until there are six weeks, and knows nothing of a later day', async () => {
    await weeks(...times(5, 'IIIII'), 'I////', 'IIIII');
    expect(await recent(dayOf(4, 6))).toBeUndefined();
    expect(await recent(dayOf(5, 0))).toMatchObject({ part: 52, whole: 52, date: dayOf(5, 0) });
    expect(await recent(dayOf(5, 1))).toMatchObject({ part: 52, whole: 54 });
  });

  it('starts anew with the academic year, and is unknown without a register', async () => {
    expect(await recent(dayOf(6, 4))).toBeUndefined();
    await weeks(...times(8, '/////'));
    expect(
      await factOf('absence_last_six_weeks', 'ratio', dayOf(4, 0), dayOf(7, 4)),
      'four weeks in the window',
    ).toBeUndefined();
  });
});

describe('the change of absence', () => {
  const change = (to: string) => factOf('absence_change', 'number', FIRST, to);

  it('is in percentage points above the time before, exact at a whole number', async () => {
    await weeks(...times(6, '/////'), 'III..', ...times(5, '/////'));
    // 6 of 56 sessions against 0 of 60: 10.71 points.
    expect(await change(dayOf(11, 4))).toMatchObject({ kind: 'number', value: 10.71 });
  });

  it('is exactly ten points for six more sessions in sixty', async () => {
    await weeks(...times(6, '/////'), 'III//', ...times(5, '/////'));
    expect(await change(dayOf(11, 4))).toMatchObject({ value: 10 });
  });

  it('is below nothing when absence falls', async () => {
    await weeks(...times(6, 'I////'), ...times(6, '/////'));
    expect(await change(dayOf(11, 4))).toMatchObject({ value: -20 });
  });

  it('is unknown with eleven weeks of school', async () => {
    await weeks(...times(11, 'I////'));
    expect(await change(dayOf(10, 4))).toBeUndefined();
  });
});

describe('a weekday that is missed', () => {
  const weekday = (to: string) => factOf('missing_weekday', 'category', FIRST, to);

  it('is named when it stands out', async () => {
    await weeks(...times(4, '////O'), ...times(4, '/////'));
    expect(await weekday(dayOf(7, 4))).toEqual({
      kind: 'category',
      value: 'friday',
      date: dayOf(7, 4),
      source: 'mis',
    });
    expect(await weekday(dayOf(2, 4)), 'three Fridays are not enough').toMatchObject({ value: 'none' });
  });

  it('is none when the days missed had leave', async () => {
    await weeks(...times(8, '////I'));
    expect(await weekday(dayOf(7, 4))).toMatchObject({ value: 'none' });
  });

  it('is unknown without a session', async () => {
    expect(await weekday(dayOf(7, 4))).toBeUndefined();
    await weeks('.....');
    expect(await weekday(dayOf(7, 4))).toBeUndefined();
  });
});

describe('sessions lost to suspension', () => {
  const lost = () => factOf('sessions_suspended', 'number', '2026-09-01', '2026-12-31');
  const suspended = (row: object) =>
    given('records.suspension', about({ kind: 'suspension', starts_on: '2026-10-01', ...row }));

  it('are added up, whatever did not stand left out', async () => {
    await suspended({ sessions: 4 });
    await suspended({ sessions: 7, starts_on: '2026-12-31' });
    await suspended({ sessions: 9, starts_on: '2027-01-01' });
    await suspended({ sessions: 5, outcome: 'cancelled' });
    await suspended({ sessions: 1, kind: 'lunchtime' });
    expect(await lost()).toMatchObject({ value: 11, date: '2026-12-31' });
  });

  it('are at least one where the length is not known, and unknown when nobody claims to hold every suspension', async () => {
    expect(await lost()).toBeUndefined();
    await suspended({ sessions: 4 });
    expect(await lost()).toMatchObject({ value: 4, atLeast: true });
    await suspended({ sessions: null, starts_on: '2026-10-02' });
    expect(await lost()).toMatchObject({ value: 5, atLeast: true });
  });
});

describe('a need without provision', () => {
  const unmet = (on: string) => factOf('need_without_provision.send', 'yes_no', on, on);
  const need = (row: object) => given('records.need', about({ starts_on: '2026-09-01', ...row }));

  it('is a type of need on record while provision is none', async () => {
    await need({ provision: 'N', primary_need: 'SEMH' });
    expect(await unmet('2026-10-01')).toMatchObject({ value: true, date: '2026-09-01' });
    expect(await unmet('2026-08-31'), 'before it was known').toBeUndefined();
  });

  it.each([
    ['SEN support', { provision: 'K', primary_need: 'SEMH' }],
    ['a plan', { provision: 'E', primary_need: 'ASD' }],
    ['no need on record', { provision: 'N', primary_need: null }],
  ])('is none with %s', async (_, row) => {
    await need(row);
    expect(await unmet('2026-10-01')).toMatchObject({ value: false });
  });

  it('is unknown without a record, and after the record has ended', async () => {
    expect(await unmet('2026-10-01')).toBeUndefined();
    await need({ provision: 'N', primary_need: 'SEMH', ends_on: '2026-09-30' });
    expect(await unmet('2026-10-01')).toBeUndefined();
  });
});
