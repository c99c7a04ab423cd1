import { writeFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, type PlainDate, plainDate } from '#dates';
import { newId, type PersonId, withActor } from '#db';
import { type Actor, commandActor } from '#modules/access';
import { refreshProfiles } from '#modules/risk';
import { type ImportCall, runsOf, undoRun } from '#modules/sources';
import { castYoungPeople } from '#test/cast';
import { temporary } from '#test/cli/waymark';
import { type TestDatabase, testDatabase } from '#test/database';
import { importKinds } from '../../app.ts';
import { reviewAfter } from './review-after.ts';

let test: TestDatabase;
const { path: folder, remove } = temporary();
beforeAll(async () => {
  test = await testDatabase({ cast: true });
});
afterAll(async () => {
  await test.close();
  remove();
});

const actorOn = (day: PlainDate): Actor => commandActor(test.tenantId, 'test', day);
const review = (day: PlainDate) => reviewAfter(test.db, actorOn(day), importKinds, false);
const suspended = (key: keyof typeof castYoungPeople, on: string) =>
  `${castYoungPeople[key].upn},suspension,${on},990001`;

async function bringIn(day: PlainDate, row: string, more: Partial<ImportCall> = {}): Promise<void> {
  const path = `${folder}/suspensions.csv`;
  writeFileSync(path, `upn,kind,starts_on,urn\n${row}\n`);
  const kind = importKinds.find((each) => each.kind === 'suspensions');
  await kind?.bringIn(test.db, actorOn(day), { path, source: 'mis', dryRun: false, ...more });
}

/** Something about somebody that no run brought: whoever reviews them finds it. */
async function happensTo(personId: PersonId): Promise<void> {
  await withActor(test.db, test.whole, (tx) =>
    tx
      .insertInto('records.suspension')
      .values({
        tenant_id: test.tenantId,
        id: newId<never>(),
        person_id: personId,
        kind: 'suspension',
        starts_on: plainDate('2026-11-02'),
        setting_id: test.settings.fernlow,
        source: `unseen ${newId()}`,
      })
      .execute(),
  );
}

/** How many profiles are other than a review of everybody says, which is not kept. */
async function stale(day: PlainDate): Promise<number> {
  class TakenBack extends Error {}
  let count = 0;
  await withActor(test.db, test.whole, async (tx) => {
    count = await refreshProfiles(tx, actorOn(day), day);
    throw new TakenBack();
  }).catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error;
  });
  return count;
}

it('reviews everybody once a day, and after that those whom a run touched', async () => {
  const today = test.today;
  await review(today);
  expect(await stale(today)).toBe(0);

  await happensTo(test.people.daniel);
  await bringIn(today, suspended('niamh', '2026-11-03'));
  expect(await stale(today)).toBe(2);
  expect(await review(today)).toBe(1);
  expect(await stale(today)).toBe(1);
  expect(await review(today)).toBe(0);

  const tomorrow = addDays(today, 1);
  await review(tomorrow);
  expect(await stale(tomorrow)).toBe(0);
});

it('reviews those as well whom an earlier run touched that was cut short before its review', async () => {
  const day = addDays(test.today, 2);
  await review(day);
  await bringIn(day, suspended('niamh', '2026-11-04'));
  await bringIn(day, suspended('daniel', '2026-11-05'));
  expect(await review(day)).toBe(2);
  expect(await stale(day)).toBe(0);
});

it('reviews everybody after a claim to hold all of a setting, and after an undoing', async () => {
  const day = addDays(test.today, 3);
  await review(day);
  const covers = { from: plainDate('2026-09-01'), to: plainDate('2026-11-20') };
  await happensTo(test.people.daniel);
  await bringIn(day, suspended('niamh', '2026-11-06'), { covers });
  await review(day);
  expect(await stale(day)).toBe(0);

  await happensTo(test.people.daniel);
  await withActor(test.db, test.whole, async (tx) => {
    const [run] = await runsOf(tx, test.tenantId, { source: 'mis', most: 1 });
    if (!run) throw new Error('There is no run');
    await undoRun(tx, actorOn(day), importKinds, { runId: run.id, reason: 'A test' });
  });
  await review(day);
  expect(await stale(day)).toBe(0);
  const { rows } = await withActor(test.db, test.whole, (tx) =>
    sql`select from sources.run where tenant_id = ${test.tenantId} and not is_reviewed`.execute(tx),
  );
  expect(rows).toHaveLength(0);
});
