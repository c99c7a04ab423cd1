import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import {
  type Database,
  insertRows,
  newId,
  type PersonId,
  type SettingId,
  type TenantId,
  type Tx,
  withActor,
} from '#db';
import { emptyDatabase } from '#test/database';
import { EMPTY_REGISTER, letterOf, masks, setMark, slotOf } from '../../rules/index.ts';
import type { Fact, Wanted } from './fact.ts';
import { factsOf } from './index.ts';

let db: Database;
let who: { tenantId: TenantId; reach: 'whole'; sensitive: 'all' };
let personId: PersonId;
let [here, there]: SettingId[] = [];

beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  who = { tenantId: newId<TenantId>(), reach: 'whole', sensitive: 'all' };
  personId = newId<PersonId>();
  [here, there] = [newId<SettingId>(), newId<SettingId>()];
  await given(
    'people.setting',
    { id: here, name: 'Ashdale', kind: 'other' },
    { id: there, name: 'Birchwood', kind: 'other' },
  );
  await given('people.person', {
    id: personId,
    setting_id: here,
    setting_ids: [here],
    source: 'mis',
    source_key: '1',
  });
});

type Given = Parameters<typeof insertRows>[2][number];

async function given(table: Parameters<typeof insertRows>[1], ...rows: object[]): Promise<void> {
  const all = rows.map(
    (row) =>
      ({
        tenant_id: who.tenantId,
        ...(table.startsWith('people.') ? {} : { setting_id: here }),
        ...row,
      }) as unknown as Given,
  );
  await withActor(db, who, async (tx: Tx) => {
    for (const row of all) await insertRows(tx, table, [row]);
  });
}
const about = (row: object) => ({ id: newId(), person_id: personId, source: 'mis', ...row });

async function factOf(wanted: Wanted): Promise<Fact | undefined> {
  const facts = await withActor(db, who, (tx) =>
    factsOf(tx, { tenantId: who.tenantId, first: personId, last: personId }, [wanted]),
  );
  return facts.get(personId)?.[0];
}
const day = (text: string) => plainDate(text);
const between = (measure: string, kind: Fact['kind'], from: string | undefined, to: string): Wanted => ({
  measure,
  kind,
  from: from === undefined ? undefined : day(from),
  to: day(to),
  current: false,
});
const on = (measure: string, kind: Fact['kind'], to: string): Wanted => ({
  measure,
  kind,
  from: day(to),
  to: day(to),
  current: true,
});
const value = (fact: Fact | undefined) => (fact && 'value' in fact ? fact.value : undefined);

async function register(year: number, marks: Record<string, string>, setting = here): Promise<void> {
  let letters = EMPTY_REGISTER;
  for (const [session, code] of Object.entries(marks)) {
    const [date, half] = session.split(' ');
    letters = setMark(letters, slotOf(day(date ?? ''), half === 'PM' ? 1 : 0), letterOf(code) ?? '');
  }
  await given(
    'records.register',
    about({ setting_id: setting, register_year: year, marks: letters, ...masks(letters) }),
  );
}

