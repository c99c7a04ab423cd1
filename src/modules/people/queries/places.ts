import { sql } from 'kysely';
import { academicYear, type PlainDate } from '#dates';
import type { PersonId, TenantId, Tx } from '#db';
import type { EnrolmentStatus } from '../rules/stays.ts';

/** A year at a setting, as far as a source has said. */
export type Enrolled = {
  academicYear: number;
  settingName: string;
  ncYear: number | null;
  startsOn: PlainDate | null;
  endsOn: PlainDate | null;
  status: EnrolmentStatus;
  /** A source that says otherwise of its end and was not believed. */
  disputedBy: string | null;
  tutorGroup: string | null;
  tutor: string | null;
  house: string | null;
  source: string;
};

/** A class of one academic year and who teaches it. */
export type Taught = { name: string; subject: string | null; settingName: string; teachers: string | null };

type Whose = { tenantId: TenantId; personId: PersonId };

/** Where a young person has been and is, newest first: only the settings that whoever asks may see. */
export async function enrolmentsOf(tx: Tx, { tenantId, personId }: Whose): Promise<Enrolled[]> {
  const { rows } = await sql<Enrolled>`
    select e.academic_year as "academicYear", s.name as "settingName", e.nc_year as "ncYear", e.starts_on as "startsOn",
           e.ends_on as "endsOn", e.status, e.disputed_by as "disputedBy", g.name as "tutorGroup", t.given_name || ' ' || t.family_name as tutor, h.name as house, e.source
    from people.enrolment e
    join people.setting s on s.tenant_id = e.tenant_id and s.id = e.setting_id
    left join people.tutor_group g on g.tenant_id = e.tenant_id and g.id = e.tutor_group_id
    left join people.staff t on t.tenant_id = g.tenant_id and t.id = g.tutor_id
    left join people.house h on h.tenant_id = e.tenant_id and h.id = e.house_id
    where e.tenant_id = ${tenantId} and e.person_id = ${personId}
    order by e.academic_year desc, e.ends_on desc nulls first, e.starts_on desc nulls last, s.name`.execute(
    tx,
  );
  return rows;
}

/** The classes that somebody is in on a day of an academic year, with those who teach them then. */
export async function classesOf(
  tx: Tx,
  { tenantId, personId, today }: Whose & { today: PlainDate },
): Promise<Taught[]> {
  const { rows } = await sql<Taught>`
    select c.name, c.subject, s.name as "settingName",
           (select string_agg(each.name, ', ' order by each.family_name, each.name) from (
              select distinct t.given_name || ' ' || t.family_name as name, t.family_name
              from people.class_teacher ct
              join people.staff t on t.tenant_id = ct.tenant_id and t.id = ct.staff_id
              where ct.tenant_id = c.tenant_id and ct.class_id = c.id and (ct.ends_on is null or ct.ends_on >= ${today})
            ) as each) as teachers
    from people.class c
    join people.setting s on s.tenant_id = c.tenant_id and s.id = c.setting_id
    where c.tenant_id = ${tenantId} and c.academic_year = ${academicYear(today)} and c.id in (
      select p.class_id from people.class_place p
      where p.tenant_id = ${tenantId} and p.person_id = ${personId}
        and (p.starts_on is null or p.starts_on <= ${today}) and (p.ends_on is null or p.ends_on >= ${today}))
    order by c.subject nulls last, c.name`.execute(tx);
  return rows;
}
