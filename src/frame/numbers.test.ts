import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { withActor } from '#db';
import { commandActor } from '#modules/access';
import { countPeople, linesOf, refreshProfiles, ruleSetInUse, TIERS } from '#modules/risk';
import { type TestDatabase, testDatabase } from '#test/database';
import { textOf } from '#test/pages';
import { type Visited, visited } from '#test/visitors';
import { fillTenant } from '../demo/index.ts';
import { makeNumbersOutside } from '../modules/risk/actions/make-numbers-outside.ts';
import { countLevels, numbersOutside } from '../modules/risk/queries/numbers-outside.ts';

describe('numbers to give out', () => {
  let test: TestDatabase;
  let site: Visited;
  beforeAll(async () => {
    test = await testDatabase({ cast: true });
    await withActor(test.db, test.whole, (tx) =>
      refreshProfiles(tx, { tenantId: test.tenantId, accountId: null }, test.today),
    );
    site = await visited(test);
  });
  afterAll(async () => {
    await site.app.close();
    await test.close();
  });

  it('are for whoever looks at the whole organisation', async () => {
    for (const who of ['ruth', 'dev', 'joe', 'priya'] as const) {
      expect((await site.get(who, '/numbers')).status, who).toBe(404);
      expect((await site.post(who, '/numbers', {})).status, who).toBe(404);
    }
    expect((await site.get('meiling', '/numbers')).body).toContain('Make the numbers for November 2026');
  });

  it('are made once a month, kept as they are, and of a council of a few show nothing at all', async () => {
    expect((await site.get('alison', '/numbers/2026-11/csv')).status).toBe(404);
    expect((await site.post('alison', '/numbers', {})).status).toBe(303);
    const again = await site.post('gwen', '/numbers', {});
    expect(again.status).not.toBe(303);
    expect(textOf(again.body)).toContain('This month has its numbers already');
    const { body } = await site.get('gwen', '/numbers');
    expect(body).not.toContain('Make the numbers');
    const counts = [...body.matchAll(/<td class="govuk-table__cell govuk-table__cell--numeric">([^<]*)</g)];
    expect(counts.length).toBeGreaterThan(15);
    // The cast are about as many young people as are counted on two hands a year: their sum is the most that may be shown.
    expect(new Set(counts.map(([, text]) => text)).size).toBeLessThanOrEqual(3);
    const { body: csv, headers } = await site.get('gwen', '/numbers/2026-11/csv');
    expect(headers['content-disposition']).toContain('numbers-2026-11.csv');
    expect(csv).toContain('School year,Universal,More,All');
  });

  it('are kept in the record: who made them and who took them', async () => {
    const { rows } = await withActor(test.db, test.whole, (tx) =>
      sql<{ act: string; why: string }>`select act, why from audit.entry
        where tenant_id = ${test.tenantId} and act like 'numbers.%' order by id`.execute(tx),
    );
    expect(rows).toEqual([
      { act: 'numbers.made', why: '2026-11-01' },
      { act: 'numbers.downloaded', why: '2026-11' },
    ]);
  });
});

describe('the numbers of a council of 500', () => {
  const today = plainDate('2026-11-20');
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase();
    await fillTenant(test.db, test.tenantId, { youngPeople: 500, seed: 3, today });
  });
  afterAll(() => test.close());

  it('count each level as the list does, and leave none of the small ones to be read', async () => {
    const actor = commandActor(test.tenantId, 'jo', today);
    await withActor(test.db, actor, async (tx) => {
      await refreshProfiles(tx, actor, today);
      const inUse = await ruleSetInUse(tx, test.tenantId);
      if (!inUse) throw new Error('no rules');
      const { counts, settings } = await countLevels(tx, actor, inUse);
      expect(settings).toBeGreaterThanOrEqual(3);
      const lines = await linesOf(tx, actor, inUse);
      for (const [level, tier] of TIERS.entries()) {
        const listed = await countPeople(tx, actor, { ruleSetId: inUse.id, lines, today, filter: { tier } });
        const gone = await sql<{
          n: number;
        }>`select count(*)::int as n from people.roll where tenant_id = ${test.tenantId}
          and (left_on is not null or setting_id is null)`.execute(tx);
        const counted = counts
          .filter((count) => count.level === level)
          .reduce((sum, { people }) => sum + people, 0);
        expect(listed - counted, tier).toBeGreaterThanOrEqual(0);
        expect(listed - counted, tier).toBeLessThanOrEqual(gone.rows[0]?.n ?? 0);
      }
      await makeNumbersOutside(tx, actor);
      const [made] = await numbersOutside(tx, actor);
      const shown =
        made?.tables.flatMap(({ numbers }) => numbers.flat()).filter((number) => number !== null) ?? [];
      expect(shown.length).toBeGreaterThan(15);
      for (const number of shown) expect(number).toBeGreaterThanOrEqual(10);
      expect(shown.every((number) => number % 5 === 0)).toBe(true);
    });
  });
});
