import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, withActor } from '#db';
import { refreshProfiles } from '#modules/risk';
import { command } from '#test/cli/in-process';
import { type TestDatabase, testDatabase } from '#test/database';

const domains = ['personal', 'family', 'social', 'institutional', 'structural'];
type Reason = { points: number };
type Person = {
  name: string;
  tier: string;
  points: { known: number; lowest: number; highest: number };
  domains: Record<
    string,
    { mark: string; points: number; reasons: Reason[]; unknown: { highest: number }[] }
  >;
};

let test: TestDatabase;
let db: Database;
beforeAll(async () => {
  test = await testDatabase({ cast: true });
  db = test.db;
});
afterAll(() => test.close());

/** On a server other organisations live in the same database. */
const asked = (...words: string[]) =>
  command(['review', '--tenant', test.tenantId, '--as-of', test.today, ...words], { cwd: '/', db });
async function reviewed(
  ...words: string[]
): Promise<{ asOf: string; rules: string; count: number; people: Person[] }> {
  const { code, out, err } = await asked('--format', 'json', ...words);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
}

describe('waymark review --format json', () => {
  it('has exactly these keys', async () => {
    const document = await reviewed();
    expect(Object.keys(document)).toEqual(['asOf', 'rules', 'count', 'people']);
    expect(document).toMatchObject({ asOf: test.today, rules: 'five-domain', count: document.people.length });
    expect(document.count).toBeGreaterThan(5);
    for (const person of document.people) {
      expect(Object.keys(person)).toEqual([
        'id',
        'upn',
        'sourceId',
        'name',
        'setting',
        'ncYear',
        'tier',
        'points',
        'domains',
      ]);
      expect(Object.keys(person.points)).toEqual(['known', 'lowest', 'highest']);
      expect(Object.keys(person.domains)).toEqual(domains);
      for (const domain of Object.values(person.domains)) {
        expect(Object.keys(domain)).toEqual(['mark', 'points', 'reasons', 'unknown']);
        expect(['0', '✓', '✓✓', 'unknown']).toContain(domain.mark);
        for (const reason of domain.reasons)
          expect(Object.keys(reason).sort()).toEqual([
            'date',
            'factor',
            'indicator',
            'points',
            'says',
            'source',
            'threshold',
            'value',
          ]);
        for (const unknown of domain.unknown)
          expect(Object.keys(unknown).sort()).toEqual(['factor', 'highest', 'indicator', 'measure', 'says']);
      }
    }
  });

  it('has points that are the sum of their reasons, and a range as wide as what is unknown could make it', async () => {
    const { people } = await reviewed();
    expect(people.some(({ points }) => points.known > 0)).toBe(true);
    expect(people.some(({ points }) => points.highest > points.known)).toBe(true);
    for (const { points, domains, name } of people) {
      const each = Object.values(domains);
      for (const domain of each)
        expect(sum(domain.reasons.map((reason) => reason.points)), name).toBe(domain.points);
      expect(sum(each.map((domain) => domain.points)), name).toBe(points.known);
      expect(points.lowest, name).toBe(points.known);
      expect(points.highest, name).toBe(
        points.known + sum(each.flatMap(({ unknown }) => unknown.map(({ highest }) => highest))),
      );
      for (const { mark, unknown } of each) if (unknown.length > 0) expect(mark, name).not.toBe('0');
    }
  });

  it('is for one setting, by URN or by name', async () => {
    const all = await reviewed();
    const fernlow = await reviewed('--setting', '990001');
    expect(fernlow.count).toBeGreaterThan(0);
    expect(fernlow.count).toBeLessThan(all.count);
    expect(
      new Set(fernlow.people.map((person) => (person as unknown as { setting: string }).setting)),
    ).toEqual(new Set(['Fernlow High School']));
    expect(await reviewed('--setting', 'Fernlow High School')).toEqual(fernlow);
    expect(await asked('--setting', '000000')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no setting'),
    });
  });

  it('knows less the further it looks back, and says so', async () => {
    const now = await reviewed();
    const { out } = await command(
      ['review', '--tenant', test.tenantId, '--as-of', '2015-01-05', '--format', 'json'],
      { cwd: '/', db },
    );
    const before: typeof now = JSON.parse(out);
    expect(before.people.every(({ points }) => points.known === 0)).toBe(true);
    expect(
      before.people.every(({ domains }) => Object.values(domains).every(({ mark }) => mark === 'unknown')),
    ).toBe(true);
  });

  it('writes the same people as CSV and as a table', async () => {
    const { people } = await reviewed();
    const csv = (await asked('--format', 'csv')).out.trimEnd().split('\r\n');
    expect(csv).toHaveLength(people.length + 1);
    expect(csv[0]).toBe(
      'upn,source_id,name,setting,nc_year,tier,points,lowest,highest,personal,family,social,institutional,structural,reasons,unknown',
    );
    const table = (await asked()).out;
    for (const { name } of people) expect(table).toContain(name);
  });

  it.each([
    [['--format', 'xml'], 2, 'There is no format "xml"'],
    [['--as-of', '2026-02-31'], 2, 'not a date'],
    [['--rules', 'nonsense'], 1, 'There is no rule set called nonsense'],
  ])('%j exits with %i', async (words, code, says) => {
    const ended = await asked(...words);
    expect([ended.code, ended.out]).toEqual([code, '']);
    expect(ended.err).toContain(says);
  });

  it('keeps nothing but the record of the look', async () => {
    const kept = () =>
      withActor(db, test.whole, async (tx) => ({
        profiles: (
          await tx.selectFrom('risk.profile').select('id').where('tenant_id', '=', test.tenantId).execute()
        ).length,
        choices: (
          await tx
            .selectFrom('risk.rule_set_choice')
            .select('id')
            .where('tenant_id', '=', test.tenantId)
            .execute()
        ).length,
        looks: (
          await tx
            .selectFrom('audit.entry')
            .select('id')
            .where('tenant_id', '=', test.tenantId)
            .where('act', '=', 'review.run')
            .execute()
        ).length,
      }));
    const before = await kept();
    const { count } = await reviewed();
    expect(await kept()).toEqual({ ...before, looks: before.looks + 1 });
    const [look] = await withActor(db, test.whole, (tx) =>
      tx
        .selectFrom('audit.entry')
        .select('number')
        .where('act', '=', 'review.run')
        .where('tenant_id', '=', test.tenantId)
        .orderBy('at', 'desc')
        .limit(1)
        .execute(),
    );
    expect(look?.number).toBe(count);
  });
});

