-- Who may touch which row of records. Whole and current: dropped and made again round every migration.
-- Outer columns are always qualified; a policy reads no table (docs/decisions: row security).

grant usage on schema records to waymark_whole, waymark_scoped;

grant select, insert, update, delete on records.register to waymark_whole;
grant select on records.register to waymark_scoped;
create policy tenant on records.register to waymark_whole, waymark_scoped
  using (register.tenant_id = access.tenant()) with check (register.tenant_id = access.tenant());
create policy reach on records.register as restrictive to waymark_scoped
  using (coalesce(register.setting_id = any((select access.settings())::uuid[])
    or register.person_id = any((select access.people())::uuid[]), false));

grant select, insert, update, delete on records.register_change to waymark_whole;
grant select on records.register_change to waymark_scoped;
create policy tenant on records.register_change to waymark_whole, waymark_scoped
  using (register_change.tenant_id = access.tenant()) with check (register_change.tenant_id = access.tenant());
create policy reach on records.register_change as restrictive to waymark_scoped
  using (coalesce(register_change.setting_id = any((select access.settings())::uuid[])
    or register_change.person_id = any((select access.people())::uuid[]), false));

grant select, insert, update, delete on records.register_count to waymark_whole;
grant select on records.register_count to waymark_scoped;
create policy tenant on records.register_count to waymark_whole, waymark_scoped
  using (register_count.tenant_id = access.tenant()) with check (register_count.tenant_id = access.tenant());
create policy reach on records.register_count as restrictive to waymark_scoped
  using (coalesce(register_count.setting_id = any((select access.settings())::uuid[])
    or register_count.person_id = any((select access.people())::uuid[]), false));

grant select, insert, update on records.measure_definition to waymark_whole;
grant select on records.measure_definition to waymark_scoped;
create policy tenant on records.measure_definition to waymark_whole, waymark_scoped
  using (measure_definition.tenant_id = access.tenant()) with check (measure_definition.tenant_id = access.tenant());

grant select, insert, update, delete on records.measure to waymark_whole;
grant select on records.measure to waymark_scoped;
create policy tenant on records.measure to waymark_whole, waymark_scoped
  using (measure.tenant_id = access.tenant()) with check (measure.tenant_id = access.tenant());
create policy reach on records.measure as restrictive to waymark_scoped
  using (coalesce(measure.setting_id = any((select access.settings())::uuid[])
    or measure.person_id = any((select access.people())::uuid[]), false));
-- Nearly no measure is for fewer, so who asks is looked up for those that are.
create policy class on records.measure as restrictive to waymark_whole, waymark_scoped
  using (coalesce(not measure.is_sensitive or access.sensitive_everywhere() or measure.setting_id = any(access.sensitive()), false));

grant select, insert, update, delete on records.need to waymark_whole;
grant select on records.need to waymark_scoped;
create policy tenant on records.need to waymark_whole, waymark_scoped
  using (need.tenant_id = access.tenant()) with check (need.tenant_id = access.tenant());
create policy reach on records.need as restrictive to waymark_scoped
  using (coalesce(need.setting_id = any((select access.settings())::uuid[])
    or need.person_id = any((select access.people())::uuid[]), false));

grant select, insert, update, delete on records.circumstance to waymark_whole;
grant select on records.circumstance to waymark_scoped;
create policy tenant on records.circumstance to waymark_whole, waymark_scoped
  using (circumstance.tenant_id = access.tenant()) with check (circumstance.tenant_id = access.tenant());
create policy reach on records.circumstance as restrictive to waymark_scoped
  using (coalesce(circumstance.setting_id = any((select access.settings())::uuid[])
    or circumstance.person_id = any((select access.people())::uuid[]), false));
-- Health, care, youth justice and family are for some roles only, and so is what a source made up; these kinds are for all (rules/circumstance-codes.ts).
create policy class on records.circumstance as restrictive to waymark_whole, waymark_scoped
  using (coalesce(circumstance.kind in ('english_additional_language', 'highly_mobile', 'educated_off_site', 'alternative_provision')
    or (select access.sensitive_everywhere()) or circumstance.setting_id = any((select access.sensitive())::uuid[]), false));

