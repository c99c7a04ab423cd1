import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, newId, type TenantId, withActor } from '#db';
import { type Actor, commandActor } from '#modules/access';
import { addSetting, importPeople } from '#modules/people';
import { castToday } from '#test/cast';
import { temporary } from '#test/cli/waymark';
import { emptyDatabase } from '#test/database';
import { dump } from '#test/db/dump';
import { ATTENDANCE_CODES, codeOf, importRegisters, masks } from '../index.ts';

const { path: place, remove } = temporary();
const [A, B] = ['K990399916001', 'N990399915002'];
let db: Database;
let actor: Actor;

beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(async () => {
  await db.close();
  remove();
});
beforeEach(async () => {
  actor = commandActor(newId<TenantId>(), 'test', castToday);
  await withActor(db, actor, async (tx) => {
    await addSetting(tx, actor.tenantId, { name: 'Ashdale School', kind: 'secondary', urn: '123456' });
    await addSetting(tx, actor.tenantId, { name: 'Birchwood School', kind: 'secondary', urn: '123457' });
  });
  const path = join(place, 'people.csv');
  writeFileSync(path, ['upn,source_id,setting_urn', `${A},1,123456`, `${B},2,123456`].join('\n'));
  await importPeople(db, actor, { path, source: 'mis', dryRun: false });
});

async function bring(rows: string[], { dryRun = false, header = 'upn,source_id,date,session,code' } = {}) {
  const path = join(place, 'registers.csv');
  writeFileSync(path, [header, ...rows].join('\n'));
  const { kind, source, file, refusals, ...counts } = await importRegisters(db, actor, {
    path,
    source: 'mis',
    dryRun,
  });
  expect(counts.read).toBe(counts.added + counts.changed + counts.same + counts.refused);
  return { ...counts, rules: refusals.map(({ line, rule }) => `${line} ${rule}`) };
}

const registers = () =>
  withActor(db, actor, (tx) =>
    tx
      .selectFrom('records.register')
      .selectAll()
      .where('tenant_id', '=', actor.tenantId)
      .orderBy('register_year')
      .orderBy('id')
      .execute(),
  );
const codesOf = (marks: string) => [...marks].flatMap((letter) => codeOf(letter)?.code ?? []).join(' ');

