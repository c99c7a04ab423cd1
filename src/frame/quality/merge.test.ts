import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertRows, newId, type PersonId, type Tx, withActor } from '#db';
import { type Actor, commandActor } from '#modules/access';
import {
  askErasure,
  importPeople,
  type MergingId,
  mergePeople,
  placeHold,
  settleDuplicates,
  tellApart,
  unmergePeople,
} from '#modules/people';
import { EMPTY_REGISTER, letterOf, masks, setMark } from '#modules/records';
import { refreshProfiles } from '#modules/risk';
import { castYoungPeople } from '#test/cast';
import { temporary } from '#test/cli/waymark';
import { type TestDatabase, testDatabase } from '#test/database';
import { ownerOfDatabase } from '#test/db/owner';
import { modules } from '../../app.ts';

const { path: place, remove } = temporary();
const parts = modules.flatMap(({ merge }) => merge ?? []);
const { ollie, jack } = castYoungPeople;
let test: TestDatabase;
let actor: Actor;
/** Ollie once more, as the council has him. */
let second: PersonId;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  actor = { ...commandActor(test.tenantId, 'test', test.today), accountId: test.accounts.gwen };
});
afterAll(async () => {
  await test.close();
  remove();
});
beforeEach(async () => {
  await bring([`C-${newId()},990001,Oliver,Pemberton,${ollie.dateOfBirth},`], 'council');
  const rows = await within((tx) =>
    tx.selectFrom('people.person').select('id').where('source', '=', 'council').orderBy('id').execute(),
  );
  second = rows.at(-1)?.id as PersonId;
});
const within = <T>(act: (tx: Tx) => Promise<T>) => withActor(test.db, actor, act);

async function bring(lines: string[], source: string) {
  const path = join(place, `${source}.csv`);
  writeFileSync(
    path,
    ['source_id,setting_urn,given_name,family_name,date_of_birth,upn', ...lines].join('\n'),
  );
  const outcome = await importPeople(test.db, actor, { path, source, dryRun: false });
  expect(outcome.refused).toBe(0);
}

const tables = [
  'people.person',
  'people.person_source',
  'people.person_said',
  'people.enrolment',
  'people.class_place',
  'people.second_setting',
  'records.register',
  'records.register_change',
  'records.measure',
  'records.need',
  'records.circumstance',
  'records.suspension',
  'records.register_count',
  'records.attainment',
  'records.behaviour',
  'records.note',
  'risk.staff_mark',
  'risk.decision',
  'people.legal_hold',
  'people.erasure',
] as const;

/** Every row of the organisation, and the keys of names, whose ids are made anew. */
async function standing() {
  return within(async (tx) => {
    const all: Record<string, unknown> = {};
    for (const table of tables) {
      const { rows } = await sql<{ row: unknown }>`select to_jsonb(t) as row from ${sql.table(table)} t
        where t.tenant_id = ${test.tenantId} order by to_jsonb(t)::text`.execute(tx);
      all[table] = rows;
    }
    const keys = await sql`select person_id, setting_ids, key from people.name_key
      where tenant_id = ${test.tenantId} order by 1, 3`.execute(tx);
    const pairs = await sql`select person_id, other_id, setting_ids, reasons from people.duplicate
      where tenant_id = ${test.tenantId} order by 1, 2`.execute(tx);
    return { ...all, keys: keys.rows, pairs: pairs.rows };
  });
}

const about = (personId: PersonId) => ({
  tenant_id: test.tenantId,
  id: newId<never>(),
  person_id: personId,
  setting_id: test.settings.fernlow,
  source: 'council',
});

async function register(personId: PersonId, year: number, marks: string) {
  await within((tx) =>
    insertRows(tx, 'records.register', [{ ...about(personId), register_year: year, marks, ...masks(marks) }]),
  );
}

async function measure(personId: PersonId, number: number) {
  await within(async (tx) => {
    const known = await tx
      .selectFrom('records.measure_definition')
      .select('id')
      .where('name', '=', 'reading_age')
      .executeTakeFirst();
    const id = known?.id ?? newId<never>();
    if (!known)
      await insertRows(tx, 'records.measure_definition', [
        { tenant_id: test.tenantId, id, name: 'reading_age', label: 'Reading age', kind: 'number' },
      ]);
    await insertRows(tx, 'records.measure', [
      { ...about(personId), definition_id: id, on_date: test.today, number },
    ]);
  });
}

