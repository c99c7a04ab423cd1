import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays, type PlainDate } from '#dates';
import { type AccountId, type Database, newId, type TenantId, type Tx, withActor } from '#db';
import { foundTenant, openAccount, type PasswordHash } from '#modules/identity';
import { castToday } from '#test/cast';
import { emptyDatabase } from '#test/database';
import { bringer } from '#test/imports';
import { addSetting, classesKind, peopleKind, staffKind } from '../../index.ts';
import { reach } from '../../queries/reach.ts';

let db: Database;
let tenantId: TenantId;
let files: ReturnType<typeof bringer>;
let people: ReturnType<typeof bringer>;
let staff: ReturnType<typeof bringer>;
let jo: AccountId;
let lee: AccountId;

beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  await settle();
  return () => {
    for (const each of [files, people, staff]) each.remove();
  };
});

const asked = <Answer>(act: (tx: Tx) => Promise<Answer>) => withActor(db, { tenantId, reach: 'whole' }, act);

/** A school with Ada, Ben and Cy in it, and Jo and Lee who teach there and have accounts. */
async function settle(): Promise<void> {
  tenantId = newId<TenantId>();
  const test = { db, tenantId, today: castToday };
  [files, people, staff] = [bringer(test, classesKind), bringer(test, peopleKind), bringer(test, staffKind)];
  [jo, lee] = await asked(async (tx) => {
    const doer = { tenantId, accountId: null };
    await foundTenant(tx, doer, { name: `Council ${tenantId}`, kind: 'council' });
    await addSetting(tx, tenantId, { name: 'Ashdale School', kind: 'secondary', urn: '123456' });
    await addSetting(tx, tenantId, { name: 'Birchwood School', kind: 'secondary', urn: '123457' });
    const open = (name: string) =>
      openAccount(tx, doer, { email: `${name}@ashdale.example`, name, password: 'no hash' as PasswordHash });
    return [await open('jo'), await open('lee')];
  });
  await people.bring([
    'source_id,setting_urn,given_name,tutor_group',
    '1,123456,Ada,9A',
    '2,123456,Ben,',
    '3,123456,Cy,',
  ]);
  await staff.bring([
    'source_id,setting_urn,given_name,family_name,email',
    'J,123456,Jo,Field,jo@ashdale.example',
    'L,123456,Lee,Ward,lee@ashdale.example',
  ]);
}

/** The names of those whom an account has of its own, each with why, as row security then lets them be seen. */
async function seenBy(accountId: AccountId, today: PlainDate = castToday): Promise<string[]> {
  const own = await asked(async (tx) => (await reach.ownPeople?.(tx, { tenantId, accountId, today })) ?? []);
  const ids = own.map(({ personId }) => personId);
  const rows = await withActor(db, { tenantId, reach: { settings: [], people: ids } }, (tx) =>
    tx.selectFrom('people.person').select(['id', 'given_name']).where('tenant_id', '=', tenantId).execute(),
  );
  const names = new Map(rows.map(({ id, given_name }) => [id, given_name]));
  return own.map(({ personId, why }) => `${names.get(personId)} ${why}`).sort();
}

type Held = Record<string, unknown>;
const held = async (table: string) => (await files.held(`people.${table}`))[`people.${table}`] as Held[];
const everything = () =>
  files.held(
    'people.class',
    'people.class_place',
    'people.class_teacher',
    'people.tutor_group',
    'people.enrolment',
    'people.staff',
  );

const header =
  'source_id,setting_urn,class,kind,subject,academic_year,teacher_id,teacher_email,starts_on,ends_on';
const ada = '1,123456,9x/Hi,,History,2026/27,J,,,';
const ben = '2,123456,9x/Hi,class,History,2026,,Jo@Ashdale.example,2026-09-03,';
const cy = '3,123456,9y/Ma,,,,L,,,';
const snapshot = { policy: 'snapshot' } as const;

