import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, type PlainDate, plainDate } from '#dates';
import { newId, withActor } from '#db';
import { type TestDatabase, testDatabase } from '#test/database';
import { refreshProfiles } from './refresh-profiles.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase({ cast: true });
});
afterAll(() => test.close());

const review = (day: PlainDate) =>
  withActor(test.db, test.whole, (tx) =>
    refreshProfiles(tx, { tenantId: test.tenantId, accountId: null }, day),
  );

type Kept = { is_current: boolean; since: PlainDate; as_of: PlainDate; points: number; says: string };

async function kept(key: keyof TestDatabase['people']): Promise<Kept[]> {
  const { rows } = await withActor(test.db, test.whole, (tx) =>
    sql<Kept>`select is_current, since, as_of, points, detail #>> '{institutional,reasons,0,says}' as says
      from risk.profile where tenant_id = ${test.tenantId} and person_id = ${test.people[key]} order by since, id`.execute(
      tx,
    ),
  );
  return rows;
}

it('keeps a profile for as long as it comes to the same, with its reasons as of today', async () => {
  const { today } = test;
  await review(today);
  const [first] = await kept('lukasz');
  expect(first).toMatchObject({ is_current: true, since: today, as_of: today });
  expect(await review(today)).toBe(0);

  const tomorrow = addDays(today, 1);
  await withActor(test.db, test.whole, (tx) =>
    sql`update risk.profile set detail = jsonb_set(detail, '{institutional,reasons,0,says}', '"as it was"')
      where tenant_id = ${test.tenantId} and person_id = ${test.people.lukasz}`.execute(tx),
  );
  expect(await review(tomorrow)).toBe(0);
  const after = await kept('lukasz');
  expect(after).toHaveLength(1);
  expect(after[0]).toMatchObject({ is_current: true, since: today, as_of: tomorrow, points: first?.points });
  expect(after[0]?.says).toContain('of possible sessions');
});

it('begins a new one when it comes to something else, and keeps the one before', async () => {
  const day = addDays(test.today, 3);
  await review(day);
  const before = await kept('niamh');
  await withActor(test.db, test.whole, (tx) =>
    tx
      .insertInto('records.suspension')
      .values({
        tenant_id: test.tenantId,
        id: newId<never>(),
        person_id: test.people.niamh,
        setting_id: test.settings.fernlow,
        kind: 'suspension',
        starts_on: plainDate('2026-11-18'),
        sessions: 2,
        source: 'a test',
      })
      .execute(),
  );
  expect(await review(day)).toBe(1);
  const after = await kept('niamh');
  expect(after).toHaveLength(before.length + 1);
  expect(after.at(-1)).toMatchObject({ is_current: true, since: day, as_of: day });
  expect(after.filter(({ is_current }) => is_current)).toHaveLength(1);
  expect(after.at(-1)?.points).toBeGreaterThan(before.at(-1)?.points ?? 0);
});

it('parts reasons that were kept before they were parted, without a new profile', async () => {
  const day = addDays(test.today, 5);
  await review(day);
  const parted = () =>
    withActor(test.db, test.whole, async (tx) => {
      const { rows } = await sql<{ id: string; is_split: boolean; open: number; fewer: number }>`
        select profile.id, profile.is_split, jsonb_array_length(profile.detail #> '{family,reasons}')
            + jsonb_array_length(profile.detail #> '{institutional,unknown}') as open,
          coalesce(jsonb_array_length(fewer.detail #> '{family,reasons}'), 0) as fewer
        from risk.profile as profile
        left join risk.sensitive_detail as fewer on fewer.tenant_id = profile.tenant_id and fewer.id = profile.id
        where profile.tenant_id = ${test.tenantId} and profile.person_id = ${test.people.rosie} and profile.is_current`.execute(
        tx,
      );
      return rows;
    });
  const [before] = await parted();
  expect(before).toMatchObject({ is_split: true, fewer: 2 });
  expect(before?.open).toBeGreaterThan(0);
  // As a migration leaves them: everything is for fewer.
  await withActor(test.db, test.whole, async (tx) => {
    await sql`update risk.sensitive_detail as fewer set detail = profile.detail || fewer.detail from risk.profile as profile
      where profile.tenant_id = fewer.tenant_id and profile.id = fewer.id and fewer.person_id = ${test.people.rosie}`.execute(
      tx,
    );
    await sql`update risk.profile as profile set detail = (
        select jsonb_object_agg(domain, said || '{"reasons": [], "unknown": []}') from jsonb_each(profile.detail) as each (domain, said))
      where profile.tenant_id = ${test.tenantId} and profile.person_id = ${test.people.rosie}`.execute(tx);
  });
  expect((await parted())[0]?.open).toBe(0);
  expect(await review(day)).toBe(0);
  expect(await parted()).toEqual([before]);
});

it('refuses whoever does not read every fact', async () => {
  const { sensitive: _, ...who } = { ...test.whole };
  await expect(
    withActor(test.db, who, (tx) =>
      refreshProfiles(tx, { tenantId: test.tenantId, accountId: null }, test.today),
    ),
  ).rejects.toThrow('A review reads every fact');
});
