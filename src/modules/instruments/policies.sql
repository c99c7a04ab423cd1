-- Who may touch which row of instruments. Whole and current: dropped and made again round every migration.
-- Outer columns are always qualified; a policy reads no table (docs/decisions: row security).

grant usage on schema instruments to waymark_whole, waymark_scoped, waymark_sign_in;

-- What is asked is known to everybody; it never changes once it was given out.
grant select, insert, update (retired_at) on instruments.definition to waymark_whole, waymark_scoped;
grant select on instruments.definition to waymark_sign_in;
create policy tenant on instruments.definition to waymark_whole, waymark_scoped, waymark_sign_in
  using (definition.tenant_id = access.tenant()) with check (definition.tenant_id = access.tenant());

-- Whoever has a link is nobody yet: the role that signs people in finds what it asks by its hash.
grant select, insert, update (ended_at, told_id, followed_on, compared_on) on instruments.campaign to waymark_whole;
grant select, insert, update (ended_at, told_id) on instruments.campaign to waymark_scoped;
grant select on instruments.campaign to waymark_sign_in;
create policy tenant on instruments.campaign to waymark_whole, waymark_scoped, waymark_sign_in
  using (campaign.tenant_id = access.tenant()) with check (campaign.tenant_id = access.tenant());
create policy at_setting on instruments.campaign as restrictive to waymark_scoped
  using (coalesce(campaign.setting_id = any((select access.settings())::uuid[]), false));

grant select, insert, update (person_id, setting_id, token_sha256, ended_at), delete on instruments.invitation to waymark_whole;
grant select, insert, update (token_sha256, ended_at) on instruments.invitation to waymark_scoped;
grant select on instruments.invitation to waymark_sign_in;
create policy tenant on instruments.invitation to waymark_whole, waymark_scoped, waymark_sign_in
  using (invitation.tenant_id = access.tenant()) with check (invitation.tenant_id = access.tenant());
create policy reach on instruments.invitation as restrictive to waymark_scoped
  using (coalesce(invitation.setting_id = any((select access.settings())::uuid[])
    or invitation.person_id = any((select access.people())::uuid[]), false));

grant select, insert, update, delete on instruments.response to waymark_whole;
grant select, insert, update (revision, helped_by, ended_at, outcome, on_date) on instruments.response to waymark_scoped;
create policy tenant on instruments.response to waymark_whole, waymark_scoped
  using (response.tenant_id = access.tenant()) with check (response.tenant_id = access.tenant());
create policy reach on instruments.response as restrictive to waymark_scoped
  using (coalesce(response.setting_id = any((select access.settings())::uuid[])
    or response.person_id = any((select access.people())::uuid[]), false));
-- What adults say in some forms is for whoever wrote it and the roles that read such things; answers and files say the same.
-- Nearly no row is of such a form, so who asks is looked up for those that are: asked before, it would cost every answer of a class a tenth.
create policy class on instruments.response as restrictive to waymark_whole, waymark_scoped
  using (coalesce(not response.is_sensitive or response.account_id = access.account() or access.sensitive_everywhere()
    or response.setting_id = any(access.sensitive()), false));

grant select, insert, update (person_id), delete on instruments.answer to waymark_whole;
grant select, insert on instruments.answer to waymark_scoped;
create policy tenant on instruments.answer to waymark_whole, waymark_scoped
  using (answer.tenant_id = access.tenant()) with check (answer.tenant_id = access.tenant());
create policy reach on instruments.answer as restrictive to waymark_scoped
  using (coalesce(answer.setting_id = any((select access.settings())::uuid[])
    or answer.person_id = any((select access.people())::uuid[]), false));
create policy class on instruments.answer as restrictive to waymark_whole, waymark_scoped
  using (coalesce(not answer.is_sensitive or answer.account_id = access.account() or access.sensitive_everywhere()
    or answer.setting_id = any(access.sensitive()), false));

grant select, insert, update (person_id, seen_by, seer, seen_at, done), delete on instruments.call to waymark_whole;
grant select, insert, update (seen_by, seer, seen_at, done) on instruments.call to waymark_scoped;
create policy tenant on instruments.call to waymark_whole, waymark_scoped
  using (call.tenant_id = access.tenant()) with check (call.tenant_id = access.tenant());
