-- Who may touch which row of people. Whole and current: dropped and made again round every migration.
-- Outer columns are always qualified; a policy reads no table (docs/decisions: row security).

grant usage on schema people to waymark_whole, waymark_scoped;
-- How names sound and how far apart they are: PostgreSQL's own fuzzystrmatch.
grant usage on schema spelling to waymark_whole, waymark_scoped;

grant select, insert, update, delete on people.setting to waymark_whole;
grant select on people.setting to waymark_scoped;
create policy tenant on people.setting to waymark_whole, waymark_scoped
  using (setting.tenant_id = access.tenant()) with check (setting.tenant_id = access.tenant());

grant select, insert, update, delete on people.person to waymark_whole;
grant select on people.person to waymark_scoped;
create policy tenant on people.person to waymark_whole, waymark_scoped
  using (person.tenant_id = access.tenant()) with check (person.tenant_id = access.tenant());
create policy reach on people.person as restrictive to waymark_scoped
  using (coalesce(person.setting_ids && (select access.settings())::uuid[]
    or person.id = any((select access.people())::uuid[]), false));

grant select, insert, update, delete on people.person_source to waymark_whole;
grant select on people.person_source to waymark_scoped;
create policy tenant on people.person_source to waymark_whole, waymark_scoped
  using (person_source.tenant_id = access.tenant()) with check (person_source.tenant_id = access.tenant());
create policy reach on people.person_source as restrictive to waymark_scoped
  using (coalesce(person_source.setting_id = any((select access.settings())::uuid[])
    or person_source.person_id = any((select access.people())::uuid[]), false));

grant select, insert, update, delete on people.name_key to waymark_whole;
grant select on people.name_key to waymark_scoped;
create policy tenant on people.name_key to waymark_whole, waymark_scoped
  using (name_key.tenant_id = access.tenant()) with check (name_key.tenant_id = access.tenant());
create policy reach on people.name_key as restrictive to waymark_scoped
  using (coalesce(name_key.setting_ids && (select access.settings())::uuid[]
    or name_key.person_id = any((select access.people())::uuid[]), false));

grant select, insert, delete on people.second_setting to waymark_whole;
grant select on people.second_setting to waymark_scoped;
create policy tenant on people.second_setting to waymark_whole, waymark_scoped
  using (second_setting.tenant_id = access.tenant()) with check (second_setting.tenant_id = access.tenant());
create policy reach on people.second_setting as restrictive to waymark_scoped
  using (coalesce(second_setting.setting_id = any((select access.settings())::uuid[])
    or second_setting.person_id = any((select access.people())::uuid[]), false));

grant select, insert, update, delete on people.move to waymark_whole;
grant select on people.move to waymark_scoped;
create policy tenant on people.move to waymark_whole, waymark_scoped
  using (move.tenant_id = access.tenant()) with check (move.tenant_id = access.tenant());
create policy reach on people.move as restrictive to waymark_scoped
  using (coalesce(move.setting_ids && (select access.settings())::uuid[]
    or move.person_id = any((select access.people())::uuid[]), false));

grant select, insert, update, delete on people.move_decision to waymark_whole;
grant select on people.move_decision to waymark_scoped;
create policy tenant on people.move_decision to waymark_whole, waymark_scoped
  using (move_decision.tenant_id = access.tenant()) with check (move_decision.tenant_id = access.tenant());
create policy reach on people.move_decision as restrictive to waymark_scoped
  using (coalesce(move_decision.setting_ids && (select access.settings())::uuid[]
    or move_decision.person_id = any((select access.people())::uuid[]), false));

grant select, insert, update, delete on people.person_said to waymark_whole;
grant select on people.person_said to waymark_scoped;
create policy tenant on people.person_said to waymark_whole, waymark_scoped
  using (person_said.tenant_id = access.tenant()) with check (person_said.tenant_id = access.tenant());
create policy reach on people.person_said as restrictive to waymark_scoped
  using (coalesce(person_said.setting_ids && (select access.settings())::uuid[]
    or person_said.person_id = any((select access.people())::uuid[]), false));

grant select, insert, update, delete on people.duplicate to waymark_whole;
grant select on people.duplicate to waymark_scoped;
create policy tenant on people.duplicate to waymark_whole, waymark_scoped
  using (duplicate.tenant_id = access.tenant()) with check (duplicate.tenant_id = access.tenant());
create policy reach on people.duplicate as restrictive to waymark_scoped
  using (coalesce(duplicate.setting_ids && (select access.settings())::uuid[]
    or duplicate.person_id = any((select access.people())::uuid[]), false));

