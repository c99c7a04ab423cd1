-- Looking at a young person out of reach in an emergency: for an hour, with a reason, and looked at afterwards by somebody else.

create table people.break_glass (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  -- Where they were at the time: whoever oversees looks there reviews it.
  setting_ids uuid[] not null,
  account_id uuid not null,
  author text not null,
  reason text not null,
  broken_at timestamptz not null default now(),
  until timestamptz not null,
  justified boolean,
  review text,
  reviewed_by uuid,
  reviewer text,
  reviewed_at timestamptz,
  constraint break_glass_pkey primary key (tenant_id, id),
  constraint break_glass_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint break_glass_account foreign key (tenant_id, account_id) references identity.account (tenant_id, id),
  constraint break_glass_reviewer foreign key (tenant_id, reviewed_by) references identity.account (tenant_id, id),
  constraint break_glass_reviewed check ((justified is null) = (reviewed_at is null) and (justified is null) = (review is null)),
  constraint break_glass_by_another check (reviewed_by is distinct from account_id)
);
create index break_glass_person on people.break_glass (tenant_id, person_id);
