-- How long a young person's record is kept: what is due to be erased, who decided, what was erased, and what must not be.

create table people.legal_hold (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  reason text not null,
  account_id uuid,
  by text not null,
  placed_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by text,
  end_reason text,
  constraint legal_hold_pkey primary key (tenant_id, id),
  constraint legal_hold_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint legal_hold_end check ((ended_at is null) = (end_reason is null) and (ended_at is null) = (ended_by is null))
);
create unique index legal_hold_once on people.legal_hold (tenant_id, person_id) where ended_at is null;

create table people.erasure (
  tenant_id uuid not null,
  id uuid not null,
  -- Whose record; null as soon as it is erased: a receipt says what went, not of whom.
  person_id uuid,
  -- The rule by which it is due; null where somebody asked for it.
  rule text,
  reason text not null,
  account_id uuid,
  by text not null,
  at timestamptz not null default now(),
  decision text,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  decision_reason text,
  -- Rows that were erased, by table.
  counts jsonb,
  constraint erasure_pkey primary key (tenant_id, id),
  constraint erasure_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint erasure_decision check (decision in ('erased', 'declined')),
  constraint erasure_decided check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by_name is null)),
  constraint erasure_receipt check ((decision = 'erased') is not true or (person_id is null and counts is not null))
);
create unique index erasure_open on people.erasure (tenant_id, person_id) where decision is null;
create index erasure_at on people.erasure (tenant_id, at desc);

-- The months in which the rules were asked who is due.
create table people.retention_run (
  tenant_id uuid not null,
  id uuid not null,
  month date not null,
  at timestamptz not null default now(),
  constraint retention_run_pkey primary key (tenant_id, id)
);
create index retention_run_month on people.retention_run (tenant_id, month);
