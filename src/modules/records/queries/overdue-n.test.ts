import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import type { Database } from '#db';
import { emptyDatabase } from '#test/database';
import { ADA, ASHDALE, BEN, BIRCHWOOD, openSchool, type School } from '#test/files/register-school';
import { overdueN } from './overdue-n.ts';

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
const row = (upn: string | undefined, date: string, session: string, code: string, urn = ASHDALE) =>
  `${upn},${urn},${date},${session},${code}`;
const overdue = async (asOf: string, settingId = school.settings.ashdale) =>
  (
    await school.within((tx) =>
      overdueN(tx, { tenantId: school.actor.tenantId, settingId, asOf: plainDate(asOf) }),
    )
  ).map(({ personId, date, session, schoolDays }) => {
    const who = personId === school.people.ada ? 'Ada' : 'Ben';
    return `${who} ${date} ${session} ${schoolDays}`;
  });

describe('an N that nobody has replaced', () => {
  it('is overdue from the sixth school day on, weekends not counted', async () => {
    await school.addCalendar(2025, null);
    await school.bring([HEADER, row(ADA, '2025-11-10', 'AM', 'N'), row(BEN, '2025-11-14', 'PM', 'N')]);
    expect(await overdue('2025-11-17')).toEqual([]);
    expect(await overdue('2025-11-18')).toEqual(['Ada 2025-11-10 AM 6']);
    expect(await overdue('2025-11-21')).toEqual(['Ada 2025-11-10 AM 9']);
    expect(await overdue('2025-11-24')).toEqual(['Ada 2025-11-10 AM 10', 'Ben 2025-11-14 PM 6']);
  });
  it('waits through holidays, INSET days and bank holidays', async () => {
    await school.addCalendar(2025, null);
    await school.bring([HEADER, row(ADA, '2025-10-24', 'AM', 'N')]);
    expect(await overdue('2025-11-07')).toEqual([]);
    expect(await overdue('2025-11-10')).toEqual(['Ada 2025-10-24 AM 6']);
  });
  it('is overdue still in the next register year, and no longer when it was replaced', async () => {
    await school.addCalendar(2025, null);
    await school.addCalendar(2026, null);
    await school.bring([HEADER, row(ADA, '2026-07-14', 'AM', 'N'), row(ADA, '2026-07-14', 'PM', 'N')]);
    expect(await overdue('2026-09-18')).toHaveLength(2);
    await school.bring([HEADER, row(ADA, '2026-07-14', 'AM', 'I')]);
    expect((await overdue('2026-09-18')).map((each) => each.slice(0, 17))).toEqual(['Ada 2026-07-14 PM']);
  });
  it('is told of its own setting, and of none without a calendar', async () => {
    await school.bring([
      HEADER,
      row(ADA, '2025-11-10', 'AM', 'N'),
      row(BEN, '2025-11-10', 'AM', 'N', BIRCHWOOD),
    ]);
    expect(await overdue('2026-06-01')).toEqual([]);
    await school.addCalendar(2025, null);
    expect(await overdue('2025-11-18')).toEqual(['Ada 2025-11-10 AM 6']);
    expect(await overdue('2025-11-18', school.settings.birchwood)).toEqual(['Ben 2025-11-10 AM 6']);
  });
});