describe('attendance', () => {
  it('counts the sessions of a window, both ends in it, across register years', async () => {
    await register(2025, { '2026-07-20 AM': 'I', '2026-07-20 PM': '\\', '2026-07-21 AM': 'U' });
    await register(2026, {
      '2026-09-01 AM': '/',
      '2026-09-01 PM': 'O',
      '2026-09-02 AM': 'L',
      '2026-09-02 PM': 'Y1',
    });
    const window = ['2026-07-20', '2026-09-02'] as const;
    expect(await factOf(between('absence', 'ratio', ...window))).toEqual({
      kind: 'ratio',
      part: 3,
      whole: 6,
      date: '2026-09-02',
      source: 'mis',
    });
    expect(await factOf(between('attendance', 'ratio', ...window))).toMatchObject({ part: 3, whole: 6 });
    expect(await factOf(between('unauthorised_absence', 'ratio', ...window))).toMatchObject({
      part: 2,
      whole: 6,
    });
    expect(await factOf(between('lateness', 'ratio', ...window))).toMatchObject({ part: 2, whole: 6 });
    expect(await factOf(between('absence', 'ratio', '2026-07-21', '2026-09-01'))).toMatchObject({
      part: 2,
      whole: 3,
    });
  });

  it('counts every day up to the last when the window has no beginning', async () => {
    await register(2019, { '2020-01-06 AM': 'I', '2020-01-06 PM': '\\' });
    await register(2026, { '2026-09-01 AM': '/', '2026-09-02 AM': 'I' });
    expect(await factOf(between('absence', 'ratio', undefined, '2026-09-01'))).toMatchObject({
      part: 1,
      whole: 3,
    });
  });

  it('bears the date of the last session that counts', async () => {
    await register(2026, { '2026-09-01 AM': '/', '2026-09-02 PM': 'I', '2026-09-03 AM': 'Y1' });
    expect(await factOf(between('absence', 'ratio', '2026-09-01', '2026-10-01'))).toMatchObject({
      date: '2026-09-02',
    });
  });

  it('adds up two settings, and says nothing where no session was possible', async () => {
    await register(2026, { '2026-09-01 AM': 'D', '2026-09-01 PM': '\\' });
    await register(2026, { '2026-09-01 AM': 'I', '2026-09-01 PM': 'D' }, there);
    expect(await factOf(between('absence', 'ratio', '2026-09-01', '2026-09-01'))).toMatchObject({
      part: 1,
      whole: 2,
    });
    expect(await factOf(between('absence', 'ratio', '2026-09-02', '2026-10-01'))).toBeUndefined();
  });
});

describe('circumstances', () => {
  const kind = { kind: 'young_carer' };
  const asks = (from: string | undefined, to: string) =>
    factOf(between('circumstance.young_carer', 'yes_no', from, to));

  it('are yes when one held on any day of the window, and unknown after it without a word', async () => {
    await given(
      'records.circumstance',
      about({ ...kind, present: true, starts_on: '2026-03-01', ends_on: '2026-04-30' }),
    );
    expect(value(await asks('2026-04-30', '2026-09-01'))).toBe(true);
    expect(value(await asks('2026-01-01', '2026-03-01'))).toBe(true);
    expect(await asks('2026-05-01', '2026-09-01')).toBeUndefined();
    expect(await asks('2026-01-01', '2026-02-28')).toBeUndefined();
    expect(value(await asks(undefined, '2026-09-01'))).toBe(true);
    expect(await factOf(on('circumstance.young_carer', 'yes_no', '2026-05-01'))).toBeUndefined();
    expect(await factOf(on('circumstance.young_carer', 'yes_no', '2026-04-01'))).toEqual({
      kind: 'yes_no',
      value: true,
      date: '2026-03-01',
      source: 'mis',
    });
  });

  it('are no only when a source says so for the last day', async () => {
    await given(
      'records.circumstance',
      about({ ...kind, present: false, starts_on: '2026-01-01', ends_on: '2026-06-30' }),
    );
    expect(value(await asks('2026-01-01', '2026-06-30'))).toBe(false);
    expect(await asks('2025-12-31', '2026-06-30')).toBeUndefined();
    expect(await asks('2026-01-01', '2026-07-01')).toBeUndefined();
  });

  it('are yes where one source says yes and another no', async () => {
    await given(
      'records.circumstance',
      about({ ...kind, present: false, starts_on: '2026-01-01' }),
      about({ ...kind, present: true, starts_on: '2026-02-01' }),
    );
    expect(value(await asks('2026-01-01', '2026-06-30'))).toBe(true);
  });
});

describe('provision for special needs', () => {
  it('is what holds on the day, the latest of several, and unknown before', async () => {
    await given(
      'records.need',
      about({ provision: 'N', starts_on: '2025-09-01', ends_on: '2026-03-31' }),
      about({ provision: 'K', starts_on: '2026-02-01' }),
    );
    const asks = (to: string) => factOf(on('sen_provision', 'category', to));
    expect(value(await asks('2026-01-15'))).toBe('N');
    expect(value(await asks('2026-02-15'))).toBe('K');
    expect(value(await asks('2026-05-15'))).toBe('K');
    expect(await asks('2025-08-31')).toBeUndefined();
  });
});

