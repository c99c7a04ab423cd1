-- Who may touch which row of audit. Whole and current: dropped and made again round every migration.
-- Outer columns are always qualified; a policy reads no table (docs/decisions: row security).

grant usage on schema audit to waymark_whole, waymark_scoped, waymark_sign_in;

-- Entries are added and read, never changed or removed: there is no grant for it.
grant select, insert on audit.entry to waymark_whole;
grant insert on audit.entry to waymark_scoped, waymark_sign_in;
create policy tenant on audit.entry to waymark_whole, waymark_scoped, waymark_sign_in
  using (entry.tenant_id = access.tenant()) with check (entry.tenant_id = access.tenant());

-- Whoever adds an entry hands it to the sealer; the sealer takes it from there.
grant select, insert, delete on audit.unsealed to waymark_whole;
grant insert on audit.unsealed to waymark_scoped, waymark_sign_in;
create policy tenant on audit.unsealed to waymark_whole, waymark_scoped, waymark_sign_in
  using (unsealed.tenant_id = access.tenant()) with check (unsealed.tenant_id = access.tenant());

-- Seals are added and read, as entries are.
grant select, insert on audit.seal to waymark_whole;
create policy tenant on audit.seal to waymark_whole
  using (seal.tenant_id = access.tenant()) with check (seal.tenant_id = access.tenant());