describe('keeping profiles', () => {
  const current = () =>
    withActor(db, test.whole, (tx) =>
      tx
        .selectFrom('risk.profile')
        .select(['id', 'points', 'lowest', 'highest', 'tier', 'is_current'])
        .where('tenant_id', '=', test.tenantId)
        .orderBy('id')
        .execute(),
    );
  const refresh = () =>
    withActor(db, test.whole, (tx) =>
      refreshProfiles(tx, { tenantId: test.tenantId, accountId: null }, test.today),
    );

  it('keeps what the review says, once: a second look on the same day makes nothing new', async () => {
    await refresh();
    const first = (await current()).filter(({ is_current }) => is_current);
    const { people } = await reviewed();
    expect(first).toHaveLength(people.length);
    expect(first.map(({ points }) => points).sort()).toEqual(people.map(({ points }) => points.known).sort());
    expect(await refresh()).toBe(0);
    expect((await current()).filter(({ is_current }) => is_current)).toEqual(first);
  });

  it('keeps the old profile when a new fact changes it', async () => {
    await refresh();
    const before = await current();
    await withActor(db, test.whole, async (tx) => {
      await tx
        .updateTable('records.circumstance')
        .set({ present: true, ends_on: null })
        .where('tenant_id', '=', test.tenantId)
        .where('person_id', '=', test.people.amara)
        .execute();
    });
    expect(await refresh()).toBe(1);
    const after = await current();
    expect(after).toHaveLength(before.length + 1);
    expect(after.filter(({ is_current }) => is_current)).toHaveLength(
      before.filter(({ is_current }) => is_current).length,
    );
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
