-- Everybody on roll as lists and reviews need them: one row a young person, with the setting they are at now.
create view people.roll with (security_invoker = true) as
  select p.tenant_id, p.id as person_id, p.setting_ids, p.setting_id, s.name as setting_name, s.urn as setting_urn,
         p.nc_year, p.given_name, p.family_name, p.known_as, p.upn, p.source, p.source_key, p.sex, p.left_on,
         p.date_of_birth, p.contradicted
  from people.person p
  left join people.setting s on s.tenant_id = p.tenant_id and s.id = p.setting_id;

-- Who was enrolled where, a row a setting and academic year.
create view people.enrolled with (security_invoker = true) as
  select e.tenant_id, e.person_id, e.setting_id, e.academic_year, e.nc_year, e.status, e.starts_on, e.ends_on, e.source
  from people.enrolment e;

-- Every setting by name.
create view people.place with (security_invoker = true) as
  select s.tenant_id, s.id as setting_id, s.name, s.urn, s.kind from people.setting s;

-- Which tutor group somebody was in, a row a setting and academic year.
create view people.in_group with (security_invoker = true) as
  select e.tenant_id, e.person_id, e.setting_id, e.academic_year, g.name as group_name
  from people.enrolment e
  join people.tutor_group g on g.tenant_id = e.tenant_id and g.id = e.tutor_group_id;

-- Names of the adults at settings, as far as they were brought in.
create view people.colleague with (security_invoker = true) as
  select staff.tenant_id, staff.setting_id, staff.given_name, staff.family_name from people.staff;
