import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlainDate, plainDate } from '#dates';
import { withActor } from '#db';
import { staffRoles } from '#modules/access';
import { checkUpn, checkUrn } from '#modules/people';
import { windowMask } from '#modules/records';
import {
  type CastKey,
  castSettings,
  castStaff,
  castToday,
  castYoungPeople,
  circumstanceKinds,
} from './cast.ts';
import { type TestDatabase, testDatabase } from './database.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase({ cast: true });
});
afterAll(() => test.close());

const ask = <Row>(query: ReturnType<typeof sql<Row>>) =>
  withActor(test.db, test.whole, async (tx) => (await query.execute(tx)).rows);

type Counts = { possible: number; absent: number; unauthorised: number };

/** Sessions over all settings, counted by the database from the masks. */
async function sessions(key: CastKey, from: PlainDate, to: PlainDate, year: number): Promise<Counts> {
  const mask = windowMask(year, from, to);
  const [row] = await ask<Counts>(sql`
    select coalesce(sum(bit_count(possible & ${mask}::varbit)), 0) as possible,
           coalesce(sum(bit_count(absent & ${mask}::varbit)), 0) as absent,
           coalesce(sum(bit_count(unauthorised & ${mask}::varbit)), 0) as unauthorised
    from records.register
    where tenant_id = ${test.tenantId} and person_id = ${test.people[key]} and register_year = ${year}`);
  return row ?? { possible: 0, absent: 0, unauthorised: 0 };
}
const thisYear = (key: CastKey) => sessions(key, plainDate('2026-09-01'), castToday, 2026);
const lastYear = (key: CastKey) => sessions(key, plainDate('2025-09-01'), plainDate('2026-08-31'), 2025);

describe('the cast', () => {
  it('has made-up identifiers of the right shape', () => {
    for (const { upn } of Object.values(castYoungPeople)) {
      if (upn !== null) expect(checkUpn(upn)).toEqual({ upn, temporary: false });
    }
    for (const { urn } of Object.values(castSettings)) expect(checkUrn(urn)).toEqual({ urn });
  });

  it('has somebody in every role of staff, but for those that schools give besides another, and that of a trust', () => {
    const held = Object.values(castStaff).map(({ role }) => role);
    const others = ['safeguarding_lead', 'family_worker', 'director_of_inclusion'];
    expect(new Set<string>([...held, ...others])).toEqual(new Set(staffRoles));
  });

  it('is born in the school year of its year group', () => {
    for (const { dateOfBirth, ncYear } of Object.values(castYoungPeople)) {
      if (dateOfBirth === null) continue;
      expect(dateOfBirth >= `${2026 - ncYear - 5}-09-01` && dateOfBirth <= `${2026 - ncYear - 4}-08-31`).toBe(
        true,
      );
    }
  });

  it('is written as it stands, and nobody else', async () => {
    const people = await ask(
      sql`select id, given_name, family_name, known_as, nc_year from people.person where tenant_id = ${test.tenantId}`,
    );
    expect(people).toHaveLength(Object.keys(castYoungPeople).length);
    for (const {
      id,
      givenName: given_name,
      familyName: family_name,
      knownAs: known_as,
      ncYear: nc_year,
    } of Object.values(castYoungPeople)) {
      expect(people).toContainEqual({ id, given_name, family_name, known_as, nc_year });
    }
  });

  it('can sign in: each has an account, a role and a place among the staff', async () => {
    const rows = await ask<{ account_id: string; role: string }>(sql`
      select s.account_id, g.role from people.staff s join access.role_grant g on g.tenant_id = s.tenant_id and g.account_id = s.account_id
      where s.tenant_id = ${test.tenantId}`);
    for (const { accountId: account_id, role } of Object.values(castStaff))
      expect(rows).toContainEqual({ account_id, role });
  });
});

