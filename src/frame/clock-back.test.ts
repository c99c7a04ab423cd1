import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { withActor } from '#db';
import { sealEntries, verifyChain } from '#modules/audit';
import { type TestDatabase, testDatabase } from '#test/database';
import { dayBoxes } from '#test/pages';
import { type Visited, visited } from '#test/visitors';

let test: TestDatabase;
let site: Visited;
beforeAll(async () => {
  test = await testDatabase({ cast: true });
  site = await visited(test);
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});

const HOUR = 3_600_000;
/** The clock of the server, not that of the database: the worse of the two, because ids are made here. */
const setClock = (to: number) => vi.useFakeTimers({ toFake: ['Date'], now: to });
const rows = async <Row>(query: ReturnType<typeof sql<Row>>) =>
  withActor(test.db, test.whole, async (tx) => (await query.execute(tx)).rows);
const seal = () => sealEntries(test.db, test.tenantId);
const numbers = async () => {
  const [counts] = await rows(sql<{ notes: number; entries: number; written: number }>`
    select (select count(*)::int from records.note where tenant_id = ${test.tenantId}) as notes,
      (select count(*)::int from audit.entry where tenant_id = ${test.tenantId}) as entries,
      (select count(*)::int from audit.entry where tenant_id = ${test.tenantId} and act = 'note.written') as written`);
  return counts;
};

describe('a clock that is set back an hour', () => {
  it('loses nothing, writes nothing twice, keeps the order of what one adult said, and the chain holds', async () => {
    const now = Date.now();
    const about = `/people/${test.people.amara}`;
    const on = dayBoxes('on', test.today);
    const before = await numbers();
    const mark = (given: string) =>
      site.post('dev', `/grid?setting=${test.settings.fernlow}`, {
        seen: '',
        [`m_${test.people.amara}_social`]: given,
        go: 'keep',
      });
    setClock(now);
    await site.post('dev', `${about}/notes`, { body: 'Before the clock went back', ...on });
    await mark('2');
    await seal();
    setClock(now - HOUR);
    await site.post('dev', `${about}/notes`, { body: 'After the clock went back', ...on });
    const grid = await site.get('dev', `/grid?setting=${test.settings.fernlow}`);
    const seen = /name="seen" value="([^"]*)"/.exec(grid.body)?.[1] ?? '';
    await site.post('dev', `/grid?setting=${test.settings.fernlow}`, {
      seen,
      [`m_${test.people.amara}_social`]: '1',
      go: 'keep',
    });
    await seal();
    setClock(now);
    await seal();
    const after = await numbers();
    expect((after?.notes ?? 0) - (before?.notes ?? 0)).toBe(2);
    expect((after?.written ?? 0) - (before?.written ?? 0)).toBe(2);
    const marks = await rows(sql<{ mark: number }>`
      select mark from risk.staff_mark where tenant_id = ${test.tenantId} and person_id = ${test.people.amara}
        and domain = 'social' and account_id = ${test.accounts.dev} order by id`);
    expect(marks.slice(-2).map(({ mark }) => mark)).toEqual([2, 1]);
    const found = await withActor(test.db, test.whole, (tx) => verifyChain(tx, test.tenantId, []));
    expect(found.faults).toEqual([]);
    expect(found.waiting).toBe(0);
  });
});