describe('classes from a file', () => {
  it('are added with those in them and those who teach them, and the same file changes nothing', async () => {
    expect(await files.bring([header, ada, ben, cy])).toMatchObject({ read: 3, added: 3, refused: 0 });
    expect(await held('class')).toMatchObject([
      { name: '9x/Hi', subject: 'History', academic_year: 2026, source: 'mis' },
      { name: '9y/Ma', subject: null, academic_year: 2026 },
    ]);
    expect(await held('class_place')).toHaveLength(3);
    expect(await held('class_teacher')).toHaveLength(2);
    const before = await everything();
    expect(await files.bring([header, cy, ben, ada])).toMatchObject({ added: 0, changed: 0, same: 3 });
    expect(await files.bring([header, ada, ben, cy], snapshot)).toMatchObject({ same: 3, ended: 0 });
    expect(await everything()).toEqual(before);
  });

  it('have as many teachers as there are rows that name one', async () => {
    expect(await files.bring([header, ada, ada.replace(',J,', ',L,')])).toMatchObject({ read: 2, added: 2 });
    expect(await held('class_place')).toHaveLength(1);
    expect(await seenBy(lee)).toEqual(['Ada teaches']);
    expect(await seenBy(jo)).toEqual(['Ada teaches']);
  });

  it('are refused row by row with line, field and rule, and the good rows go in', async () => {
    await staff.bring(['source_id,given_name,family_name,email', 'X,Max,Orr,jo@ashdale.example']);
    const brought = await files.bring([
      header,
      ada,
      ',123456,9x/Hi,,,,,,,',
      '9,123456,9x/Hi,,,,,,,',
      '1,999999,9x/Hi,,,,,,,',
      '2,123456,,club,,26/27,,nobody,2026-02-30,',
      '2,123456,9x/Hi,,,,Q,,,',
      '2,123456,9x/Hi,,,,,q@ashdale.example,,',
      '2,123456,9x/Hi,,Latin,,,,,',
      '2,123456,9x/Hi,,,,,,2026-10-01,2026-09-01',
      '1,123456,9x/Hi,,,,,,2026-10-01,',
    ]);
    expect(brought).toMatchObject({ read: 10, added: 1, refused: 9 });
    expect(brought.refusals).toEqual([
      '3 source_id identity.missing',
      '6 class field.missing',
      '6 kind code.unknown',
      '6 academic_year academic_year.shape',
      '6 teacher_email email.shape',
      '6 starts_on date.exists',
      '4 identity person.unknown',
      '5 identity setting.unknown',
      '7 teacher staff.unknown',
      '8 teacher staff.unknown',
      '10 ends_on date.order',
      '11 class fact.twice',
      '9 subject fact.twice',
    ]);
  });

  it('are about where the young person is now when the file has no column for the setting', async () => {
    expect(await files.bring(['source_id,class', '1,9x/Hi', '3,9x/Hi'])).toMatchObject({ added: 2 });
    expect(await files.bring([header, '1,123456,9x/Hi,,,,,,,', '3,,9x/Hi,,,,,,,'])).toMatchObject({
      same: 1,
      refusals: ['3 setting_urn setting.missing'],
    });
  });

  it('take the teacher at the setting where an address is that of several', async () => {
    await staff.bring([
      'source_id,setting_urn,given_name,family_name,email',
      'J2,123457,Jo,Field,jo@ashdale.example',
    ]);
    expect(await files.bring([header, ben])).toMatchObject({ added: 1 });
    await staff.bring([
      'source_id,setting_urn,given_name,family_name,email',
      'J3,123456,Jo,Field,jo@ashdale.example',
    ]);
    expect(await files.bring([header, ben])).toMatchObject({ refusals: ['2 teacher staff.ambiguous'] });
  });

  it('keep the subject of the source that named them first', async () => {
    await files.bring([header, cy]);
    expect(await files.bring([header, cy.replace('9y/Ma,,', '9y/Ma,,Maths')])).toMatchObject({
      changed: 1,
    });
    await people.bring(['source_id,setting_urn,given_name', '3,123456,Cy'], { source: 'other' });
    const other = ['source_id,class,subject', '3,9y/Ma,Mathematics'];
    expect(await files.bring(other, { source: 'other' })).toMatchObject({
      refusals: ['2 subject class.believed'],
    });
    expect(await held('class')).toMatchObject([{ subject: 'Maths' }]);
  });

  it('are the same number in a dry run, and none of them stays', async () => {
    const before = await everything();
    expect(await files.bring([header, ada, ben], { dryRun: true })).toMatchObject({ added: 2 });
    expect(await everything()).toEqual(before);
  });

  it('only replace or are a snapshot', async () => {
    await expect(files.bring([header, ada], { policy: 'adds' })).rejects.toThrow(/replaces, snapshot/);
  });
});

