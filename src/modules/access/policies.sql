-- Who may touch which row of access. Whole and current: dropped and made again round every migration.
-- Outer columns are always qualified; a policy reads no table (docs/decisions: row security).

grant usage on schema access to waymark_whole, waymark_scoped, waymark_sign_in;

grant select, insert, update (ended_at, ended_by, end_reason) on access.role_grant to waymark_whole;
grant select on access.role_grant to waymark_sign_in;
create policy tenant on access.role_grant to waymark_whole, waymark_sign_in
  using (role_grant.tenant_id = access.tenant()) with check (role_grant.tenant_id = access.tenant());
