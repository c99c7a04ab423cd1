-- An account can be closed and opened again, be given a new password, and lose a role. What was stays on record.

alter table identity.account
  add column closed_at timestamptz,
  -- Somebody else knows the password: its owner is asked for another before anything else.
  add column must_change_password boolean not null default false;

alter table access.role_grant
  add column ended_at timestamptz,
  add column ended_by uuid,
  add column end_reason text,
  add constraint role_grant_end check ((ended_at is null) = (end_reason is null)),
  drop constraint role_grant_once;
-- A role that ended may be granted again.
create unique index role_grant_once on access.role_grant (tenant_id, account_id, role, setting_id)
  nulls not distinct where ended_at is null;
