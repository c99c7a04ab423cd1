-- Who may touch which row of audit. Whole and current: dropped and made again round every migration.
-- Outer columns are always qualified; a policy reads no table (docs/decisions: row security).

grant usage on schema audit to waymark_whole, waymark_scoped, waymark_sign_in;

-- Entries are added and read, never changed or removed: there is no grant for it.
grant select, insert on audit.entry to waymark_whole;
grant insert on audit.entry to waymark_scoped, waymark_sign_in;
create policy tenant on audit.entry to waymark_whole, waymark_scoped, waymark_sign_in
  using (entry.tenant_id = access.tenant()) with check (entry.tenant_id = access.tenant());
