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

grant select, insert, update on risk.profile to waymark_whole;
grant select on risk.profile to waymark_scoped;
create policy tenant on risk.profile to waymark_whole, waymark_scoped
  using (profile.tenant_id = access.tenant()) with check (profile.tenant_id = access.tenant());
create policy reach on risk.profile as restrictive to waymark_scoped
  using (coalesce(profile.setting_ids && (select access.settings())::uuid[]
    or profile.person_id = any((select access.people())::uuid[]), false));
