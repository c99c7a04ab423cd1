-- Who may touch which row of risk. Whole and current: dropped and made again round every migration.
-- Outer columns are always qualified; a policy reads no table (docs/decisions: row security).

grant usage on schema risk to waymark_whole, waymark_scoped;

grant select, insert, update on risk.rule_set to waymark_whole;
grant select on risk.rule_set to waymark_scoped;
create policy tenant on risk.rule_set to waymark_whole, waymark_scoped
  using (rule_set.tenant_id = access.tenant()) with check (rule_set.tenant_id = access.tenant());

grant select, insert, update on risk.rule_set_choice to waymark_whole;
grant select on risk.rule_set_choice to waymark_scoped;
create policy tenant on risk.rule_set_choice to waymark_whole, waymark_scoped
  using (rule_set_choice.tenant_id = access.tenant()) with check (rule_set_choice.tenant_id = access.tenant());

grant select, insert, update, delete on risk.profile to waymark_whole;
grant select on risk.profile to waymark_scoped;
create policy tenant on risk.profile to waymark_whole, waymark_scoped
  using (profile.tenant_id = access.tenant()) with check (profile.tenant_id = access.tenant());
create policy reach on risk.profile as restrictive to waymark_scoped
  using (coalesce(profile.setting_ids && (select access.settings())::uuid[]
    or profile.person_id = any((select access.people())::uuid[]), false));

-- Reasons about health, care, youth justice and family, apart from the others and for some roles only.
grant select, insert, update, delete on risk.sensitive_detail to waymark_whole;
grant select on risk.sensitive_detail to waymark_scoped;
create policy tenant on risk.sensitive_detail to waymark_whole, waymark_scoped
  using (sensitive_detail.tenant_id = access.tenant()) with check (sensitive_detail.tenant_id = access.tenant());
create policy reach on risk.sensitive_detail as restrictive to waymark_scoped
  using (coalesce(sensitive_detail.setting_ids && (select access.settings())::uuid[]
    or sensitive_detail.person_id = any((select access.people())::uuid[]), false));
create policy class on risk.sensitive_detail as restrictive to waymark_whole, waymark_scoped
  using (coalesce((select access.sensitive_everywhere())
    or sensitive_detail.setting_ids && (select access.sensitive())::uuid[], false));

grant select, insert on risk.staff_mark to waymark_whole, waymark_scoped;
-- Only for merging two records of one young person.
grant update (person_id), delete on risk.staff_mark to waymark_whole;
create policy tenant on risk.staff_mark to waymark_whole, waymark_scoped
  using (staff_mark.tenant_id = access.tenant()) with check (staff_mark.tenant_id = access.tenant());
create policy reach on risk.staff_mark as restrictive to waymark_scoped
  using (coalesce(staff_mark.setting_id = any((select access.settings())::uuid[])
    or staff_mark.person_id = any((select access.people())::uuid[]), false));

-- Why a mark was given, where it is about the same: for whoever gave it, and those roles.
grant select, insert on risk.sensitive_reason to waymark_whole, waymark_scoped;
grant update (person_id), delete on risk.sensitive_reason to waymark_whole;
create policy tenant on risk.sensitive_reason to waymark_whole, waymark_scoped
  using (sensitive_reason.tenant_id = access.tenant()) with check (sensitive_reason.tenant_id = access.tenant());
create policy reach on risk.sensitive_reason as restrictive to waymark_scoped
  using (coalesce(sensitive_reason.setting_id = any((select access.settings())::uuid[])
    or sensitive_reason.person_id = any((select access.people())::uuid[]), false));
create policy class on risk.sensitive_reason as restrictive to waymark_whole, waymark_scoped
  using (coalesce(sensitive_reason.account_id = (select access.account()) or (select access.sensitive_everywhere())
    or sensitive_reason.setting_id = any((select access.sensitive())::uuid[]), false));

grant select, insert on risk.decision to waymark_whole, waymark_scoped;
grant update (person_id), delete on risk.decision to waymark_whole;
create policy tenant on risk.decision to waymark_whole, waymark_scoped
  using (decision.tenant_id = access.tenant()) with check (decision.tenant_id = access.tenant());
create policy reach on risk.decision as restrictive to waymark_scoped
  using (coalesce(decision.setting_id = any((select access.settings())::uuid[])
    or decision.person_id = any((select access.people())::uuid[]), false));

grant select, insert on risk.capacity to waymark_whole, waymark_scoped;
create policy tenant on risk.capacity to waymark_whole, waymark_scoped
  using (capacity.tenant_id = access.tenant()) with check (capacity.tenant_id = access.tenant());
create policy at_setting on risk.capacity as restrictive to waymark_scoped
  using (coalesce(capacity.setting_id = any((select access.settings())::uuid[]), false));

grant select, insert on risk.validation to waymark_whole;
create policy tenant on risk.validation to waymark_whole
  using (validation.tenant_id = access.tenant()) with check (validation.tenant_id = access.tenant());

grant select, insert, update on risk.whole_review to waymark_whole;
create policy tenant on risk.whole_review to waymark_whole
  using (whole_review.tenant_id = access.tenant()) with check (whole_review.tenant_id = access.tenant());

grant select, insert on risk.preview to waymark_whole;
create policy tenant on risk.preview to waymark_whole
  using (preview.tenant_id = access.tenant()) with check (preview.tenant_id = access.tenant());

-- Kept as they left: nobody changes them, and nobody takes them back.
grant select, insert on risk.numbers_outside to waymark_whole;
create policy tenant on risk.numbers_outside to waymark_whole
  using (numbers_outside.tenant_id = access.tenant()) with check (numbers_outside.tenant_id = access.tenant());