const merge = (from = second, into = ollie.id) =>
  within((tx) => mergePeople(tx, actor, parts, { from, into, reason: 'One boy' }));
const unmerge = (mergingId: MergingId) =>
  within((tx) => unmergePeople(tx, actor, { mergingId, reason: 'Two boys' }));
const lastMerging = async () =>
  (
    await within((tx) =>
      tx.selectFrom('people.merging').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirst(),
    )
  )?.id as MergingId;

/** The pairs in which the council's record is with Ollie's. */
const pairs = () =>
  within((tx) =>
    tx
      .selectFrom('people.duplicate')
      .selectAll()
      .where('person_id', '=', ollie.id)
      .where('other_id', '=', second)
      .execute(),
  );

async function rowsOf(personId: PersonId) {
  const all = await standing();
  return Object.fromEntries(
    tables.map((table) => [
      table,
      (all[table as keyof typeof all] as unknown as { row: { person_id?: string; id: string } }[]).filter(
        ({ row }) => (row.person_id ?? row.id) === personId,
      ).length,
    ]),
  );
}

describe('a possible duplicate', () => {
  it('is shown and not merged, to those who have both', async () => {
    expect(await pairs()).toMatchObject([
      { person_id: ollie.id, reasons: ['same_name'], setting_ids: [test.settings.fernlow] },
    ]);
    const seen = (settings: (typeof test.settings)[keyof typeof test.settings][]) =>
      withActor(test.db, { tenantId: test.tenantId, reach: { settings, people: [] } }, (tx) =>
        tx.selectFrom('people.duplicate').select('id').where('other_id', '=', second).execute(),
      );
    expect(await seen([test.settings.fernlow])).toHaveLength(1);
    expect(await seen([test.settings.quillbeck])).toEqual([]);
  });

  it('is remembered as two people when somebody says so, until they take that back', async () => {
    const say = (areTwo: boolean) =>
      within((tx) => tellApart(tx, actor, { one: ollie.id, other: second, areTwo, reason: 'Cousins' }));
    expect(await say(true)).toBe(true);
    expect(await pairs()).toEqual([]);
    await within((tx) => settleDuplicates(tx, test.tenantId, [second, ollie.id]));
    expect(await pairs()).toEqual([]);
    await expect(merge()).rejects.toThrow('two young people');
    await say(false);
    expect(await pairs()).toHaveLength(1);
  });
});

