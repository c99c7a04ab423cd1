import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#db';
import { emptyDatabase } from '#test/database';
import { ADA, ASHDALE, BEN, BIRCHWOOD, openSchool, type School } from '#test/files/register-school';

let db: Database;
let school: School;
beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  school = await openSchool(db);
});

const HEADER = 'upn,setting_urn,date,session,code';
const mark = (
  upn: string | undefined,
  urn: string | undefined,
  date: string,
  session: string,
  code: string,
) => `${upn},${urn},${date},${session},${code}`;
const at = (date: string, code = '/', session = 'AM') => mark(ADA, ASHDALE, date, session, code);

describe('a day without a session', () => {
  it('has no mark, when the calendar knows: holidays, weekends, INSET days and bank holidays', async () => {
    await school.addCalendar(2025, null);
    const days = ['2025-10-27', '2025-11-08', '2025-09-01', '2026-05-04', '2025-12-25'];
    const found = await school.bring([HEADER, ...days.map((day) => at(day)), at('2025-11-07')]);
    expect(found).toMatchObject({ read: 6, added: 1, refused: 5 });
    expect(found.rules).toEqual(days.map((_, row) => `${row + 2} mark.no_session`));
    expect(found.messages[0]).toBe(
      'The calendar of Ashdale School has no session on 27 October 2025: mend the date or the calendar, or write # for a planned closure.',
    );
    expect(await school.marks()).toEqual(['Ada 2025-11-07 AM / at Ashdale School']);
  });

  it('may have a closure, the unable to attend, somebody not on roll, and no mark taken', async () => {
    await school.addCalendar(2025, null);
    const codes = ['#', 'Y1', 'Y7', 'Z', '-'];
    const days = codes.map((code, day) => at(`2025-10-${27 + day}`, code));
    expect(await school.bring([HEADER, ...days])).toMatchObject({ added: 5, refused: 0 });
    await school.addCalendar(2023, null);
    expect(await school.bring([HEADER, at('2023-12-25', 'Y')])).toMatchObject({ added: 1, refused: 0 });
    expect(await school.bring([HEADER, at('2023-12-26', 'X'), at('2023-12-26', 'D', 'PM')])).toMatchObject({
      refused: 2,
    });
  });

  it('is another at a Saturday school, by its own calendar', async () => {
    await school.addCalendar(2025, null);
    await school.addCalendar(2025, school.settings.birchwood, { weekdays: [1, 2, 3, 4, 5, 6] });
    const saturday = '2025-11-08';
    const found = await school.bring([HEADER, at(saturday), mark(BEN, BIRCHWOOD, saturday, 'AM', '/')]);
    expect([found.added, found.rules]).toEqual([1, ['2 mark.no_session']]);
    expect(await school.marks()).toEqual([`Ben ${saturday} AM / at Birchwood School`]);
  });

  it('is not known without a calendar for the setting and the year', async () => {
    expect(await school.bring([HEADER, at('2025-12-25')])).toMatchObject({ added: 1, refused: 0 });
    await school.addCalendar(2024, null);
    await school.addCalendar(2025, school.settings.birchwood);
    expect(await school.bring([HEADER, at('2025-12-26')])).toMatchObject({ added: 1, refused: 0 });
  });

  it('is none in the last week of August when the term has begun, whatever the calendar before says', async () => {
    await school.addCalendar(2025, null);
    await school.addCalendar(2026, null, { startsOn: '2026-08-26' });
    const found = await school.bring([HEADER, at('2026-08-24'), at('2026-08-26'), at('2026-08-28', 'I')]);
    expect([found.added, found.rules]).toEqual([2, ['2 mark.no_session']]);
    expect(await school.bring([HEADER, at('2025-08-27')])).toMatchObject({ refused: 1 });
    expect(await school.bring([HEADER, at('2024-08-28', 'V')])).toMatchObject({ refused: 0 });
  });

  it('is judged by the setting whose register the file goes on with', async () => {
    await school.bring([HEADER, mark(ADA, BIRCHWOOD, '2025-11-07', 'AM', '/')]);
    await school.addCalendar(2025, school.settings.birchwood, { weekdays: [1, 2, 3, 4, 5, 6] });
    await school.addCalendar(2025, null);
    const found = await school.bring([
      'upn,date,session,code',
      `${ADA},2025-11-08,AM,/`,
      `${BEN},2025-11-08,AM,/`,
    ]);
    expect([found.added, found.rules]).toEqual([1, ['3 mark.no_session']]);
  });
});

