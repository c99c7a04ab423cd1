-- What has been reviewed: everybody on a day, and whom each run touched since. An import then costs a review of those whom
-- it is about, not of everybody.

create table risk.whole_review (
  tenant_id uuid not null,
  id uuid not null,
  rule_set_id uuid not null,
  as_of date not null,
  at timestamptz not null default now(),
  constraint whole_review_pkey primary key (tenant_id, id),
  constraint whole_review_rule_set foreign key (tenant_id, rule_set_id) references risk.rule_set (tenant_id, id),
  constraint whole_review_once unique (tenant_id, rule_set_id, as_of)
);

-- A run that was taken back has to be looked at again.
alter table sources.run add column is_reviewed boolean not null default false;
create index run_unreviewed on sources.run (tenant_id, id) where not is_reviewed;