-- Telling apart and merging is for the whole organisation.
grant select, insert, update, delete on people.told_apart to waymark_whole;
create policy tenant on people.told_apart to waymark_whole
  using (told_apart.tenant_id = access.tenant()) with check (told_apart.tenant_id = access.tenant());

grant select, insert, update, delete on people.merging to waymark_whole;
create policy tenant on people.merging to waymark_whole
  using (merging.tenant_id = access.tenant()) with check (merging.tenant_id = access.tenant());

grant select, insert, delete on people.unmerging to waymark_whole;
create policy tenant on people.unmerging to waymark_whole
  using (unmerging.tenant_id = access.tenant()) with check (unmerging.tenant_id = access.tenant());

grant select, insert, update on people.house to waymark_whole;
grant select on people.house to waymark_scoped;
create policy tenant on people.house to waymark_whole, waymark_scoped
  using (house.tenant_id = access.tenant()) with check (house.tenant_id = access.tenant());

grant select, insert, update, delete on people.staff to waymark_whole;
grant select on people.staff to waymark_scoped;
create policy tenant on people.staff to waymark_whole, waymark_scoped
  using (staff.tenant_id = access.tenant()) with check (staff.tenant_id = access.tenant());

grant select, insert, update, delete on people.tutor_group to waymark_whole;
grant select on people.tutor_group to waymark_scoped;
create policy tenant on people.tutor_group to waymark_whole, waymark_scoped
  using (tutor_group.tenant_id = access.tenant()) with check (tutor_group.tenant_id = access.tenant());

grant select, insert, update, delete on people.enrolment to waymark_whole;
grant select on people.enrolment to waymark_scoped;
create policy tenant on people.enrolment to waymark_whole, waymark_scoped
  using (enrolment.tenant_id = access.tenant()) with check (enrolment.tenant_id = access.tenant());
create policy reach on people.enrolment as restrictive to waymark_scoped
  using (coalesce(enrolment.setting_id = any((select access.settings())::uuid[])
    or enrolment.person_id = any((select access.people())::uuid[]), false));

grant select, insert, update, delete on people.class to waymark_whole;
grant select on people.class to waymark_scoped;
create policy tenant on people.class to waymark_whole, waymark_scoped
  using (class.tenant_id = access.tenant()) with check (class.tenant_id = access.tenant());

grant select, insert, update, delete on people.class_teacher to waymark_whole;
grant select on people.class_teacher to waymark_scoped;
create policy tenant on people.class_teacher to waymark_whole, waymark_scoped
  using (class_teacher.tenant_id = access.tenant()) with check (class_teacher.tenant_id = access.tenant());

grant select, insert, update, delete on people.class_place to waymark_whole;
grant select on people.class_place to waymark_scoped;
create policy tenant on people.class_place to waymark_whole, waymark_scoped
  using (class_place.tenant_id = access.tenant()) with check (class_place.tenant_id = access.tenant());
create policy reach on people.class_place as restrictive to waymark_scoped
  using (coalesce(class_place.setting_id = any((select access.settings())::uuid[])
    or class_place.person_id = any((select access.people())::uuid[]), false));

-- Calendars are read by everybody. Somebody at a setting writes that setting's own, and never the organisation's, which
-- has no setting: these hold for writing alone, because a restrictive policy for everything would hide what they follow.

grant select, insert, update, delete on people.calendar to waymark_whole, waymark_scoped;
create policy tenant on people.calendar to waymark_whole, waymark_scoped
  using (calendar.tenant_id = access.tenant()) with check (calendar.tenant_id = access.tenant());
create policy own_insert on people.calendar as restrictive for insert to waymark_scoped
  with check (coalesce(calendar.setting_id = any((select access.settings())::uuid[]), false));
create policy own_update on people.calendar as restrictive for update to waymark_scoped
  using (coalesce(calendar.setting_id = any((select access.settings())::uuid[]), false))
  with check (coalesce(calendar.setting_id = any((select access.settings())::uuid[]), false));
create policy own_delete on people.calendar as restrictive for delete to waymark_scoped
  using (coalesce(calendar.setting_id = any((select access.settings())::uuid[]), false));

grant select, insert, delete on people.half_term to waymark_whole, waymark_scoped;
create policy tenant on people.half_term to waymark_whole, waymark_scoped
  using (half_term.tenant_id = access.tenant()) with check (half_term.tenant_id = access.tenant());