describe('the reach of a teacher', () => {
  it('is those in their classes, from the first day to the last', async () => {
    await files.bring([header, ada, ben, cy]);
    expect(await seenBy(jo)).toEqual(['Ada teaches', 'Ben teaches']);
    expect(await seenBy(lee)).toEqual(['Cy teaches']);
    const starts = '2026-09-03' as PlainDate;
    expect(await seenBy(jo, starts)).toEqual(['Ada teaches', 'Ben teaches']);
    expect(await seenBy(jo, addDays(starts, -1))).toEqual(['Ada teaches']);
  });

  it('ends with a place that has ended: that day is the last', async () => {
    await files.bring([header, ada, ben]);
    expect(await files.bring([header, ada], snapshot)).toMatchObject({ same: 1, ended: 1 });
    expect(await seenBy(jo)).toEqual(['Ada teaches', 'Ben teaches']);
    expect(await seenBy(jo, addDays(castToday, 1))).toEqual(['Ada teaches']);
    expect(await files.bring([header, ada, ben], snapshot)).toMatchObject({ changed: 1 });
    expect(await seenBy(jo, addDays(castToday, 1))).toEqual(['Ada teaches', 'Ben teaches']);
  });

  it('ends on the day a file gives', async () => {
    await files.bring([header, `${ben}2026-11-18`]);
    expect(await seenBy(jo, '2026-11-18' as PlainDate)).toEqual(['Ben teaches']);
    expect(await seenBy(jo, '2026-11-19' as PlainDate)).toEqual([]);
  });

  it('ends when a snapshot names another teacher, and not when it names none', async () => {
    const tomorrow = addDays(castToday, 1);
    await files.bring([header, ada, ben]);
    const without = [ada.replace(',J,', ',,'), ben.replace('Jo@Ashdale.example', '')];
    expect(await files.bring([header, ...without], snapshot)).toMatchObject({ same: 2, ended: 0 });
    expect(await seenBy(jo, tomorrow)).toHaveLength(2);
    expect(await files.bring([header, ada.replace(',J,', ',L,'), without[1] ?? ''], snapshot)).toMatchObject({
      ended: 1,
    });
    expect(await seenBy(jo, tomorrow)).toEqual([]);
    expect(await seenBy(lee, tomorrow)).toEqual(['Ada teaches', 'Ben teaches']);
  });

  it('ends when the teacher leaves, who stays named', async () => {
    await files.bring([header, ada]);
    await staff.bring(
      ['source_id,setting_urn,given_name,family_name,email', 'L,123456,Lee,Ward,lee@ashdale.example'],
      snapshot,
    );
    expect(await seenBy(jo)).toEqual(['Ada teaches']);
    expect(await seenBy(jo, addDays(castToday, 1))).toEqual([]);
    expect(await held('class_teacher')).toHaveLength(1);
    expect(await held('staff')).toHaveLength(2);
  });

  it('is not had before the teacher comes', async () => {
    await files.bring([header, ada]);
    await staff.bring([
      'source_id,setting_urn,given_name,family_name,starts_on',
      'J,123456,Jo,Field,2026-11-23',
    ]);
    expect(await seenBy(jo)).toEqual([]);
    expect(await seenBy(jo, '2026-11-23' as PlainDate)).toEqual(['Ada teaches']);
  });
});