const enrolled = (setting: SettingId | undefined, year: number, starts_on: string | null, status = 'C') =>
  given('people.enrolment', about({ setting_id: setting, academic_year: year, starts_on, status }));

describe('suspensions', () => {
  const window = ['2026-01-01', '2026-06-30'] as const;
  const covered = (row: object = {}) =>
    given('records.coverage', {
      id: newId(),
      record: 'suspension',
      covers_from: '2025-09-01',
      covers_to: '2026-06-20',
      source: 'exclusions',
      ...row,
    });

  it('are none only where a source holds them all, for somebody who was there all the time', async () => {
    expect(await factOf(between('suspensions', 'number', ...window))).toBeUndefined();
    await covered();
    expect(
      await factOf(between('suspensions', 'number', ...window)),
      'not known to have been there',
    ).toBeUndefined();
    await enrolled(here, 2025, '2026-02-02');
    expect(await factOf(between('suspensions', 'number', ...window)), 'came in the middle').toBeUndefined();
    await enrolled(here, 2024, '2024-09-04');
    expect(await factOf(between('suspensions', 'number', ...window))).toEqual({
      kind: 'number',
      value: 0,
      date: '2026-06-20',
      source: 'exclusions',
    });
    expect(value(await factOf(between('exclusion', 'category', ...window)))).toBe('none');
    expect(
      await factOf(between('suspensions', 'number', '2025-08-31', '2026-06-30')),
      'before it begins',
    ).toBeUndefined();
    expect(
      await factOf(between('suspensions', 'number', '2026-01-01', '2026-07-22')),
      'more than a month behind',
    ).toBeUndefined();
    expect(
      await factOf(between('suspensions', 'number', undefined, '2026-06-30')),
      'since records began',
    ).toBeUndefined();
  });

  it('are not none because another setting, or another record, is complete', async () => {
    await enrolled(here, 2024, '2024-09-04');
    await covered({ setting_id: there });
    await covered({ record: 'behaviour' });
    expect(await factOf(between('suspensions', 'number', ...window))).toBeUndefined();
  });

  it('count without any claim to be complete, lunchtimes aside', async () => {
    await given(
      'records.suspension',
      about({ kind: 'suspension', starts_on: '2026-01-01' }),
      about({ kind: 'suspension', starts_on: '2026-06-30' }),
      about({ kind: 'suspension', starts_on: '2026-07-01' }),
      about({ kind: 'lunchtime', starts_on: '2026-02-01' }),
    );
    expect(await factOf(between('suspensions', 'number', ...window))).toMatchObject({
      value: 2,
      date: '2026-06-30',
    });
    expect(value(await factOf(between('exclusion', 'category', ...window)))).toBe('suspension');
    await given('records.suspension', about({ kind: 'permanent_exclusion', starts_on: '2026-03-01' }));
    expect(value(await factOf(between('exclusion', 'category', ...window)))).toBe('permanent');
  });
});

describe('moves', () => {
  const moves = (from: string | undefined, to: string) => factOf(between('moves', 'number', from, to));

  it('are counted in the middle of a year, the first place and September aside', async () => {
    await enrolled(here, 2023, '2023-09-04');
    await enrolled(there, 2025, '2026-02-09');
    expect(await moves('2025-09-01', '2026-06-30')).toEqual({
      kind: 'number',
      value: 1,
      date: '2026-02-09',
      source: 'mis',
    });
    expect(value(await moves('2026-02-10', '2026-06-30'))).toBe(0);
    expect(value(await moves('2024-09-01', '2026-02-08'))).toBe(0);
    expect(value(await moves(undefined, '2026-06-30'))).toBe(1);
  });

  it('are unknown when what is known begins inside the window, or has no dates', async () => {
    expect(await moves('2025-09-01', '2026-06-30')).toBeUndefined();
    await enrolled(here, 2025, null);
    expect(await moves('2025-09-01', '2026-06-30')).toBeUndefined();
    await enrolled(there, 2025, '2026-01-05');
    expect(await moves('2025-09-01', '2026-06-30')).toBeUndefined();
    expect(await moves('2026-01-05', '2026-06-30'), 'one place has no date').toBeUndefined();
    expect(await moves(undefined, '2026-06-30'), 'nobody knows what came before').toBeUndefined();
  });

  it('are not made by a second place', async () => {
    await enrolled(here, 2024, '2024-09-04');
    await enrolled(there, 2025, '2026-01-05', 'S');
    expect(value(await moves('2025-09-01', '2026-06-30'))).toBe(0);
  });
});

