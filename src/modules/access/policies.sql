-- Who may touch which row of access. Whole and current: dropped and made again round every migration.
-- Outer columns are always qualified; a policy reads no table (docs/decisions: row security).

grant usage on schema access to waymark_whole, waymark_scoped, waymark_sign_in;

grant select, insert, update (ended_at, ended_by, end_reason) on access.role_grant to waymark_whole;
grant select on access.role_grant to waymark_sign_in;
create policy tenant on access.role_grant to waymark_whole, waymark_sign_in
  using (role_grant.tenant_id = access.tenant()) with check (role_grant.tenant_id = access.tenant());

-- Read at sign-in with the roles that are given for them.
grant select, insert, update (ended_at, ended_by, name, kind, agreement, agreed_until) on access.organisation to waymark_whole;
grant select, insert, update (ended_at, ended_by, name, kind) on access.cluster to waymark_whole;
grant select, insert, update (left_at, left_by) on access.cluster_setting to waymark_whole;
grant select on access.cluster, access.cluster_setting, access.organisation to waymark_sign_in;
create policy tenant on access.organisation to waymark_whole, waymark_sign_in
  using (organisation.tenant_id = access.tenant()) with check (organisation.tenant_id = access.tenant());
create policy tenant on access.cluster to waymark_whole, waymark_sign_in
  using (cluster.tenant_id = access.tenant()) with check (cluster.tenant_id = access.tenant());
create policy tenant on access.cluster_setting to waymark_whole, waymark_sign_in
  using (cluster_setting.tenant_id = access.tenant()) with check (cluster_setting.tenant_id = access.tenant());
