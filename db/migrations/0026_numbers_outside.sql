-- Numbers that left the organisation, as they left: one set a month, so that two of them are never a day apart.

create table risk.numbers_outside (
  tenant_id uuid not null,
  id uuid not null,
  month date not null,
  settings integer not null,
  tables jsonb not null,
  account_id uuid,
  author text not null,
  made_at timestamptz not null default now(),
  constraint numbers_outside_pkey primary key (tenant_id, id),
  constraint numbers_outside_account foreign key (tenant_id, account_id) references identity.account (tenant_id, id),
  constraint numbers_outside_once unique (tenant_id, month),
  constraint numbers_outside_month check (extract(day from month) = 1),
  constraint numbers_outside_settings check (settings >= 3)
);