describe('measures that came in files', () => {
  async function measured(
    name: string,
    kind: 'number' | 'yes_no' | 'category',
    ...rows: object[]
  ): Promise<void> {
    const definition_id = newId();
    await withActor(db, who, (tx) =>
      sql`insert into records.measure_definition (tenant_id, id, name, label, kind) values (${who.tenantId}, ${definition_id}, ${name}, ${name}, ${kind})`.execute(
        tx,
      ),
    );
    await given('records.measure', ...rows.map((row) => about({ definition_id, ...row })));
  }

  it('answer with the newest on or before the day, inside the window where there is one', async () => {
    await measured(
      'score',
      'number',
      { on_date: '2026-01-10', number: 5 },
      { on_date: '2026-03-10', number: 8 },
      { on_date: '2026-07-10', number: 1 },
    );
    expect(await factOf(on('score', 'number', '2026-06-30'))).toEqual({
      kind: 'number',
      value: 8,
      date: '2026-03-10',
      source: 'mis',
    });
    expect(value(await factOf(between('score', 'number', '2026-01-01', '2026-02-28')))).toBe(5);
    expect(await factOf(between('score', 'number', '2026-04-01', '2026-06-30'))).toBeUndefined();
    expect(value(await factOf(between('score', 'number', undefined, '2026-06-30')))).toBe(8);
    expect(await factOf(on('score', 'number', '2025-12-31'))).toBeUndefined();
  });

  it('stand in for what Waymark would count, and give way to it', async () => {
    await measured('suspensions', 'number', { on_date: '2026-03-01', number: 7 });
    const asked = between('suspensions', 'number', '2026-01-01', '2026-06-30');
    expect(value(await factOf(asked))).toBe(7);
    await given('records.suspension', about({ kind: 'suspension', starts_on: '2026-02-01' }));
    expect(value(await factOf(asked))).toBe(1);
  });

  it('say nothing where another kind of answer is wanted', async () => {
    await measured('worried', 'yes_no', { on_date: '2026-01-10', yes: false });
    expect(value(await factOf(on('worried', 'yes_no', '2026-06-30')))).toBe(false);
    expect(await factOf(on('worried', 'number', '2026-06-30'))).toBeUndefined();
    expect(await factOf(on('worried', 'category', '2026-06-30'))).toBeUndefined();
  });
});

it('keeps each answer at the place of its question, for each person of a run', async () => {
  const others = [newId<PersonId>(), newId<PersonId>()] as const;
  for (const id of others)
    await given('people.person', {
      id,
      setting_id: here,
      setting_ids: [here],
      source: 'mis',
      source_key: id,
    });
  await given('records.circumstance', {
    ...about({ kind: 'young_carer', present: true, starts_on: '2026-01-01' }),
    person_id: others[0],
  });
  const ids = [personId, ...others].sort() as PersonId[];
  const wanted = [
    on('sen_provision', 'category', '2026-06-30'),
    on('circumstance.young_carer', 'yes_no', '2026-06-30'),
  ];
  const [first, last] = [ids[0] as PersonId, ids.at(-1) as PersonId];
  const facts = await withActor(db, who, (tx) =>
    factsOf(tx, { tenantId: who.tenantId, first, last }, wanted),
  );
  expect(facts.get(others[0])?.map(value)).toEqual([undefined, true]);
  expect([...facts.keys()]).toEqual([others[0]]);
  const only = (...people: (PersonId | undefined)[]) =>
    withActor(db, who, (tx) =>
      factsOf(tx, { tenantId: who.tenantId, first, last, only: people as PersonId[] }, wanted),
    );
  expect(await only(others[0] as PersonId)).toEqual(facts);
  expect((await only(personId, others[1] as PersonId)).size).toBe(0);
});
