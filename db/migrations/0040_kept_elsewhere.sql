-- Where something confidential about a young person is kept that Waymark does not hold: a safeguarding file, counselling. Never what it says. Only a
-- few may know that it is there.

create table records.pointer (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  -- Where it is kept, and where it may be read.
  setting_id uuid not null,
  kind text not null,
  kept_in text not null,
  number text,
  account_id uuid not null,
  author text not null,
  made_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by uuid,
  constraint pointer_pkey primary key (tenant_id, id),
  constraint pointer_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint pointer_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint pointer_account foreign key (tenant_id, account_id) references identity.account (tenant_id, id),
  constraint pointer_kind check (kind in ('safeguarding', 'counselling'))
);
create index pointer_of_person on records.pointer (tenant_id, person_id);