grant select, insert, update, delete on records.suspension to waymark_whole;
grant select on records.suspension to waymark_scoped;
create policy tenant on records.suspension to waymark_whole, waymark_scoped
  using (suspension.tenant_id = access.tenant()) with check (suspension.tenant_id = access.tenant());
create policy reach on records.suspension as restrictive to waymark_scoped
  using (coalesce(suspension.setting_id = any((select access.settings())::uuid[])
    or suspension.person_id = any((select access.people())::uuid[]), false));

grant select, insert, update, delete on records.attainment to waymark_whole;
grant select on records.attainment to waymark_scoped;
create policy tenant on records.attainment to waymark_whole, waymark_scoped
  using (attainment.tenant_id = access.tenant()) with check (attainment.tenant_id = access.tenant());
create policy reach on records.attainment as restrictive to waymark_scoped
  using (coalesce(attainment.setting_id = any((select access.settings())::uuid[])
    or attainment.person_id = any((select access.people())::uuid[]), false));

grant select, insert, update, delete on records.behaviour to waymark_whole;
grant select on records.behaviour to waymark_scoped;
create policy tenant on records.behaviour to waymark_whole, waymark_scoped
  using (behaviour.tenant_id = access.tenant()) with check (behaviour.tenant_id = access.tenant());
create policy reach on records.behaviour as restrictive to waymark_scoped
  using (coalesce(behaviour.setting_id = any((select access.settings())::uuid[])
    or behaviour.person_id = any((select access.people())::uuid[]), false));

grant select, insert, update, delete on records.coverage to waymark_whole;
grant select on records.coverage to waymark_scoped;
create policy tenant on records.coverage to waymark_whole, waymark_scoped
  using (coverage.tenant_id = access.tenant()) with check (coverage.tenant_id = access.tenant());

grant select, insert, update, delete on records.note to waymark_whole;
grant select, insert on records.note to waymark_scoped;
create policy tenant on records.note to waymark_whole, waymark_scoped
  using (note.tenant_id = access.tenant()) with check (note.tenant_id = access.tenant());
-- The words of a restricted note: for whoever wrote them, and those who may read such notes where it was written.
grant select, insert, delete on records.restricted_text to waymark_whole;
grant select, insert on records.restricted_text to waymark_scoped;
create policy tenant on records.restricted_text to waymark_whole, waymark_scoped
  using (restricted_text.tenant_id = access.tenant()) with check (restricted_text.tenant_id = access.tenant());
create policy audience on records.restricted_text as restrictive to waymark_whole, waymark_scoped
  using (coalesce(restricted_text.account_id = (select access.account()) or (select access.restricted_everywhere())
    or restricted_text.setting_id = any((select access.restricted())::uuid[]), false));

create policy reach on records.note as restrictive to waymark_scoped
  using (coalesce(note.setting_id = any((select access.settings())::uuid[])
    or note.person_id = any((select access.people())::uuid[]), false));

grant select, insert, update, delete on records.comparison to waymark_whole;
grant select on records.comparison to waymark_scoped;
create policy tenant on records.comparison to waymark_whole, waymark_scoped
  using (comparison.tenant_id = access.tenant()) with check (comparison.tenant_id = access.tenant());

-- Where something confidential is kept: known to those who may know of it where it is.
grant select, insert, update (person_id, ended_at, ended_by), delete on records.pointer to waymark_whole;
grant select, insert, update (ended_at, ended_by) on records.pointer to waymark_scoped;
create policy tenant on records.pointer to waymark_whole, waymark_scoped
  using (pointer.tenant_id = access.tenant()) with check (pointer.tenant_id = access.tenant());
create policy class on records.pointer as restrictive to waymark_whole, waymark_scoped
  using (coalesce((select access.confidential_everywhere())
    or pointer.setting_id = any((select access.confidential())::uuid[]), false));
create policy reach on records.pointer as restrictive to waymark_scoped
  using (coalesce(pointer.setting_id = any((select access.settings())::uuid[])
    or pointer.person_id = any((select access.people())::uuid[]), false));
