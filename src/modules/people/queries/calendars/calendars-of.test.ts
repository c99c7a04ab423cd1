import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { withActor } from '#db';
import { isSchoolDay } from '#modules/people';
import { type TestDatabase, testDatabase } from '#test/database';
import { calendarsOf } from './calendars-of.ts';

describe('the calendars of settings', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase({ cast: true });
  });
  afterAll(() => test.close());

  const of = (...settingIds: (typeof test.settings)['fernlow'][]) =>
    withActor(test.db, test.whole, (tx) =>
      calendarsOf(tx, { tenantId: test.tenantId, settingIds, years: [2025, 2026] }),
    );

  it('are the council’s where a setting has none of its own, and its own where it has', async () => {
    const { fernlow, larkmoss, dapplemere } = test.settings;
    const found = await of(fernlow, larkmoss, dapplemere);
    expect(found.get(fernlow)?.get(2026)?.halfTerms).toHaveLength(6);
    expect(found.get(fernlow)).toEqual(found.get(larkmoss));
    expect(found.get(dapplemere)?.get(2026)).not.toEqual(found.get(fernlow)?.get(2026));
  });

  it('know a school day from a Sunday and from a closure', async () => {
    const { fernlow } = test.settings;
    const calendar = (await of(fernlow)).get(fernlow)?.get(2026);
    if (!calendar) throw new Error('there is a calendar');
    expect(isSchoolDay(calendar, plainDate('2026-11-18'))).toBe(true);
    expect(isSchoolDay(calendar, plainDate('2026-11-22'))).toBe(false);
    const [closure] = calendar.closures;
    expect(closure && isSchoolDay(calendar, closure.date)).toBe(false);
  });

  it('are not there for a setting of somebody else', async () => {
    const nobody = { ...test.whole, tenantId: test.people.amara as string as typeof test.tenantId };
    const found = await withActor(test.db, nobody, (tx) =>
      calendarsOf(tx, { tenantId: test.tenantId, settingIds: [test.settings.fernlow], years: [2026] }),
    );
    expect(found.size).toBe(0);
  });
});
