-- A role may be for a while: from a day, until a day.

alter table access.role_grant
  add column starts_on date,
  add column ends_on date,
  add constraint role_grant_dates check (ends_on >= starts_on);