describe('importing registers', () => {
  it('folds rows into one register a person, year and setting', async () => {
    const outcome = await bring([
      `${A},,2026-07-31,PM,\\`,
      `${A},,2026-08-01,AM,/`,
      `${A},,2026-09-01,AM,I`,
      `${A},,2026-09-01,PM,Y1`,
      `,2,01/09/2026,AM,L`,
    ]);
    expect(outcome).toMatchObject({ read: 5, added: 5, refused: 0 });
    const kept = await registers();
    expect(kept.map(({ register_year, marks }) => `${register_year} ${codesOf(marks)}`).sort()).toEqual([
      '2025 \\',
      '2026 / I Y1',
      '2026 L',
    ]);
    expect(kept.find(({ marks }) => marks.includes('I'))?.marks.indexOf('I')).toBe(62);
  });

  it('stores the masks of the marks it stores, whatever the codes and the days', async () => {
    const mark = fc.record({
      day: fc.integer({ min: 0, max: 364 }),
      session: fc.constantFrom('AM', 'PM'),
      code: fc.constantFrom(
        ...ATTENDANCE_CODES.filter(({ withdrawn }) => !withdrawn).map(({ code }) => code),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(mark, { minLength: 1, maxLength: 60 }), async (marks) => {
        await bring(
          marks.map(
            ({ day, session, code }) =>
              `${A},,${new Date(Date.UTC(2025, 7, 1 + day)).toISOString().slice(0, 10)},${session},${code}`,
          ),
        );
        for (const { marks, possible, absent, unauthorised, late } of await registers())
          expect({ possible, absent, unauthorised, late }).toEqual(masks(marks));
      }),
      { numRuns: 12 },
    );
  });

  it('changes nothing when the same file comes again, in any order', async () => {
    const rows = [
      `${A},,2026-09-01,AM,/`,
      `${A},,2026-09-01,PM,\\`,
      `${B},,2026-09-01,AM,I`,
      `,2,2026-09-02,AM,O`,
    ];
    expect(await bring(rows)).toMatchObject({ added: 4 });
    const before = await dump(db, actor);
    expect(await bring(rows.toReversed())).toMatchObject({ added: 0, changed: 0, same: 4 });
    expect(await dump(db, actor)).toEqual(before);
  });

  it('keeps before and after of what it changed, so that it can be taken back', async () => {
    await bring([`${A},,2026-09-01,AM,N`, `${A},,2026-09-01,PM,N`, `${A},,2026-09-02,AM,/`]);
    const [before] = await registers();
    expect(await bring([`${A},,2026-09-01,PM,I`, `${A},,2026-09-03,AM,/`])).toMatchObject({
      changed: 1,
      added: 1,
    });
    const [after] = await registers();
    const { rows } = {
      rows: (await dump(db, actor))['records.register_change'] as {
        from_slot: number;
        before: string;
        after: string;
      }[],
    };
    const change = rows.find(({ from_slot }) => from_slot === 63);
    const undone = `${after?.marks.slice(0, 63)}${change?.before}${after?.marks.slice(63 + (change?.before.length ?? 0))}`;
    expect(undone).toBe(before?.marks);
    expect(after?.marks.slice(63, 63 + (change?.after.length ?? 0))).toBe(change?.after);
  });

  it('never takes a mark out', async () => {
    await bring([`${A},,2026-09-01,AM,I`]);
    await bring([`${A},,2026-09-02,AM,/`]);
    expect((await registers()).map(({ marks }) => codesOf(marks))).toEqual(['I /']);
  });

  it('takes a mark given twice alike as the same, and refuses the second of two', async () => {
    const outcome = await bring([`${A},,2026-09-01,AM,I`, `${A},,2026-09-01,AM,I`, `${A},,2026-09-01,AM,O`]);
    expect(outcome).toMatchObject({ read: 3, added: 1, same: 1, refused: 1, rules: ['4 mark.twice'] });
    expect((await registers()).map(({ marks }) => codesOf(marks))).toEqual(['I']);
  });

  it('lays two ways of naming somebody over each other, and refuses the second where they contradict', async () => {
    const agree = await bring([`${A},,2026-09-01,AM,I`, `,1,2026-09-01,AM,I`, `,1,2026-09-01,PM,/`]);
    expect(agree).toMatchObject({ read: 3, added: 2, same: 1, refused: 0 });
    const later = await bring([`${A},,2026-09-01,AM,M`, `,1,2026-09-02,AM,M`]);
    expect(later).toMatchObject({ added: 1, changed: 1 });
    expect((await registers()).map(({ marks }) => codesOf(marks))).toEqual(['M / M']);
    const contradict = await bring([`${A},,2026-09-03,AM,I`, `,1,2026-09-03,AM,O`, `,1,2026-09-04,AM,O`]);
    expect(contradict).toMatchObject({ added: 1, refused: 2, rules: ['3 mark.twice', '4 mark.twice'] });
    for (const { marks, absent } of await registers()) expect(absent).toBe(masks(marks).absent);
  });

  it('keeps a register of its own at a second setting', async () => {
    const outcome = await bring([`${A},123456,2026-09-01,AM,/`, `${A},123457,2026-09-01,AM,D`], {
      header: 'upn,setting_urn,date,session,code',
    });
    expect(outcome).toMatchObject({ added: 2, refused: 0 });
    expect(new Set((await registers()).map(({ setting_id }) => setting_id)).size).toBe(2);
  });

  it('refuses every line of somebody nobody has imported, and of a setting nobody has added', async () => {
    const outcome = await bring(
      [
        ',99,123456,2026-09-01,AM,/',
        `${A},,123456,2026-09-01,AM,/`,
        ',99,123456,2026-09-01,PM,/',
        `${A},,999999,2026-09-01,PM,/`,
      ],
      { header: 'upn,source_id,setting_urn,date,session,code' },
    );
    expect(outcome).toMatchObject({ read: 4, added: 1, refused: 3 });
    expect(outcome.rules.toSorted()).toEqual(['2 person.unknown', '4 person.unknown', '5 setting.unknown']);
  });

  it('refuses a day that is not, a code that is not and a session that is not, with every fault of the row', async () => {
    const outcome = await bring([
      `${A},,2027-02-31,AM,/`,
      `${A},,2026-09-01,EVE,i`,
      `nonsense,,2026-09-01,AM,/`,
    ]);
    expect(outcome).toMatchObject({ read: 3, added: 0, refused: 3 });
    expect(outcome.rules.slice(0, 3)).toEqual(['2 date.exists', '3 session.value', '3 code.unknown']);
    expect(await registers()).toEqual([]);
  });

  it('counts a dry run as the real one and writes nothing', async () => {
    await bring([`${A},,2026-09-01,AM,/`]);
    const before = await dump(db, actor);
    const rows = [`${A},,2026-09-01,AM,I`, `${B},,2026-09-01,AM,I`, `,99,2026-09-01,AM,I`];
    const tried = await bring(rows, { dryRun: true });
    expect(await dump(db, actor)).toEqual(before);
    expect(await bring(rows)).toEqual(tried);
    expect(tried).toMatchObject({ added: 1, changed: 1, refused: 1 });
  });
});