describe('attendance of the cast', () => {
  it('is exactly a tenth missed for Siobhán, this year and last', async () => {
    for (const { absent, possible } of [await thisYear('siobhan'), await lastYear('siobhan')]) {
      expect(possible).toBeGreaterThan(90);
      expect(absent * 10).toBe(possible);
    }
  });

  it('is one session short of a tenth for Haruki', async () => {
    for (const { absent, possible } of [await thisYear('haruki'), await lastYear('haruki')]) {
      expect(absent * 10).toBeLessThan(possible);
      expect((absent + 1) * 10).toBeGreaterThanOrEqual(possible);
    }
  });

  it('slides for Amara, each week worse than the one before', async () => {
    const mondays = ['2026-10-05', '2026-10-12', '2026-10-19', '2026-11-02', '2026-11-09', '2026-11-16'];
    const missed = [];
    for (const monday of mondays)
      missed.push(
        (
          await sessions(
            'amara',
            plainDate(monday),
            plainDate(`${monday.slice(0, 8)}${String(Number(monday.slice(8)) + 4).padStart(2, '0')}`),
            2026,
          )
        ).absent,
      );
    expect(missed).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await sessions('amara', plainDate('2026-09-01'), plainDate('2026-10-02'), 2026)).absent).toBe(0);
  });

  it('is more absent than present for Łukasz', async () => {
    const { absent, possible } = await thisYear('lukasz');
    expect(absent * 2).toBeGreaterThan(possible);
  });

  it.each(['niamh', 'zainab', 'layla'] as const)('is steady for %s', async (key) => {
    for (const { absent, possible } of [await thisYear(key), await lastYear(key)])
      expect(absent * 20).toBeLessThan(possible);
  });

  it('is authorised leave of three afternoons a week for Jack', async () => {
    const { absent, unauthorised, possible } = await thisYear('jack');
    expect(absent / possible).toBeCloseTo(0.3, 1);
    expect(unauthorised).toBe(0);
  });

  it('counts each session of Danny’s once, though he is on two rolls', async () => {
    const { possible } = await thisYear('daniel');
    expect(possible).toBe((await thisYear('jack')).possible);
  });

  it('is unknown for Étienne, like everything else', async () => {
    const [row] = await ask(sql`
      select (select count(*) from records.register where tenant_id = ${test.tenantId} and person_id = ${test.people.etienne}) as registers,
             (select count(*) from records.circumstance where tenant_id = ${test.tenantId} and person_id = ${test.people.etienne}) as circumstances,
             (select count(*) from records.need where tenant_id = ${test.tenantId} and person_id = ${test.people.etienne}) as needs,
             (select count(*) from records.coverage c join people.person p on p.tenant_id = c.tenant_id and p.setting_id = c.setting_id
               where c.tenant_id = ${test.tenantId} and p.id = ${test.people.etienne}) as coverage`);
    expect(row).toEqual({ registers: 0, circumstances: 0, needs: 0, coverage: 0 });
  });
});

describe('records of the cast', () => {
  it('has two suspensions of Ollie in one half term, each in his register', async () => {
    const rows = await ask<{ starts_on: PlainDate; sessions: number }>(sql`
      select starts_on, sessions from records.suspension where tenant_id = ${test.tenantId} and person_id = ${test.people.ollie} order by starts_on`);
    expect(rows).toHaveLength(2);
    for (const { starts_on, sessions } of rows) {
      expect(starts_on >= '2026-11-02' && starts_on <= castToday).toBe(true);
      expect(sessions).toBeGreaterThan(0);
    }
    const [register] = await ask<{ excluded: number }>(sql`
      select length(marks) - length(replace(marks, 'E', '')) as excluded from records.register
      where tenant_id = ${test.tenantId} and person_id = ${test.people.ollie} and register_year = 2026`);
    expect(register?.excluded).toBe(rows.reduce((sum, { sessions }) => sum + sessions, 0));
  });

  it('has Rosie at three settings in one year, two of them begun in the middle of it', async () => {
    const rows = await ask<{ starts_on: string }>(sql`
      select starts_on from people.enrolment where tenant_id = ${test.tenantId} and person_id = ${test.people.rosie} and academic_year = 2025 order by starts_on`);
    expect(rows).toHaveLength(3);
    expect(rows.slice(1).every(({ starts_on }) => !['08', '09'].includes(starts_on.slice(5, 7)))).toBe(true);
  });

  it('says no only where somebody said so: Layla is known not to be in eight circumstances, and nothing is unknown', async () => {
    const rows = await ask<{ kind: string; present: boolean }>(sql`
      select kind, present from records.circumstance where tenant_id = ${test.tenantId} and person_id = ${test.people.layla}`);
    expect(rows.map(({ kind }) => kind).sort()).toEqual([...circumstanceKinds].sort());
    expect(rows.filter(({ present }) => present)).toEqual([
      { kind: 'english_additional_language', present: true },
    ]);
  });
});
