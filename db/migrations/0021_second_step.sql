-- Beside the password, something that only its owner has; and how lately somebody in a session showed who they are.

alter table identity.tenant
  add column second_step text not null default 'required',
  add constraint tenant_second_step check (second_step in ('required', 'optional'));
update identity.tenant set second_step = 'optional' where made_up;

alter table identity.session
  -- The password was right and the second step is still to come: nothing may be done with it but that.
  add column second_step_due boolean not null default false,
  add column proved_at timestamptz not null default now(),
  -- Others use this browser as well: it ends sooner, and leaves nothing behind.
  add column shared boolean not null default false;

create table identity.authenticator (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  name text not null,
  -- Base 32, as apps take it (RFC 6238).
  secret text not null,
  begun_at timestamptz not null default now(),
  -- Until a code from it was typed in, it counts for nothing.
  confirmed_at timestamptz,
  -- The half-minute of the last code that was taken: none is taken twice.
  last_counter bigint,
  last_used_at timestamptz,
  removed_at timestamptz,
  constraint authenticator_pkey primary key (tenant_id, id),
  constraint authenticator_account foreign key (tenant_id, account_id) references identity.account (tenant_id, id)
);
create index authenticator_account on identity.authenticator (tenant_id, account_id) where removed_at is null;

create table identity.recovery_code (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  code_sha256 text not null,
  made_at timestamptz not null default now(),
  used_at timestamptz,
  constraint recovery_code_pkey primary key (tenant_id, id),
  constraint recovery_code_account foreign key (tenant_id, account_id) references identity.account (tenant_id, id),
  constraint recovery_code_once unique (tenant_id, account_id, code_sha256)
);