describe('a session at two settings', () => {
  const both = (one: string, other: string, date = '2025-11-07') => [
    HEADER,
    mark(ADA, ASHDALE, date, 'AM', one),
    mark(ADA, BIRCHWOOD, date, 'AM', other),
  ];

  it('is refused for whoever is not dually registered, naming both, and the first mark of the file stays', async () => {
    const found = await school.bring(both('/', 'I'));
    expect([found.added, found.rules]).toEqual([1, ['3 mark.two_settings']]);
    expect(found.messages[0]).toBe(
      'Ashdale School has / for the same session, Birchwood School I: if both are right, import the dual registration or write D or B at one of them.',
    );
    expect(await school.marks()).toEqual(['Ada 2025-11-07 AM / at Ashdale School']);
    expect((await school.bring(both('/', 'I'))).rules).toEqual(['3 mark.two_settings']);
  });

  it('is refused against what stands already, from whatever file and source', async () => {
    await school.bring(both('/', 'D'));
    const found = await school.bring([HEADER, mark(ADA, BIRCHWOOD, '2025-11-07', 'AM', '/')], {
      source: 'other',
      mapping: 'waymark-registers',
    });
    expect(found.rules).toEqual(['2 mark.two_settings']);
    expect(await school.marks()).toHaveLength(2);
  });

  it('is allowed when one of the two is D, B or another code for no possible session', async () => {
    for (const [one, other] of [
      ['D', '/'],
      ['/', 'D'],
      ['B', '/'],
      ['/', 'X'],
      ['Y4', 'I'],
      ['Z', '/'],
      ['#', '/'],
      ['-', '/'],
    ] as const) {
      school = await openSchool(db);
      expect(await school.bring(both(one, other))).toMatchObject({ added: 2, refused: 0 });
    }
  });

  it('is allowed in a year of dual registration, main or subsidiary, and not in the year after', async () => {
    await school.enrol(school.people.ada, school.settings.birchwood, 2025, 'S');
    expect(await school.bring(both('/', '/'))).toMatchObject({ added: 2, refused: 0 });
    expect(await school.bring(both('/', '/', '2026-09-07'))).toMatchObject({ added: 1, refused: 1 });
    await school.enrol(school.people.ada, school.settings.ashdale, 2026, 'M');
    expect(await school.bring(both('/', '/', '2026-09-07'))).toMatchObject({ added: 1, same: 1, refused: 0 });
  });

  it('is allowed in August by the dual registration of either year', async () => {
    await school.enrol(school.people.ada, school.settings.birchwood, 2025, 'M');
    expect(await school.bring(both('/', '/', '2026-08-28'))).toMatchObject({ added: 2, refused: 0 });
    expect(await school.bring(both('/', '/', '2026-09-04'))).toMatchObject({ refused: 1 });
  });

  it('is one place after the other when somebody moves within the year', async () => {
    const found = await school.bring([
      HEADER,
      mark(ADA, ASHDALE, '2025-11-07', 'AM', '/'),
      mark(ADA, ASHDALE, '2025-11-07', 'PM', '\\'),
      mark(ADA, BIRCHWOOD, '2025-11-10', 'AM', '/'),
    ]);
    expect(found).toMatchObject({ added: 3, refused: 0 });
  });

  it('goes by what the file itself says of the other place, when it mends it', async () => {
    await school.bring([HEADER, mark(ADA, ASHDALE, '2025-11-07', 'AM', '/')]);
    const found = await school.bring(both('D', '/'));
    expect(found).toMatchObject({ added: 1, changed: 1, refused: 0 });
  });

  it('takes back a verdict for nobody else: other rows of the file go in with their lines', async () => {
    const found = await school.bring([
      ...both('/', 'I'),
      mark(BEN, BIRCHWOOD, '2025-11-07', 'AM', 'I'),
      ',123456,2025-11-07,AM,/',
      mark('N990399915009', ASHDALE, '2025-11-07', 'AM', '/'),
      mark(BEN, BIRCHWOOD, '2025-11-07', 'AM', 'O'),
    ]);
    expect(found).toMatchObject({ read: 6, added: 2, refused: 4 });
    expect(found.rules.map((rule) => rule.split(' ')[0])).toEqual(['3', '5', '6', '7']);
  });
});

describe('a code', () => {
  it('N may be replaced by any later file', async () => {
    await school.bring([HEADER, at('2025-11-07', 'N'), at('2025-11-07', 'N', 'PM')]);
    expect(await school.bring([HEADER, at('2025-11-07', 'I'), at('2025-11-07', 'N', 'PM')])).toMatchObject({
      changed: 1,
      same: 1,
    });
    expect(await school.marks()).toEqual([
      'Ada 2025-11-07 AM I at Ashdale School',
      'Ada 2025-11-07 PM N at Ashdale School',
    ]);
  });

  it('of another time is refused where the old may stay', async () => {
    const found = await school.bring([
      HEADER,
      at('2024-07-19', 'H'),
      at('2024-09-06', 'H'),
      at('2024-07-18', 'K'),
    ]);
    expect([found.added, found.rules]).toEqual([1, ['3 code.withdrawn', '4 code.not_yet']]);
  });

  it('for a session to come is refused, today is not', async () => {
    const found = await school.bring([HEADER, at('2026-11-20'), at('2026-11-23'), at('2026-11-24', '#')]);
    expect([found.added, found.rules]).toEqual([2, ['3 mark.future']]);
  });
});

describe('a file', () => {
  it('counts and refuses the same in a dry run, and by bytes or as text', async () => {
    await school.addCalendar(2025, null);
    const lines = [
      HEADER,
      at('2025-11-07'),
      at('2025-11-08'),
      mark(ADA, BIRCHWOOD, '2025-11-07', 'AM', 'I'),
      mark('N990399915009', ASHDALE, '2025-11-07', 'AM', '/'),
    ];
    const tried = await school.bring(lines, { dryRun: true });
    expect(await school.marks()).toEqual([]);
    expect(await school.bring(lines)).toEqual(tried);
    expect(tried).toMatchObject({ read: 4, added: 1, refused: 3 });
  });
});