describe('a snapshot of classes', () => {
  it('ends nothing at another setting, of another year or of another source', async () => {
    await people.bring(['source_id,setting_urn,given_name', '4,123457,Dee']);
    await people.bring(['source_id,setting_urn,given_name', '1,123456,Ada'], { source: 'other' });
    await files.bring([header, ada, ben, '4,123457,9z/Hi,,,,,,,', '1,123456,8x/Hi,,,2025/26,,,,']);
    await files.bring(['source_id,class', '1,9x/Hi'], { source: 'other' });
    expect(await files.bring([header, ada], snapshot)).toMatchObject({ same: 1, ended: 1 });
    const ended = (await held('class_place')).filter(({ ends_on }) => ends_on !== null);
    expect(ended).toMatchObject([{ starts_on: '2026-09-03', source: 'mis', academic_year: 2026 }]);
  });

  it('ends a place that has not begun yet before it begins', async () => {
    await files.bring([header, ada, ben.replace('2026-09-03', '2027-01-05')]);
    expect(await files.bring([header, ada], snapshot)).toMatchObject({ ended: 1 });
    expect(await seenBy(jo, '2027-01-05' as PlainDate)).toEqual(['Ada teaches']);
  });

  it('waits for a person when it would end more than the share', async () => {
    const rows = Array.from({ length: 24 }, (_, at) => `1,123456,Class ${at},,,,,,,`);
    await files.bring([header, ...rows]);
    await expect(files.bring([header, ...rows.slice(18)], snapshot)).rejects.toThrow(
      /would change or end 18/,
    );
    expect(await files.bring([header, ...rows.slice(6)], snapshot)).toMatchObject({ ended: 6 });
  });
});

describe('tutor groups from a file', () => {
  const tutor = (id: number, group: string, teacher = 'J') => `${id},123456,${group},tutor,,,${teacher},,,`;

  it('have the tutor and the young people that the file names', async () => {
    expect(await files.bring([header, tutor(1, '9A'), tutor(2, '9A'), tutor(3, '9B', 'L')])).toMatchObject({
      added: 3,
      refused: 0,
    });
    expect(await seenBy(jo)).toEqual(['Ada tutors', 'Ben tutors']);
    expect(await seenBy(lee)).toEqual(['Cy tutors']);
    const before = await everything();
    expect(await files.bring([header, tutor(3, '9B', 'L'), tutor(2, '9A'), tutor(1, '9A')])).toMatchObject({
      same: 3,
    });
    expect(await everything()).toEqual(before);
  });

  it('change hands, and young people move between them, and with both the reach', async () => {
    await files.bring([header, tutor(1, '9A'), tutor(2, '9A'), tutor(3, '9B', 'L')]);
    expect(await files.bring([header, tutor(2, '9B', 'L')])).toMatchObject({ changed: 1 });
    expect(await seenBy(jo)).toEqual(['Ada tutors']);
    expect(await seenBy(lee)).toEqual(['Ben tutors', 'Cy tutors']);
    expect(await files.bring([header, tutor(1, '9A', 'L')])).toMatchObject({ changed: 1 });
    expect(await seenBy(jo)).toEqual([]);
  });

  it('are left by nobody because a snapshot does not name them, and keep a tutor it does not name', async () => {
    await files.bring([header, tutor(1, '9A'), tutor(2, '9A')]);
    expect(await files.bring([header, tutor(1, '9A', '')], snapshot)).toMatchObject({ same: 1, ended: 0 });
    expect(await seenBy(jo, addDays(castToday, 1))).toEqual(['Ada tutors', 'Ben tutors']);
  });

  it('are refused where the file contradicts itself, or another source is believed', async () => {
    const brought = await files.bring([
      header,
      tutor(1, '9A'),
      tutor(2, '9A', 'L'),
      tutor(1, '9B', 'L'),
      '2,123457,9C,tutor,,,,,,',
      '2,123456,9A,tutor,,2025,,,,',
    ]);
    expect(brought.refusals).toEqual([
      '5 identity person.unknown',
      '3 teacher fact.twice',
      '4 class fact.twice',
      '6 class enrolment.missing',
    ]);
    await people.bring(['source_id,setting_urn,given_name', '1,123456,Ada'], { source: 'other' });
    await staff.bring(['source_id,setting_urn,given_name,family_name', 'L,123456,Lee,Ward'], {
      source: 'other',
    });
    const from = { source: 'other' };
    const other = (group: string, teacher: string) => [header, `A1,123456,${group},tutor,,,${teacher},,,`];
    await people.bring(['upn,source_id,setting_urn,given_name', 'K990399916001,1,123456,Ada']);
    await people.bring(['upn,source_id,setting_urn,given_name', 'K990399916001,A1,123456,Ada'], from);
    expect(await files.bring(other('9A', 'L'), from)).toMatchObject({
      refusals: ['2 teacher tutor.believed'],
    });
    expect(await files.bring(other('9D', ''), from)).toMatchObject({
      refusals: ['2 class tutor_group.believed'],
    });
    expect(await files.bring(other('9A', ''), from)).toMatchObject({ same: 1 });
  });
});

