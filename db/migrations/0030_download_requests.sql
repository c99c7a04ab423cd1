-- A file about many young people takes two: whoever wants it says why, and somebody else approves it, for one download within a week.

create table people.download_request (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  author text not null,
  -- The list as its address says it; names that somebody searched for are not in it.
  list text not null,
  number integer not null,
  reason text not null,
  asked_at timestamptz not null default now(),
  approved boolean,
  decided_by uuid,
  decider text,
  decided_at timestamptz,
  used_at timestamptz,
  constraint download_request_pkey primary key (tenant_id, id),
  constraint download_request_account foreign key (tenant_id, account_id) references identity.account (tenant_id, id),
  constraint download_request_decider foreign key (tenant_id, decided_by) references identity.account (tenant_id, id),
  constraint download_request_decided check ((approved is null) = (decided_at is null)),
  constraint download_request_by_another check (decided_by is distinct from account_id)
);
create index download_request_account on people.download_request (tenant_id, account_id, asked_at);
