-- Who may touch which row of identity. Whole and current: dropped and made again round every migration.
-- Outer columns are always qualified; a policy reads no table (docs/decisions: row security).

grant usage on schema identity to waymark_whole, waymark_scoped, waymark_sign_in;

grant select, insert, update (second_step) on identity.tenant to waymark_whole;
grant select on identity.tenant to waymark_scoped, waymark_sign_in;
create policy tenant on identity.tenant to waymark_whole, waymark_scoped
  using (tenant.tenant_id = access.tenant()) with check (tenant.tenant_id = access.tenant());
-- Before sign-in nobody has a tenant: the sign-in page offers the organisations by name.
create policy offer on identity.tenant for select to waymark_sign_in using (true);

-- Only the role that signs people in reads a password hash.
grant insert on identity.account to waymark_whole;
grant select (tenant_id, id, email, name, job, kind, opened_at, closed_at, must_change_password) on identity.account to waymark_whole;
grant update (password_hash, closed_at, must_change_password) on identity.account to waymark_whole;
grant select, update (password_hash, must_change_password) on identity.account to waymark_sign_in;
create policy tenant on identity.account to waymark_whole, waymark_sign_in
  using (account.tenant_id = access.tenant()) with check (account.tenant_id = access.tenant());

grant select, insert, update on identity.session to waymark_sign_in;
-- Whoever manages accounts sees when somebody was signed in, and ends it; never by what token.
grant select (tenant_id, id, account_id, started_at, last_seen_at, expires_at, ended_at), update (ended_at) on identity.session to waymark_whole;
create policy tenant on identity.session to waymark_sign_in, waymark_whole
  using (session.tenant_id = access.tenant()) with check (session.tenant_id = access.tenant());

-- An attempt is kept before the password is looked at, and its outcome written afterwards.
grant select, insert, update on identity.sign_in_attempt to waymark_sign_in;
-- Old ones go by themselves.
grant select (tenant_id, at), delete on identity.sign_in_attempt to waymark_whole;
grant delete on identity.session to waymark_whole;
create policy tenant on identity.sign_in_attempt to waymark_sign_in, waymark_whole
  using (sign_in_attempt.tenant_id = access.tenant()) with check (sign_in_attempt.tenant_id = access.tenant());

-- The secret of an app is read where a code is checked, and nowhere else. Whoever manages accounts may take one away.
grant select, insert, update on identity.authenticator, identity.recovery_code, identity.passkey to waymark_sign_in;
grant select (tenant_id, id, account_id, name, confirmed_at, removed_at), update (removed_at) on identity.authenticator to waymark_whole;
grant select (tenant_id, id, account_id, used_at), update (used_at) on identity.recovery_code to waymark_whole;
grant select (tenant_id, id, account_id, name, added_at, removed_at), update (removed_at) on identity.passkey to waymark_whole;
create policy tenant on identity.passkey to waymark_sign_in, waymark_whole
  using (passkey.tenant_id = access.tenant()) with check (passkey.tenant_id = access.tenant());
create policy tenant on identity.authenticator to waymark_sign_in, waymark_whole
  using (authenticator.tenant_id = access.tenant()) with check (authenticator.tenant_id = access.tenant());
create policy tenant on identity.recovery_code to waymark_sign_in, waymark_whole
  using (recovery_code.tenant_id = access.tenant()) with check (recovery_code.tenant_id = access.tenant());

grant select, insert on identity.federated_account to waymark_sign_in;
create policy tenant on identity.federated_account to waymark_sign_in
  using (federated_account.tenant_id = access.tenant()) with check (federated_account.tenant_id = access.tenant());

grant select, insert, update on identity.last_look to waymark_whole, waymark_scoped;
create policy tenant on identity.last_look to waymark_whole, waymark_scoped
  using (last_look.tenant_id = access.tenant()) with check (last_look.tenant_id = access.tenant());

-- Read with the session, for the header of every page; kept by whoever is signed in.
grant select, insert, update on identity.working_at to waymark_whole, waymark_scoped;
grant select on identity.working_at to waymark_sign_in;
create policy tenant on identity.working_at to waymark_whole, waymark_scoped, waymark_sign_in
  using (working_at.tenant_id = access.tenant()) with check (working_at.tenant_id = access.tenant());

-- A card is made and ended by whoever may give one; only the role that signs people in reads what it is known by.
grant select, update (secret_sha256, secret_until, wrong_in_a_row, used_at) on identity.card to waymark_sign_in;
grant insert, update (ended_at, secret_sha256, secret_salt, secret_until, wrong_in_a_row) on identity.card to waymark_whole;
grant select (tenant_id, id, account_id, made_at, used_at, ended_at, wrong_in_a_row, secret_until) on identity.card to waymark_whole;
create policy tenant on identity.card to waymark_sign_in, waymark_whole
  using (card.tenant_id = access.tenant()) with check (card.tenant_id = access.tenant());