create policy own_insert on people.half_term as restrictive for insert to waymark_scoped
  with check (coalesce(half_term.setting_id = any((select access.settings())::uuid[]), false));
create policy own_delete on people.half_term as restrictive for delete to waymark_scoped
  using (coalesce(half_term.setting_id = any((select access.settings())::uuid[]), false));

grant select, insert, delete on people.closure to waymark_whole, waymark_scoped;
create policy tenant on people.closure to waymark_whole, waymark_scoped
  using (closure.tenant_id = access.tenant()) with check (closure.tenant_id = access.tenant());
create policy own_insert on people.closure as restrictive for insert to waymark_scoped
  with check (coalesce(closure.setting_id = any((select access.settings())::uuid[]), false));
create policy own_delete on people.closure as restrictive for delete to waymark_scoped
  using (coalesce(closure.setting_id = any((select access.settings())::uuid[]), false));

grant select, insert on people.calendar_change to waymark_whole, waymark_scoped;
create policy tenant on people.calendar_change to waymark_whole, waymark_scoped
  using (calendar_change.tenant_id = access.tenant()) with check (calendar_change.tenant_id = access.tenant());
create policy own_insert on people.calendar_change as restrictive for insert to waymark_scoped
  with check (coalesce(calendar_change.setting_id = any((select access.settings())::uuid[]), false));

-- The views ask as whoever reads them, so the policies of their tables hold.
grant select on people.roll, people.enrolled, people.place, people.in_group, people.colleague to waymark_whole, waymark_scoped;

-- Erasing is for the whole organisation, and so is holding it up.
grant select, insert, update, delete on people.legal_hold to waymark_whole;
create policy tenant on people.legal_hold to waymark_whole
  using (legal_hold.tenant_id = access.tenant()) with check (legal_hold.tenant_id = access.tenant());
grant select, insert, update, delete on people.erasure to waymark_whole;
create policy tenant on people.erasure to waymark_whole
  using (erasure.tenant_id = access.tenant()) with check (erasure.tenant_id = access.tenant());
grant select, insert on people.retention_run to waymark_whole;
create policy tenant on people.retention_run to waymark_whole
  using (retention_run.tenant_id = access.tenant()) with check (retention_run.tenant_id = access.tenant());

-- Who has an account of their own is looked up and changed for the whole organisation, after the reach of whoever asks was checked.
grant select, insert, update (ended_at, person_id), delete on people.own_account to waymark_whole;
create policy tenant on people.own_account to waymark_whole
  using (own_account.tenant_id = access.tenant()) with check (own_account.tenant_id = access.tenant());

-- Whoever has the link is nobody yet: the role that signs people in finds the share by its token, and counts what is typed.
grant select, insert, update (person_id, code_sha256, code_salt, code_until, wrong_in_a_row, revoked_at), delete on people.share to waymark_whole;
grant usage on schema people to waymark_sign_in;
grant select, update (code_sha256, wrong_in_a_row, looks, last_looked_at) on people.share to waymark_sign_in;
create policy tenant on people.share to waymark_whole, waymark_sign_in
  using (share.tenant_id = access.tenant()) with check (share.tenant_id = access.tenant());

-- Written for whoever is out of reach, so for the whole organisation; read by whoever oversees looks where the young person was.
grant select, insert, update (person_id, setting_ids, justified, review, reviewed_by, reviewer, reviewed_at), delete on people.break_glass to waymark_whole;
grant select on people.break_glass to waymark_scoped;
create policy tenant on people.break_glass to waymark_whole, waymark_scoped
  using (break_glass.tenant_id = access.tenant()) with check (break_glass.tenant_id = access.tenant());
create policy reach on people.break_glass as restrictive to waymark_scoped
  using (coalesce(break_glass.setting_ids && (select access.settings())::uuid[]
    or break_glass.person_id = any((select access.people())::uuid[]), false));

-- Nobody young is in it: a list by its filters, and how many were on it.
grant select, insert, update (approved, decided_by, decider, decided_at, used_at) on people.download_request to waymark_whole, waymark_scoped;
create policy tenant on people.download_request to waymark_whole, waymark_scoped
  using (download_request.tenant_id = access.tenant()) with check (download_request.tenant_id = access.tenant());

-- Read and written for the whole organisation, once whoever asks was found to reach the young person.
grant select, insert, update (person_id, ends_on, ended_at, ended_by, end_reason), delete on people.named_adult to waymark_whole;
create policy tenant on people.named_adult to waymark_whole
  using (named_adult.tenant_id = access.tenant()) with check (named_adult.tenant_id = access.tenant());
