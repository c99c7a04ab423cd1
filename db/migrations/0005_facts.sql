-- Circumstances, needs, attainment, behaviour and suspensions as files bring them, and what a file claims to hold whole.

-- The day a file speaks of, where it speaks of one: an older file of the same source never contradicts a newer one.
alter table sources.run add column as_at date;

alter table records.circumstance add column proficiency text;
alter table records.circumstance add constraint circumstance_proficiency
  check (proficiency in ('A', 'B', 'C', 'D', 'E'));
alter table records.circumstance add constraint circumstance_once
  unique (tenant_id, person_id, kind, starts_on, source);
-- The unique constraint begins with the same columns.
drop index records.circumstance_person;
create index circumstance_source on records.circumstance (tenant_id, source);
create index circumstance_run on records.circumstance (tenant_id, run_id) where run_id is not null;

alter table records.need add column secondary_need text;
alter table records.need add constraint need_once unique (tenant_id, person_id, starts_on, source);
drop index records.need_person;
create index need_source on records.need (tenant_id, source);
create index need_run on records.need (tenant_id, run_id) where run_id is not null;

alter table records.suspension add column ends_on date;
-- What became of it afterwards; null when nobody has said.
alter table records.suspension add column outcome text;
alter table records.suspension add constraint suspension_dates check (ends_on >= starts_on);
alter table records.suspension add constraint suspension_outcome
  check (outcome in ('upheld', 'cancelled', 'reinstated'));

alter table records.coverage add column run_id uuid;
create index coverage_run on records.coverage (tenant_id, run_id) where run_id is not null;

create table records.attainment (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  setting_id uuid not null,
  subject text not null,
  scale text not null,
  -- The assessment point as the setting calls it: Autumn 1, mock examinations.
  point text,
  on_date date not null,
  value text not null,
  number double precision,
  expected text,
  expected_number double precision,
  -- Null when nothing says what was expected, or the two cannot be compared.
  met_expected boolean,
  source text not null,
  run_id uuid,
  constraint attainment_pkey primary key (tenant_id, id),
  constraint attainment_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint attainment_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint attainment_once
    unique nulls not distinct (tenant_id, person_id, subject, scale, point, on_date, source)
);
create index attainment_source on records.attainment (tenant_id, source);
create index attainment_run on records.attainment (tenant_id, run_id) where run_id is not null;

create table records.behaviour (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  setting_id uuid not null,
  on_date date not null,
  kind text not null,
  category text,
  points double precision,
  location text,
  -- Whether it ended in leaving the lesson; null when nobody has said.
  removed boolean,
  -- The source's own key of the event, or else everything it says of it.
  event_key text not null,
  source text not null,
  run_id uuid,
  constraint behaviour_pkey primary key (tenant_id, id),
  constraint behaviour_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint behaviour_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint behaviour_kind check (kind in ('positive', 'negative')),
  constraint behaviour_once unique (tenant_id, person_id, event_key, source)
);
create index behaviour_person on records.behaviour (tenant_id, person_id, on_date desc);
create index behaviour_source on records.behaviour (tenant_id, source);
create index behaviour_run on records.behaviour (tenant_id, run_id) where run_id is not null;
