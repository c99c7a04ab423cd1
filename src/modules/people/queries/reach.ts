import { sql } from 'kysely';
import { academicYear } from '#dates';
import type { PersonId, SettingId } from '#db';
import type { OwnPerson, ReachSource } from '#web';

/** Whom an adult has of their own: their tutor groups and classes of this academic year. And what settings are called. */
export const reach: ReachSource = {
  async settingNames(tx, { tenantId, settingIds }) {
    const { rows } = await sql<{ id: SettingId; name: string }>`
      select id, name from people.setting where tenant_id = ${tenantId} and id = any(${[...settingIds]}::uuid[])`.execute(
      tx,
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  },

  /**
   * Those who have left a class, or a group's setting, are no longer anybody's own, and whoever has left, or teaches a
   * class no more, has none of it. Every last day counts as a day there. Tutoring is the closer of the two reasons.
   */
  async ownPeople(tx, { tenantId, accountId, today }) {
    const year = academicYear(today);
    const { rows } = await sql<{ person_id: PersonId; tutors: boolean }>`
      with own as (select id from people.staff where tenant_id = ${tenantId} and account_id = ${accountId}
        and (starts_on is null or starts_on <= ${today}) and (ends_on is null or ends_on >= ${today}))
      select person_id, bool_or(tutors) as tutors from (
        select e.person_id, true as tutors from own
        join people.tutor_group g on g.tenant_id = ${tenantId} and g.tutor_id = own.id and g.academic_year = ${year}
        join people.enrolment e on e.tenant_id = ${tenantId} and e.tutor_group_id = g.id
          and e.status <> 'P' and (e.ends_on is null or e.ends_on > ${today})
        union all
        select place.person_id, false from own
        join people.class_teacher t on t.tenant_id = ${tenantId} and t.staff_id = own.id
          and (t.ends_on is null or t.ends_on >= ${today})
        join people.class c on c.tenant_id = ${tenantId} and c.id = t.class_id and c.academic_year = ${year}
        join people.class_place place on place.tenant_id = ${tenantId} and place.class_id = c.id
          and (place.starts_on is null or place.starts_on <= ${today}) and (place.ends_on is null or place.ends_on >= ${today})
        join people.enrolment e on e.tenant_id = ${tenantId} and e.person_id = place.person_id
          and e.setting_id = c.setting_id and e.academic_year = ${year}
          and e.status <> 'P' and (e.ends_on is null or e.ends_on > ${today})) each
      group by person_id order by tutors desc, person_id`.execute(tx);
    return rows.map(
      ({ person_id: personId, tutors }): OwnPerson => ({ personId, why: tutors ? 'tutors' : 'teaches' }),
    );
  },
};