describe('merging two records', () => {
  it('makes everything about the one about the other, and undo makes it exactly as it was', async () => {
    await register(second, 2024, setMark(EMPTY_REGISTER, 80, letterOf('I') ?? ''));
    const marks = await within((tx) =>
      tx
        .selectFrom('records.register')
        .select('marks')
        .where('person_id', '=', ollie.id)
        .where('register_year', '=', 2026)
        .executeTakeFirstOrThrow(),
    );
    // A register that says less, and nothing else, and a mark on a day on which the other has none.
    const spare = marks.marks.indexOf(' ', 100);
    const less = setMark(marks.marks.slice(0, 90) + ' '.repeat(642), spare, letterOf('I') ?? '');
    await register(second, 2026, less);
    await measure(second, 11);
    await within((tx) =>
      insertRows(tx, 'records.suspension', [
        { ...about(second), kind: 'suspension', starts_on: '2026-03-02' as never, sessions: 2, reason: 'DB' },
      ]),
    );
    // Held and proposed twice, they are so once; held once, they are held.
    await within((tx) => askErasure(tx, actor, second, 'asked for by the council'));
    await within((tx) => askErasure(tx, actor, ollie.id, 'asked for by the school'));
    await within((tx) => placeHold(tx, actor, second, 'A claim'));
    const before = await standing();
    const [theirs, ours] = [await rowsOf(second), await rowsOf(ollie.id)];

    expect(await merge()).toMatchObject({ personId: ollie.id });
    expect(await rowsOf(second)).toEqual(Object.fromEntries(tables.map((table) => [table, 0])));
    const merged = await rowsOf(ollie.id);
    expect([merged['people.legal_hold'], merged['people.erasure']]).toEqual([1, 1]);
    expect(merged).toMatchObject({
      'people.person': 1,
      'people.enrolment': ours['people.enrolment'],
      'people.person_source': (ours['people.person_source'] ?? 0) + 1,
      'records.register': (ours['records.register'] ?? 0) + 1,
      'records.measure': (ours['records.measure'] ?? 0) + 1,
      'records.suspension': (ours['records.suspension'] ?? 0) + (theirs['records.suspension'] ?? 0),
      'records.note': ours['records.note'],
    });
    const after = await within((tx) =>
      tx
        .selectFrom('records.register')
        .select(['marks', 'absent'])
        .where('person_id', '=', ollie.id)
        .where('register_year', '=', 2026)
        .executeTakeFirstOrThrow(),
    );
    expect(after.marks).toBe(setMark(marks.marks, spare, letterOf('I') ?? ''));
    expect(after.absent).toBe(masks(after.marks).absent);

    expect(await unmerge(await lastMerging())).toEqual([ollie.id, second]);
    expect(await standing()).toEqual(before);
    await expect(unmerge(await lastMerging())).rejects.toThrow('undone already');
  });

  it('works the other way round too, with what the record that stays does not know', async () => {
    const before = await standing();
    await merge(ollie.id, second);
    const person = await within((tx) =>
      tx.selectFrom('people.person').selectAll().where('id', '=', second).executeTakeFirstOrThrow(),
    );
    expect(person).toMatchObject({ upn: ollie.upn, nc_year: 8, known_as: 'Ollie', given_name: 'Oliver' });
    await within((tx) => refreshProfiles(tx, actor, test.today));
    await unmerge(await lastMerging());
    expect(await standing()).toEqual(before);
  });

  it('is refused by name where two registers differ, and then changes nothing', async () => {
    const marks = setMark(EMPTY_REGISTER, 2 * 44, letterOf('U') ?? '');
    await register(second, 2026, marks);
    const before = await standing();
    await expect(merge()).rejects.toThrow(
      'Both have a register at Fernlow High School for 2026/27, and they differ in 1 session, the first on 14 September 2026 in the morning',
    );
    expect(await standing()).toEqual(before);
    await within((tx) => sql`delete from records.register where person_id = ${second}`.execute(tx));
  });

  it('is refused by name where one measure has two values', async () => {
    await measure(second, 10);
    await measure(jack.id, 9);
    await expect(merge(second, jack.id)).rejects.toThrow(
      'Both have “Reading age” of 20 November 2026 from council',
    );
    await within((tx) => sql`delete from records.measure where source = 'council'`.execute(tx));
  });

  it('cannot be undone once something that it joined was changed, and says what; what only moved may change', async () => {
    await register(second, 2026, setMark(EMPTY_REGISTER, 100, ' '));
    await within((tx) =>
      sql`update records.register set marks = overlay(marks placing 'I' from 731) where person_id = ${second}`.execute(
        tx,
      ),
    );
    await merge();
    await within((tx) =>
      sql`update records.register set marks = overlay(marks placing 'U' from 731)
        where person_id = ${ollie.id} and register_year = 2026`.execute(tx),
    );
    const before = await standing();
    await expect(unmerge(await lastMerging())).rejects.toThrow('has been changed: register (1)');
    expect(await standing()).toEqual(before);
  });
});

describe('every table about a young person', () => {
  it('is merged by its module, or worked out anew', async () => {
    const owner = await ownerOfDatabase();
    const { rows } = await owner.query(
      `select n.nspname || '.' || c.relname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
       join pg_namespace n on n.oid = c.relnamespace
       where k.contype = 'f' and k.confrelid = 'people.person'::regclass group by 1 order by 1`,
    );
    await owner.close();
    const workedOut = ['people.duplicate', 'people.name_key', 'people.second_setting'];
    const merged = parts.flatMap(({ tables: of }) => of.map(({ table }) => table));
    expect(rows.length).toBeGreaterThan(12);
    expect(rows.map(({ name }) => name).filter((name) => !workedOut.includes(String(name)))).toEqual(
      [...merged].filter((table) => table !== 'records.register_change').sort(),
    );
  });
});
