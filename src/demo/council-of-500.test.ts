import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayNumber, fromDayNumber, type PlainDate, plainDate } from '#dates';
import { type TenantId, type Who, withActor } from '#db';
import { type Calendar, checkUpn, isSchoolDay } from '#modules/people';
import { NO_SESSION, slotOf } from '#modules/records';
import { type TestDatabase, testDatabase } from '#test/database';
import { fillTenant } from './index.ts';

const today = plainDate('2026-11-20');
let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
  await fillTenant(test.db, test.tenantId, { youngPeople: 500, seed: 3, today });
});
afterAll(() => test.close());

describe('a council of 500', () => {
  const ask = <Row>(query: (tenantId: TenantId) => ReturnType<typeof sql<Row>>) =>
    withActor(test.db, test.whole, async (tx) => (await query(test.tenantId).execute(tx)).rows);

  it('has UPNs with the right check letter, of a local authority that does not exist', async () => {
    const people = await ask<{ upn: string }>(
      (id) => sql`select upn from people.person where tenant_id = ${id} and upn is not null`,
    );
    expect(people.length).toBeGreaterThan(450);
    for (const { upn } of people) {
      expect(checkUpn(upn)).toEqual({ upn, temporary: false });
      expect(upn.slice(1, 4)).toBe('990');
    }
  });

  it('has nobody born outside the school year of their year group, but for a few who are a year older', async () => {
    const wrong = await ask(
      (id) => sql`
      select given_name, date_of_birth, nc_year from people.person where tenant_id = ${id} and date_of_birth is not null
        and not date_of_birth between make_date(2026 - nc_year - 6, 9, 1) and make_date(2026 - nc_year - 4, 8, 31)`,
    );
    expect(wrong).toEqual([]);
  });

  it('has marks on every school day on roll up to today, and on no other day', async () => {
    const open = await schoolSlots(test.whole);
    const registers = await ask<{
      setting_id: string;
      register_year: number;
      marks: string;
      starts_on: PlainDate;
      ends_on: PlainDate | null;
    }>(
      (id) => sql`
      select r.setting_id, r.register_year, r.marks, e.starts_on, e.ends_on from records.register r
      join people.enrolment e on e.tenant_id = r.tenant_id and e.person_id = r.person_id
        and e.setting_id = r.setting_id and e.academic_year = r.register_year
      where r.tenant_id = ${id}`,
    );
    expect(registers.length).toBeGreaterThan(800);
    for (const { setting_id, register_year, marks, starts_on, ends_on } of registers) {
      const days = open(setting_id, register_year).filter(
        (day) => day >= starts_on && (ends_on === null || day <= ends_on),
      );
      const marked = new Set(days.flatMap((day) => [slotOf(day, 0), slotOf(day, 1)]));
      const found = [...marks].flatMap((letter, slot) => (letter === NO_SESSION ? [] : [slot]));
      expect(found).toEqual([...marked]);
    }
  });

  it('leaves things unknown: circumstances, needs and one setting’s suspensions', async () => {
    const [counts] = await ask<{ people: number; needs: number; help: number; uncovered: string }>(
      (id) => sql`
      select (select count(*) from people.person where tenant_id = ${id}) as people,
             (select count(distinct person_id) from records.need where tenant_id = ${id}) as needs,
             (select count(distinct person_id) from records.circumstance where tenant_id = ${id} and kind = 'early_help') as help,
             (select string_agg(name, ', ') from people.setting s where tenant_id = ${id} and not exists
               (select from records.coverage c where c.tenant_id = ${id} and c.setting_id = s.id)) as uncovered`,
    );
    expect(counts?.people).toBe(500);
    expect(counts?.needs).toBeLessThan(498);
    expect(counts?.help).toBeLessThan(450);
    expect(counts?.uncovered).toBe('Quillbeck School');
  });

  it('names a run for every fact, and each run counts its facts', async () => {
    const runs = await ask<{ kind: string; source: string; read: number; facts: number }>(
      (id) => sql`
      select r.kind, r.source, r.read, case r.kind
        when 'needs' then (select count(*) from records.need f where f.tenant_id = ${id} and f.run_id = r.id)
        when 'circumstances' then (select count(*) from records.circumstance f where f.tenant_id = ${id} and f.run_id = r.id)
        when 'suspensions' then (select count(*) from records.suspension f where f.tenant_id = ${id} and f.run_id = r.id)
        when 'registers' then (select count(*) from records.register f where f.tenant_id = ${id})
        else r.read end as facts
      from sources.run r where r.tenant_id = ${id}`,
    );
    expect(runs.length).toBeGreaterThanOrEqual(7);
    for (const { read, facts } of runs) expect(facts).toBe(read);
  });

  it('has a tutor for every tutor group, and everybody now at a setting in one group', async () => {
    const [row] = await ask<{ headless: number; unplaced: number }>(
      (id) => sql`
      select (select count(*) from people.tutor_group where tenant_id = ${id} and tutor_id is null) as headless,
             (select count(*) from people.enrolment where tenant_id = ${id} and academic_year = 2026
               and status in ('C', 'M') and tutor_group_id is null) as unplaced`,
    );
    expect(row).toEqual({ headless: 0, unplaced: 0 });
  });

  /** School days as the calendars in the database have them, a setting's own before the council's. */
  async function schoolSlots({ tenantId }: Who): Promise<(settingId: string, year: number) => PlainDate[]> {
    type Row = {
      setting_id: string | null;
      academic_year: number;
      weekdays: number[];
      halves: Calendar['halfTerms'];
      closures: Calendar['closures'];
    };
    const rows = await ask<Row>(
      (id) => sql`
      select c.setting_id, c.academic_year, c.weekdays,
        (select json_agg(json_build_object('startsOn', h.starts_on, 'endsOn', h.ends_on)) from people.half_term h
          where h.tenant_id = ${id} and h.calendar_id = c.id) as halves,
        (select json_agg(json_build_object('date', x.on_date)) from people.closure x
          where x.tenant_id = ${id} and x.calendar_id = c.id) as closures
      from people.calendar c where c.tenant_id = ${tenantId}`,
    );
    const days = new Map(
      rows.map(({ setting_id, academic_year, weekdays, halves, closures }) => {
        const calendar: Calendar = { academicYear: academic_year, weekdays, halfTerms: halves, closures };
        const first = dayNumber(plainDate(`${academic_year}-08-01`));
        const all = Array.from({ length: 365 }, (_, at) => fromDayNumber(first + at));
        return [
          `${setting_id} ${academic_year}`,
          all.filter((day) => day <= today && isSchoolDay(calendar, day)),
        ];
      }),
    );
    return (settingId, year) => days.get(`${settingId} ${year}`) ?? days.get(`null ${year}`) ?? [];
  }
});
