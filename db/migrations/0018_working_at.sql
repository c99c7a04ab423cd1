-- The setting and the year group an account has chosen to have before it: what Today and the lists begin with.

create table identity.working_at (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  setting_id uuid,
  -- What the setting was called when it was chosen, for the header of every page.
  setting_name text,
  nc_year smallint,
  constraint working_at_pkey primary key (tenant_id, id),
  constraint working_at_account foreign key (tenant_id, account_id) references identity.account (tenant_id, id),
  constraint working_at_once unique (tenant_id, account_id),
  constraint working_at_setting_named check ((setting_id is null) = (setting_name is null)),
  constraint working_at_nc_year check (nc_year between 0 and 14)
);
