import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { type Database, insertRows, newId } from '#db';
import { emptyDatabase } from '#test/database';
import { ADA, ASHDALE, BEN, openSchool, type School } from '#test/files/register-school';
import { SETTING_FIGURES, settingFigures } from './setting-figures.ts';

let db: Database;
let school: School;
beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  school = await openSchool(db);
});

const TODAY = plainDate('2025-11-21');
const figures = async () =>
  Object.fromEntries(
    await school.within((tx) =>
      settingFigures(tx, {
        tenantId: school.actor.tenantId,
        settingId: school.settings.ashdale,
        today: TODAY,
      }),
    ),
  );
const shared = (who: 'ada' | 'ben') => ({
  tenant_id: school.actor.tenantId,
  id: newId<never>(),
  person_id: school.people[who],
  setting_id: school.settings.ashdale,
  source: 'test',
});
const need = (who: 'ada' | 'ben', provision: string, type: string | null, more: object = {}) =>
  school.within((tx) =>
    insertRows(tx, 'records.need', [
      { ...shared(who), provision, primary_need: type, starts_on: plainDate('2025-09-01'), ...more },
    ]),
  );
const excluded = (who: 'ada' | 'ben', kind: string, on: string, outcome: string | null = null) =>
  school.within((tx) =>
    insertRows(tx, 'records.suspension', [{ ...shared(who), kind, starts_on: plainDate(on), outcome }]),
  );
/** As many mornings present as are needed, after one absence without leave. */
const morningsOf = (upn: string | undefined, sessions: number) =>
  Array.from({ length: sessions }, (_, at) => {
    const date = `2025-10-${String(at + 1).padStart(2, '0')}`;
    return `${upn},${ASHDALE},${date},AM,${at === 0 ? 'U' : '/'}`;
  });

describe('figures of a setting', () => {
  it('are none where nothing was brought in: nothing known is not nought', async () => {
    expect(await figures()).toEqual({});
  });

  it('count people by provision and type of need today', async () => {
    await need('ada', 'K', 'ASD');
    await need('ben', 'N', null);
    expect(await figures()).toMatchObject({ send_support: 1, send_plan: 0, need_asd: 1, need_semh: 0 });
    await need('ben', 'E', 'SEMH', { starts_on: plainDate('2025-11-01') });
    expect(await figures()).toMatchObject({ send_support: 1, send_plan: 1, need_asd: 1, need_semh: 1 });
  });

  it('leave out a need that has ended, and types where nobody has one', async () => {
    await need('ada', 'K', null);
    await need('ben', 'K', null, { ends_on: plainDate('2025-11-20') });
    const found = await figures();
    expect(found).toMatchObject({ send_support: 1 });
    expect(found).not.toHaveProperty('need_asd');
  });

  it('take a tenth of the sessions for persistent absence and less not, with groups apart', async () => {
    await school.bring(['upn,setting_urn,date,session,code', ...morningsOf(ADA, 10), ...morningsOf(BEN, 11)]);
    expect(await figures()).toEqual({ attendance_all: 90.5, persistent_absence_all: 50 });
    await need('ada', 'E', null);
    await need('ben', 'N', null);
    expect(await figures()).toMatchObject({
      attendance_send: 90,
      persistent_absence_send: 100,
      attendance_not_send: 90.9,
      persistent_absence_not_send: 0,
    });
  });

  it('count who was suspended since September, once each, by what they had then, and nothing that did not stand', async () => {
    await need('ada', 'K', null, { ends_on: plainDate('2025-10-31') });
    await excluded('ada', 'suspension', '2025-08-31');
    expect(await figures()).not.toHaveProperty('suspended_all');
    await excluded('ada', 'suspension', '2025-09-01');
    await excluded('ada', 'suspension', '2025-10-31');
    await excluded('ben', 'suspension', '2025-11-03', 'reinstated');
    await excluded('ben', 'permanent_exclusion', '2025-11-21');
    await excluded('ben', 'lunchtime', '2025-11-05');
    expect(await figures()).toMatchObject({
      suspended_all: 1,
      suspended_send: 1,
      suspended_not_send: 0,
      excluded_all: 1,
      excluded_send: 0,
    });
  });

  it('are all among those that an instrument may name', async () => {
    await need('ada', 'K', 'ASD');
    await need('ben', 'N', null);
    await school.bring(['upn,setting_urn,date,session,code', ...morningsOf(ADA, 10), ...morningsOf(BEN, 11)]);
    await excluded('ada', 'suspension', '2025-09-01');
    expect(Object.keys(await figures()).sort()).toEqual([...SETTING_FIGURES].sort());
  });
});
