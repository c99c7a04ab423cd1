-- What adults judge and what young people say, beside what records show; the level of help a person decides; and how
-- many places a setting really has.

-- One view of one domain by one person on one day. A later one by the same author takes its place; none is changed.
create table risk.staff_mark (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  setting_id uuid,
  domain text not null,
  mark smallint not null,
  -- Whose view it is: the author's own, or what the young person said to them.
  view text not null,
  factor text,
  reason text not null,
  account_id uuid not null,
  author text not null,
  on_date date not null,
  written_at timestamptz not null default now(),
  constraint staff_mark_pkey primary key (tenant_id, id),
  constraint staff_mark_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint staff_mark_domain check (domain in ('personal', 'family', 'social', 'institutional', 'structural')),
  constraint staff_mark_mark check (mark between 0 and 2),
  constraint staff_mark_view check (view in ('adults', 'young_person')),
  constraint staff_mark_reason check (length(reason) between 1 and 2000)
);
create index staff_mark_person on risk.staff_mark (tenant_id, person_id, on_date desc);

-- The level of help, as a named person decided it. The latest is in force; those before it stay.
create table risk.decision (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  setting_id uuid,
  tier text not null,
  -- What the points suggested when it was decided.
  suggested text,
  reason text not null,
  account_id uuid not null,
  author text not null,
  decided_on date not null,
  review_on date not null,
  decided_at timestamptz not null default now(),
  constraint decision_pkey primary key (tenant_id, id),
  constraint decision_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint decision_tier check (tier in ('universal', 'targeted', 'intensive', 'specialist')),
  constraint decision_suggested check (suggested in ('universal', 'targeted', 'intensive', 'specialist')),
  constraint decision_reason check (length(reason) between 1 and 2000),
  constraint decision_review check (review_on > decided_on)
);
create index decision_person on risk.decision (tenant_id, person_id, decided_at desc, id desc);

-- How many young people a setting can really help at a level. The latest of each setting and tier is in force.
create table risk.capacity (
  tenant_id uuid not null,
  id uuid not null,
  setting_id uuid not null,
  tier text not null,
  places integer not null,
  account_id uuid,
  author text not null,
  set_on date not null,
  set_at timestamptz not null default now(),
  constraint capacity_pkey primary key (tenant_id, id),
  constraint capacity_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint capacity_tier check (tier in ('targeted', 'intensive', 'specialist')),
  constraint capacity_number check (places between 0 and 100000)
);
create index capacity_setting on risk.capacity (tenant_id, setting_id, tier, set_at desc, id desc);

-- What a rule set would have said of those who left, set against what became of them.
create table risk.validation (
  tenant_id uuid not null,
  id uuid not null,
  rules text not null,
  version text not null,
  leavers_year smallint not null,
  places integer not null,
  result jsonb not null,
  account_id uuid,
  validated_at timestamptz not null default now(),
  constraint validation_pkey primary key (tenant_id, id)
);
create index validation_at on risk.validation (tenant_id, leavers_year, validated_at desc, id desc);