describe('a run of classes taken back', () => {
  it('takes out what it added and puts back what it changed', async () => {
    const before = await everything();
    await files.bring([header, ada, ben, cy, '2,123456,9A,tutor,,,J,,,', '3,123456,9Q,tutor,,,L,,,']);
    const between = await everything();
    await files.bring([header, ada.replace('History', 'Politics'), '3,123456,9A,tutor,,,L,,,'], {
      ...snapshot,
      confirmed: true,
    });
    expect((await files.undoLast()).kept).toEqual([]);
    expect(await everything()).toEqual(between);
    expect((await files.undoLast()).kept).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  it('leaves everything as it was, whatever the files were', async () => {
    const teacher = fc.constantFrom('', 'J', 'L');
    const place = fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom('x', 'y'), teacher)
      .map(([id, name, who]) => `${id},123456,${name},,,,${who},,,`);
    const group = fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom('9A', '9B'), teacher)
      .map(([id, name, who]) => `${id},123456,${name},tutor,,,${who},,,`);
    const lines = fc.uniqueArray(fc.oneof(place, group), { maxLength: 6 });
    const policy = fc.constantFrom('replaces' as const, 'snapshot' as const);
    await fc.assert(
      fc.asyncProperty(lines, lines, policy, async (first, second, which) => {
        await settle();
        await files.bring([header, ...first]);
        const before = await everything();
        await files.bring([header, ...second], { policy: which, confirmed: true });
        expect((await files.undoLast()).kept).toEqual([]);
        expect(await everything()).toEqual(before);
      }),
      { numRuns: 15 },
    );
  });

  it('brings the same whatever the order of rows that do not contradict each other', async () => {
    const rows = [
      ada,
      ben,
      cy,
      ada.replace(',J,', ',L,'),
      '2,123456,9A,tutor,,,J,,,',
      '3,123456,9A,tutor,,,J,,,',
    ];
    const inOrder = async (lines: readonly string[]) => {
      await settle();
      // Which of two rows is called new, when both say the same thing, is a matter of order; the facts are not.
      const { read, changed, refusals } = await files.bring([header, ...lines]);
      const tables = await files.held('people.class', 'people.enrolment', 'people.tutor_group');
      const plain = JSON.stringify(tables).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id');
      return { read, changed, refusals, plain, jo: await seenBy(jo), lee: await seenBy(lee) };
    };
    const wanted = await inOrder(rows);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: rows.length }), async (shuffled) => {
        expect(await inOrder(shuffled)).toEqual(wanted);
      }),
      { numRuns: 6 },
    );
  });
});
