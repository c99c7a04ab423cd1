-- The last two days on which an account looked at its Today: what changed since the one before is shown all day long.

create table identity.last_look (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  on_date date not null,
  before date,
  constraint last_look_pkey primary key (tenant_id, id),
  constraint last_look_account foreign key (tenant_id, account_id) references identity.account (tenant_id, id),
  constraint last_look_once unique (tenant_id, account_id)
);
