-- Adults who were named to one young person: a mentor, a coach, or whoever has them on their caseload. Who named whom, why, and until when.

create table people.named_adult (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  account_id uuid not null,
  relation text not null,
  reason text not null,
  -- Young people who were given to an adult together.
  named_with uuid not null,
  named_by uuid,
  author text not null,
  named_at timestamptz not null default now(),
  -- The last day, where one is known beforehand.
  ends_on date,
  ended_at timestamptz,
  ended_by uuid,
  end_reason text,
  constraint named_adult_pkey primary key (tenant_id, id),
  constraint named_adult_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint named_adult_account foreign key (tenant_id, account_id) references identity.account (tenant_id, id),
  constraint named_adult_relation check (relation in ('mentor', 'coach', 'caseload')),
  constraint named_adult_end check ((ended_at is null) = (end_reason is null))
);
create unique index named_adult_once on people.named_adult (tenant_id, person_id, account_id, relation) where ended_at is null;
create index named_adult_account on people.named_adult (tenant_id, account_id) where ended_at is null;
create index named_adult_named on people.named_adult (tenant_id, named_at);
