-- Who may touch which row of meetings. Whole and current: dropped and made again round every migration.
-- Outer columns are always qualified; a policy reads no table (docs/decisions: row security).

grant usage on schema meetings to waymark_whole, waymark_scoped;

-- Which panels there are and who sits on them is known to everybody; it is changed for the whole organisation.
grant select, insert, update (name, about, ended_at, ended_by) on meetings.panel to waymark_whole;
grant select on meetings.panel to waymark_scoped;
create policy tenant on meetings.panel to waymark_whole, waymark_scoped
  using (panel.tenant_id = access.tenant()) with check (panel.tenant_id = access.tenant());

grant select, insert, update (ended_at, ended_by) on meetings.seat to waymark_whole;
grant select on meetings.seat to waymark_scoped;
create policy tenant on meetings.seat to waymark_whole, waymark_scoped
  using (seat.tenant_id = access.tenant()) with check (seat.tenant_id = access.tenant());

-- What was put before a panel: for whoever reaches the young person and reads such things, for whoever put it, and for those who sit on that panel.
grant select, insert, update (person_id, closed_on, closed_at, closed_by, closer, decision), delete on meetings.referral to waymark_whole;
grant select, insert, update (closed_on, closed_at, closed_by, closer, decision) on meetings.referral to waymark_scoped;
create policy tenant on meetings.referral to waymark_whole, waymark_scoped
  using (referral.tenant_id = access.tenant()) with check (referral.tenant_id = access.tenant());
create policy reach on meetings.referral as restrictive to waymark_scoped
  using (coalesce(referral.setting_id = any((select access.settings())::uuid[])
    or referral.person_id = any((select access.people())::uuid[]) or referral.id = any((select access.referrals())::uuid[]), false));
create policy class on meetings.referral as restrictive to waymark_whole, waymark_scoped
  using (coalesce(referral.account_id = (select access.account()) or (select access.sensitive_everywhere())
    or referral.setting_id = any((select access.sensitive())::uuid[]) or referral.id = any((select access.referrals())::uuid[]), false));

grant select, insert, update (person_id), delete on meetings.document to waymark_whole;
grant select on meetings.document to waymark_scoped;
create policy tenant on meetings.document to waymark_whole, waymark_scoped
  using (document.tenant_id = access.tenant()) with check (document.tenant_id = access.tenant());
create policy reach on meetings.document as restrictive to waymark_scoped
  using (coalesce(document.setting_id = any((select access.settings())::uuid[])
    or document.person_id = any((select access.people())::uuid[]) or document.referral_id = any((select access.referrals())::uuid[]), false));
create policy class on meetings.document as restrictive to waymark_whole, waymark_scoped
  using (coalesce(document.account_id = (select access.account()) or (select access.sensitive_everywhere())
    or document.setting_id = any((select access.sensitive())::uuid[]) or document.referral_id = any((select access.referrals())::uuid[]), false));