create policy reach on instruments.call as restrictive to waymark_scoped
  using (coalesce(call.setting_id = any((select access.settings())::uuid[])
    or call.person_id = any((select access.people())::uuid[]), false));

grant select, insert, update (person_id), delete on instruments.own_mark to waymark_whole;
grant select, insert on instruments.own_mark to waymark_scoped;
create policy tenant on instruments.own_mark to waymark_whole, waymark_scoped
  using (own_mark.tenant_id = access.tenant()) with check (own_mark.tenant_id = access.tenant());
create policy reach on instruments.own_mark as restrictive to waymark_scoped
  using (coalesce(own_mark.setting_id = any((select access.settings())::uuid[])
    or own_mark.person_id = any((select access.people())::uuid[]), false));

-- The words a setting watches for hold for whoever answers there, and are written by whoever is at that setting.
grant select, insert, update (ended_at) on instruments.worry to waymark_whole, waymark_scoped;
create policy tenant on instruments.worry to waymark_whole, waymark_scoped
  using (worry.tenant_id = access.tenant()) with check (worry.tenant_id = access.tenant());
create policy own_insert on instruments.worry as restrictive for insert to waymark_scoped
  with check (coalesce(worry.setting_id = any((select access.settings())::uuid[]), false));
create policy own_update on instruments.worry as restrictive for update to waymark_scoped
  using (coalesce(worry.setting_id = any((select access.settings())::uuid[]), false));

-- Nobody who is signed in reads what is still being answered; the job that moves it acts for the whole organisation.
grant select, insert, update (answers, revision, is_sent) on instruments.loose_sheet to waymark_sign_in;
grant select, delete on instruments.loose_sheet to waymark_whole;
create policy tenant on instruments.loose_sheet to waymark_whole, waymark_sign_in
  using (loose_sheet.tenant_id = access.tenant()) with check (loose_sheet.tenant_id = access.tenant());

grant select, insert, delete on instruments.sheet to waymark_whole;
grant select on instruments.sheet to waymark_scoped;
create policy tenant on instruments.sheet to waymark_whole, waymark_scoped
  using (sheet.tenant_id = access.tenant()) with check (sheet.tenant_id = access.tenant());
create policy at_setting on instruments.sheet as restrictive to waymark_scoped
  using (coalesce(sheet.setting_id = any((select access.settings())::uuid[]), false));

-- The view asks as whoever reads it, so the policies of its table hold.
grant select on instruments.own_view to waymark_whole, waymark_scoped;

-- What the whole organisation came to is everybody's to read, and made by a job that acts for all of it.
grant select, insert, delete on instruments.comparison to waymark_whole;
grant select on instruments.comparison to waymark_scoped;
create policy tenant on instruments.comparison to waymark_whole, waymark_scoped
  using (comparison.tenant_id = access.tenant()) with check (comparison.tenant_id = access.tenant());

-- What a setting means to do is read and written by whoever reaches it.
grant select, insert on instruments.action, instruments.action_review to waymark_whole, waymark_scoped;
create policy tenant on instruments.action to waymark_whole, waymark_scoped
  using (action.tenant_id = access.tenant()) with check (action.tenant_id = access.tenant());
create policy at_setting on instruments.action as restrictive to waymark_scoped
  using (coalesce(action.setting_id = any((select access.settings())::uuid[]), false));
create policy tenant on instruments.action_review to waymark_whole, waymark_scoped
  using (action_review.tenant_id = access.tenant()) with check (action_review.tenant_id = access.tenant());
create policy at_setting on instruments.action_review as restrictive to waymark_scoped
  using (coalesce(action_review.setting_id = any((select access.settings())::uuid[]), false));

grant select, insert, update (person_id, setting_id), delete on instruments.file to waymark_whole;
grant select, insert, delete on instruments.file to waymark_scoped;
create policy tenant on instruments.file to waymark_whole, waymark_scoped
  using (file.tenant_id = access.tenant()) with check (file.tenant_id = access.tenant());
create policy reach on instruments.file as restrictive to waymark_scoped
  using (coalesce(file.setting_id = any((select access.settings())::uuid[])
    or file.person_id = any((select access.people())::uuid[]), false));
create policy class on instruments.file as restrictive to waymark_whole, waymark_scoped
  using (coalesce(not file.is_sensitive or file.account_id = access.account() or access.sensitive_everywhere()
    or file.setting_id = any(access.sensitive()), false));
