import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays, plainDate, weekday } from '#dates';
import type { Database } from '#db';
import { emptyDatabase } from '#test/database';
import { ADA, BEN, openSchool, type School } from '#test/files/register-school';
import { masks } from '../../rules/index.ts';

let db: Database;
let school: School;
beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  school = await openSchool(db);
});

const HEADER = 'upn,week,marks';
const week = (upn: string | undefined, monday: string, marks: string) => `${upn},${monday},${marks}`;
const FULL = '/ \\ / \\ / \\ / \\ / \\';

describe('a file of a week a row', () => {
  it('counts rows, not marks: added, changed, the same, and a week without marks the same', async () => {
    const lines = [
      HEADER,
      week(ADA, '2025-11-03', FULL),
      week(ADA, '2025-11-12', '/ \\ I I I I / \\ / N'),
      week(BEN, '2025-11-03', '. . . . . . . . . .'),
    ];
    expect(await school.bring(lines)).toMatchObject({ read: 3, added: 2, changed: 0, same: 1, refused: 0 });
    expect(await school.bring(lines)).toMatchObject({ read: 3, added: 0, changed: 0, same: 3 });
    const mended = [
      HEADER,
      week(ADA, '2025-11-03', FULL),
      week(ADA, '2025-11-12', '/ \\ I I I I / \\ / M'),
      week(BEN, '2025-11-03', '. . / . . . . . . .'),
    ];
    expect(await school.bring(mended)).toMatchObject({ added: 1, changed: 1, same: 1 });
    expect(await school.marks()).toHaveLength(21);
  });

  it('takes a row whole or not at all, and says which mark stands against it', async () => {
    await school.addCalendar(2025, null);
    const found = await school.bring([
      HEADER,
      week(ADA, '2025-10-20', FULL),
      week(ADA, '2025-12-15', '/ \\ / \\ / \\ / \\ / \\ / .'),
      week(ADA, '2025-10-20', '. . . . . . . . . I'),
      week('N990399915009', '2025-10-20', FULL),
      week(BEN, '2026-04-27', FULL),
      week(BEN, '2026-05-04', FULL),
    ]);
    expect([found.added, found.rules]).toEqual([
      2,
      ['3 mark.no_session', '4 mark.twice', '5 upn.check_letter', '7 mark.no_session'],
    ]);
    expect(found.messages[0]).toBe(
      'Saturday morning, 20 December 2025: The calendar of Ashdale School has no session on 20 December 2025: mend the date or the calendar, or write # for a planned closure.',
    );
    expect(found.messages[1]).toMatch(
      /^Friday afternoon, 24 October 2025: An earlier row of this file gives/,
    );
    expect(found.messages[3]).toMatch(/^Monday morning, 4 May 2026/);
    const marks = await school.marks();
    expect(marks.filter((mark) => mark.includes('2026-05'))).toEqual([
      'Ben 2026-05-01 AM / at Ashdale School',
      'Ben 2026-05-01 PM \\ at Ashdale School',
    ]);
    expect(marks.some((mark) => mark.includes('2025-12'))).toBe(false);
  });

  it('refuses each row of somebody nobody has imported, also one without marks', async () => {
    const found = await school.bring([
      'source_id,week,marks',
      '77,2025-11-03,. . . . . . . . . .',
      `1,2025-11-03,${FULL}`,
    ]);
    expect([found.added, found.rules]).toEqual([1, ['2 person.unknown']]);
  });

  it('leaves the same marks and masks as a mark a row', async () => {
    const codes = ['/', '\\', 'L', 'I', 'H', 'Y', 'U', 'O', '.'];
    const weeks = fc.array(
      fc.record({
        who: fc.constantFrom(ADA, BEN),
        week: fc.nat(40),
        marks: fc.array(fc.constantFrom(...codes), { minLength: 10, maxLength: 10 }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    const [one, other] = [await openSchool(db), await openSchool(db)];
    let year = 1990;
    await fc.assert(
      fc.asyncProperty(weeks, async (given) => {
        year += 1;
        const rows = [...new Map(given.map((each) => [`${each.who} ${each.week}`, each])).values()];
        const first = plainDate(`${year}-09-01`);
        const monday = (number: number) => addDays(first, 7 * number + 1 - weekday(first));
        await one.bring([
          HEADER,
          ...rows.map(({ who, week: number, marks }) => week(who, monday(number), marks.join(' '))),
        ]);
        await other.bring([
          'upn,date,session,code',
          ...rows.flatMap(({ who, week: number, marks }) =>
            marks.flatMap((code, at) =>
              code === '.'
                ? []
                : [`${who},${addDays(monday(number), at >> 1)},${at % 2 === 0 ? 'AM' : 'PM'},${code}`],
            ),
          ),
        ]);
        expect(await one.marks()).toEqual(await other.marks());
      }),
      { numRuns: 8 },
    );
    const registers = await one.within((tx) =>
      tx.selectFrom('records.register').selectAll().where('tenant_id', '=', one.actor.tenantId).execute(),
    );
    expect(registers.length).toBeGreaterThan(5);
    for (const { marks, possible, absent, unauthorised, late } of registers)
      expect({ possible, absent, unauthorised, late }).toEqual(masks(marks));
  });

  it.each([
    ['nothing but a header', [HEADER], 0],
    ['ragged rows', [HEADER, `${ADA},2025-11-03`, `${ADA},2025-11-03,${FULL},more`], 2],
    ['a day that is not', [HEADER, week(ADA, '2025-02-30', FULL)], 1],
  ])('survives %s', async (_, lines, refused) => {
    expect(await school.bring(lines)).toMatchObject({ added: 0, refused });
  });
});
